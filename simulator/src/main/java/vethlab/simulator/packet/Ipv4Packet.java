package vethlab.simulator.packet;

/// An IPv4 packet (RFC 791).
///
/// The reserved flag, which RFC 791 wants to be zero and no receiver looks at, is not kept.
///
/// @param trafficClass the octet once called type of service: DSCP and ECN
/// @param identification 0 to 65535
/// @param fragmentOffset in units of 8 octets
/// @param options the octets between the fixed header and the payload, a multiple of 4, at most 40
public record Ipv4Packet(
    Ipv4Address source,
    Ipv4Address destination,
    int trafficClass,
    int identification,
    boolean dontFragment,
    boolean moreFragments,
    int fragmentOffset,
    int ttl,
    Bytes options,
    Transport transport)
    implements Payload {

  /// Octets of the header without options.
  public static final int HEADER_LENGTH = 20;

  /// The router alert option (RFC 2113).
  public static final Bytes ROUTER_ALERT = Bytes.of(new byte[] {(byte) 0x94, 4, 0, 0});

  public Ipv4Packet {
    if (options.length() % 4 != 0 || options.length() > 40) {
      throw new IllegalArgumentException("IPv4 options of " + options.length() + " octets");
    }
    FieldRange.check8("traffic class", trafficClass);
    FieldRange.check16("IPv4 identification", identification);
    FieldRange.check("IPv4 fragment offset", fragmentOffset, 0x1fff);
    FieldRange.check8("TTL", ttl);
  }

  /// An unfragmented packet without options; identification 0, fragmentation forbidden.
  public static Ipv4Packet of(
      Ipv4Address source, Ipv4Address destination, int ttl, Transport transport) {
    return new Ipv4Packet(source, destination, 0, 0, true, false, 0, ttl, Bytes.EMPTY, transport);
  }

  public int protocol() {
    return transport.protocol();
  }

  public int headerLength() {
    return HEADER_LENGTH + options.length();
  }

  /// Whether it is a piece of a larger packet.
  public boolean isFragment() {
    return moreFragments || fragmentOffset != 0;
  }

  @Override
  public int etherType() {
    return EtherType.IPV4;
  }

  @Override
  public int length() {
    return headerLength() + transport.length();
  }

  public Ipv4Packet withTtl(int other) {
    return new Ipv4Packet(
        source,
        destination,
        trafficClass,
        identification,
        dontFragment,
        moreFragments,
        fragmentOffset,
        other,
        options,
        transport);
  }

  public Ipv4Packet withAddresses(Ipv4Address newSource, Ipv4Address newDestination) {
    return new Ipv4Packet(
        newSource,
        newDestination,
        trafficClass,
        identification,
        dontFragment,
        moreFragments,
        fragmentOffset,
        ttl,
        options,
        transport);
  }

  public Ipv4Packet withIdentification(int other, boolean newDontFragment) {
    return new Ipv4Packet(
        source,
        destination,
        trafficClass,
        other,
        newDontFragment,
        moreFragments,
        fragmentOffset,
        ttl,
        options,
        transport);
  }

  public Ipv4Packet withTrafficClass(int other) {
    return new Ipv4Packet(
        source,
        destination,
        other,
        identification,
        dontFragment,
        moreFragments,
        fragmentOffset,
        ttl,
        options,
        transport);
  }

  public Ipv4Packet withOptions(Bytes other) {
    return new Ipv4Packet(
        source,
        destination,
        trafficClass,
        identification,
        dontFragment,
        moreFragments,
        fragmentOffset,
        ttl,
        other,
        transport);
  }

  public Ipv4Packet withTransport(Transport other) {
    return new Ipv4Packet(
        source,
        destination,
        trafficClass,
        identification,
        dontFragment,
        moreFragments,
        fragmentOffset,
        ttl,
        options,
        other);
  }

  /// The piece of this packet that starts at `offset` units of 8 octets.
  public Ipv4Packet fragment(int offset, boolean more, Bytes data, Bytes newOptions) {
    return new Ipv4Packet(
        source,
        destination,
        trafficClass,
        identification,
        dontFragment,
        more,
        offset,
        ttl,
        newOptions,
        new Transport.Fragment(protocol(), data));
  }
}
