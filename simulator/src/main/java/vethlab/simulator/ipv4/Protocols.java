package vethlab.simulator.ipv4;

import vethlab.simulator.packet.IpProtocol;

/// The names of protocols in traces.
final class Protocols {

  private Protocols() {}

  static String name(int protocol) {
    return switch (protocol) {
      case IpProtocol.ICMP -> "ICMP";
      case IpProtocol.IGMP -> "IGMP";
      case IpProtocol.TCP -> "TCP";
      case IpProtocol.UDP -> "UDP";
      default -> Integer.toString(protocol);
    };
  }
}
