package vethlab.simulator.ipv6;

import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.TcpSegment;
import vethlab.simulator.packet.Transport;
import vethlab.simulator.packet.UdpDatagram;

/// Labels by which routers tell flows apart (RFC 6437; `ip6_make_flowlabel`).
///
/// What a socket sends gets a label made from addresses, ports and protocol, the same both ways,
/// with a secret of the machine; connections bring a random number of their own instead. Neighbour
/// discovery and multicast listener reports have none.
final class FlowLabels {

  private static final int MASK = 0xf_ffff;

  private FlowLabels() {}

  /// The label of a packet that did not ask for one.
  static int automatic(
      long secret,
      Ipv6Address source,
      Ipv6Address destination,
      Transport transport,
      long flowHash) {
    if (flowHash != 0) {
      return (int) mix(flowHash) & MASK;
    }
    return hash(secret, source, destination, transport.protocol(), ports(transport)) & MASK;
  }

  /// A number for a flow, the same both ways.
  static int hash(
      long secret, Ipv6Address source, Ipv6Address destination, int protocol, long ports) {
    boolean swap = destination.compareTo(source) < 0;
    Ipv6Address first = swap ? destination : source;
    Ipv6Address second = swap ? source : destination;
    long hash = mix(secret ^ protocol);
    hash = mix(hash ^ first.high());
    hash = mix(hash ^ first.low());
    hash = mix(hash ^ second.high());
    hash = mix(hash ^ second.low());
    return (int) mix(hash ^ ports);
  }

  /// What stands for the ports: of ICMPv6 the type and code.
  private static long ports(Transport transport) {
    return switch (transport) {
      case UdpDatagram udp -> together(udp.sourcePort(), udp.destinationPort());
      case TcpSegment tcp -> together(tcp.sourcePort(), tcp.destinationPort());
      case Icmpv6Message icmp -> (long) icmp.type() << 8 | icmp.code();
      default -> 0;
    };
  }

  private static long together(int one, int other) {
    return (long) Math.min(one, other) << 16 | Math.max(one, other);
  }

  /// The finalizer of SplitMix64.
  private static long mix(long value) {
    long mixed = value + 0x9e37_79b9_7f4a_7c15L;
    mixed = (mixed ^ mixed >>> 30) * 0xbf58_476d_1ce4_e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d0_49bb_1331_11ebL;
    return mixed ^ mixed >>> 31;
  }
}
