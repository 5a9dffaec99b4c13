package vethlab.simulator.packet;

import com.google.common.collect.ImmutableList;
import java.util.List;

/// An IPv6 packet (RFC 8200).
///
/// @param flowLabel 20 bits
/// @param extensions the extension headers in their order, before the transport
public record Ipv6Packet(
    Ipv6Address source,
    Ipv6Address destination,
    int trafficClass,
    int flowLabel,
    int hopLimit,
    ImmutableList<ExtensionHeader> extensions,
    Transport transport)
    implements Payload {

  /// Octets of the fixed header.
  public static final int HEADER_LENGTH = 40;

  /// One extension header: its own number, and its octets without the next-header octet and the
  /// length octet (in a fragment header: the reserved octet, which is not kept), so that the whole
  /// header is a multiple of 8 octets. Those of a fragment header are offset, flags and
  /// identification, six of them.
  public record ExtensionHeader(int number, Bytes data) {

    /// Hop-by-hop options with a router alert of value 0, as MLD sends (RFC 2711).
    public static final ExtensionHeader MLD_ROUTER_ALERT =
        new ExtensionHeader(IpProtocol.HOP_BY_HOP, Bytes.ofHex("050200000100"));

    public ExtensionHeader {
      FieldRange.check8("extension header number", number);
      if ((data.length() + 2) % 8 != 0 || data.length() + 2 > 2048) {
        throw new IllegalArgumentException(
            "extension header of " + (data.length() + 2) + " octets");
      }
    }

    /// Octets on the wire.
    public int length() {
      return data.length() + 2;
    }
  }

  public Ipv6Packet {
    FieldRange.check8("traffic class", trafficClass);
    FieldRange.check("flow label", flowLabel, 0xf_ffff);
    FieldRange.check8("hop limit", hopLimit);
  }

  /// A packet without extension headers; traffic class and flow label 0.
  public static Ipv6Packet of(
      Ipv6Address source, Ipv6Address destination, int hopLimit, Transport transport) {
    return new Ipv6Packet(source, destination, 0, 0, hopLimit, ImmutableList.of(), transport);
  }

  /// The number of the transport protocol, behind all extension headers.
  public int protocol() {
    return transport.protocol();
  }

  @Override
  public int etherType() {
    return EtherType.IPV6;
  }

  /// Octets behind the fixed header.
  public int payloadLength() {
    int length = transport.length();
    for (ExtensionHeader extension : extensions) {
      length += extension.length();
    }
    return length;
  }

  @Override
  public int length() {
    return HEADER_LENGTH + payloadLength();
  }

  public Ipv6Packet withHopLimit(int other) {
    return new Ipv6Packet(
        source, destination, trafficClass, flowLabel, other, extensions, transport);
  }

  public Ipv6Packet withAddresses(Ipv6Address newSource, Ipv6Address newDestination) {
    return new Ipv6Packet(
        newSource, newDestination, trafficClass, flowLabel, hopLimit, extensions, transport);
  }

  public Ipv6Packet withFlowLabel(int other) {
    return new Ipv6Packet(
        source, destination, trafficClass, other, hopLimit, extensions, transport);
  }

  public Ipv6Packet withExtensions(List<ExtensionHeader> other) {
    return new Ipv6Packet(
        source,
        destination,
        trafficClass,
        flowLabel,
        hopLimit,
        ImmutableList.copyOf(other),
        transport);
  }

  public Ipv6Packet withTransport(Transport other) {
    return new Ipv6Packet(
        source, destination, trafficClass, flowLabel, hopLimit, extensions, other);
  }
}
