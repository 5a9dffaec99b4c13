package vethlab.simulator.wire;

import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.IgmpMessage;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.TcpSegment;
import vethlab.simulator.packet.Transport;
import vethlab.simulator.packet.UdpDatagram;

/// What IP carries: chooses the protocol's codec.
///
/// `addresses` is the part of the pseudo header that the network layer knows, summed.
final class TransportCodec {

  private TransportCodec() {}

  static Transport decodeIpv4(int protocol, byte[] octets, int from, int to, long addresses) {
    return switch (protocol) {
      case IpProtocol.ICMP -> IcmpCodec.decode(octets, from, to);
      case IpProtocol.IGMP -> IgmpCodec.decode(octets, from, to);
      case IpProtocol.TCP -> TcpCodec.decode(octets, from, to, addresses);
      case IpProtocol.UDP -> UdpCodec.decode(octets, from, to, addresses, true);
      default -> raw(protocol, octets, from, to);
    };
  }

  static Transport decodeIpv6(int protocol, byte[] octets, int from, int to, long addresses) {
    return switch (protocol) {
      case IpProtocol.ICMPV6 -> Icmpv6Codec.decode(octets, from, to, addresses);
      case IpProtocol.TCP -> TcpCodec.decode(octets, from, to, addresses);
      case IpProtocol.UDP -> UdpCodec.decode(octets, from, to, addresses, false);
      default -> raw(protocol, octets, from, to);
    };
  }

  static void encode(Transport transport, byte[] octets, int at, long addresses) {
    switch (transport) {
      case TcpSegment segment -> TcpCodec.encode(segment, octets, at, addresses);
      case UdpDatagram datagram -> UdpCodec.encode(datagram, octets, at, addresses);
      case IcmpMessage message -> IcmpCodec.encode(message, octets, at);
      case Icmpv6Message message -> Icmpv6Codec.encode(message, octets, at, addresses);
      case IgmpMessage message -> IgmpCodec.encode(message, octets, at);
      case Transport.Fragment(int _, Bytes data) -> data.copyTo(octets, at);
      case Transport.Raw(int _, Bytes data) -> data.copyTo(octets, at);
      case Transport.BadChecksum(int _, Bytes data) -> data.copyTo(octets, at);
    }
  }

  static Transport.Raw raw(int protocol, byte[] octets, int from, int to) {
    return new Transport.Raw(protocol, Bytes.of(octets, from, to));
  }

  static Transport.BadChecksum badChecksum(int protocol, byte[] octets, int from, int to) {
    return new Transport.BadChecksum(protocol, Bytes.of(octets, from, to));
  }
}
