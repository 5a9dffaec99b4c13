package vethlab.simulator.wire;

import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.EtherType;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Payload;
import vethlab.simulator.packet.Transport;

/// The way from packets to octets and back.
///
/// Decoding takes any octets and never throws: what is not what it claims to be is
/// [vethlab.simulator.packet.Malformed], [Transport.Raw] or [Transport.BadChecksum]. Encoding
/// computes lengths and checksums; what was decoded is encoded to the same octets, but for padding
/// behind the packet, bits that RFCs reserve in the headers of IPv4 and of IPv6 fragments, and a
/// checksum of zero that was written as its other form 0xffff.
public final class Wire {

  private Wire() {}

  /// The octets of a frame, without padding to 60 octets and without check sequence.
  ///
  /// @throws IllegalArgumentException if an IP packet in it is longer than its length field can say
  public static byte[] encode(EthernetFrame frame) {
    return FrameCodec.encode(frame);
  }

  /// The frame that these octets are; fewer than 14 are
  /// [vethlab.simulator.packet.Malformed.Kind#RUNT].
  public static EthernetFrame decode(byte[] octets) {
    return FrameCodec.decode(octets);
  }

  /// The octets behind the link header.
  ///
  /// @throws IllegalArgumentException if an IP packet in it is longer than its length field can say
  public static Bytes encode(Payload payload) {
    return Bytes.written(payload.length(), octets -> FrameCodec.encode(payload, octets, 0));
  }

  /// What stands behind a link header with this type; with [EtherType#LLC] all octets of an 802.3
  /// frame without its padding.
  public static Payload decode(int etherType, Bytes octets) {
    int length = octets.length();
    return etherType == EtherType.LLC
        ? LlcCodec.decode(length, octets.toArray(), 0, length)
        : FrameCodec.decode(etherType, octets.toArray(), 0, length);
  }

  /// The beginning of an IP packet, as an ICMP error quotes it: the header as far as it can be read
  /// whatever its length and checksum say, with what follows as [Transport.Raw] or, in a piece,
  /// [Transport.Fragment]; without a header [vethlab.simulator.packet.Malformed].
  ///
  /// @param etherType [EtherType#IPV4] or [EtherType#IPV6]
  public static Payload decodeQuoted(int etherType, Bytes octets) {
    return switch (etherType) {
      case EtherType.IPV4 -> Ipv4Codec.decodeQuoted(octets.toArray(), 0, octets.length());
      case EtherType.IPV6 -> Ipv6Codec.decodeQuoted(octets.toArray(), 0, octets.length());
      default -> throw new IllegalArgumentException("not IP: 0x" + Integer.toHexString(etherType));
    };
  }

  /// The octets behind an IPv4 header with these addresses.
  public static Bytes encodeTransport(
      Transport transport, Ipv4Address source, Ipv4Address destination) {
    long addresses = Checksum.addresses(source, destination);
    return Bytes.written(
        transport.length(), octets -> TransportCodec.encode(transport, octets, 0, addresses));
  }

  /// The octets behind an IPv6 header and its extensions; with a routing header, `destination` is
  /// the last one of the route.
  public static Bytes encodeTransport(
      Transport transport, Ipv6Address source, Ipv6Address destination) {
    long addresses = Checksum.addresses(source, destination);
    return Bytes.written(
        transport.length(), octets -> TransportCodec.encode(transport, octets, 0, addresses));
  }

  /// What stands behind an IPv4 header with this protocol and these addresses.
  public static Transport decodeTransport(
      int protocol, Bytes octets, Ipv4Address source, Ipv4Address destination) {
    long addresses = Checksum.addresses(source, destination);
    return TransportCodec.decodeIpv4(protocol, octets.toArray(), 0, octets.length(), addresses);
  }

  /// What stands behind an IPv6 header and its extensions, whose last next-header number is
  /// `protocol`.
  public static Transport decodeTransport(
      int protocol, Bytes octets, Ipv6Address source, Ipv6Address destination) {
    long addresses = Checksum.addresses(source, destination);
    return TransportCodec.decodeIpv6(protocol, octets.toArray(), 0, octets.length(), addresses);
  }
}
