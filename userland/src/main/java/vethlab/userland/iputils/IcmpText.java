package vethlab.userland.iputils;

import java.util.List;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.Ipv4Address;

/// ICMP reports in the words of `ping` (`pr_icmph`, `print_icmp`).
final class IcmpText {

  /// By code, from 0.
  private static final List<String> UNREACHABLE =
      List.of(
          "Destination Net Unreachable",
          "Destination Host Unreachable",
          "Destination Protocol Unreachable",
          "Destination Port Unreachable",
          "Frag needed and DF set",
          "Source Route Failed",
          "Destination Net Unknown",
          "Destination Host Unknown",
          "Source Host Isolated",
          "Destination Net Prohibited",
          "Destination Host Prohibited",
          "Destination Net Unreachable for Type of Service",
          "Destination Host Unreachable for Type of Service",
          "Packet filtered",
          "Precedence Violation",
          "Precedence Cutoff");

  private static final List<String> REDIRECT =
      List.of(
          "Redirect Network",
          "Redirect Host",
          "Redirect Type of Service and Network",
          "Redirect Type of Service and Host");

  private static final List<String> UNREACHABLE6 =
      List.of(
          "No route",
          "Administratively prohibited",
          "Beyond scope of source address",
          "Address unreachable",
          "Port unreachable");

  private IcmpText() {}

  /// An ICMP report.
  ///
  /// @param info the four octets behind the checksum: MTU, gateway, pointer
  static String of(int type, int code, int info) {
    return switch (type) {
      case IcmpMessage.UNREACHABLE -> {
        if (code >= UNREACHABLE.size()) {
          yield "Dest Unreachable, Bad Code: " + code;
        }
        boolean tooLong = code == IcmpMessage.Error.FRAGMENTATION_NEEDED;
        yield UNREACHABLE.get(code) + (tooLong ? " (mtu = " + (info & 0xffff) + ")" : "");
      }
      case IcmpMessage.SOURCE_QUENCH -> "Source Quench";
      case IcmpMessage.REDIRECT ->
          (code < REDIRECT.size() ? REDIRECT.get(code) : "Redirect, Bad Code: " + code)
              + "(New nexthop: "
              + new Ipv4Address(info)
              + ")";
      case IcmpMessage.TIME_EXCEEDED ->
          switch (code) {
            case 0 -> "Time to live exceeded";
            case 1 -> "Frag reassembly time exceeded";
            default -> "Time exceeded, Bad Code: " + code;
          };
      case IcmpMessage.PARAMETER_PROBLEM -> "Parameter problem: pointer = " + (info >>> 24);
      default -> "Bad ICMP type: " + type;
    };
  }

  /// An ICMPv6 report.
  static String of6(int type, int code, int info) {
    return switch (type) {
      case Icmpv6Message.UNREACHABLE ->
          "Destination unreachable: "
              + (code < UNREACHABLE6.size() ? UNREACHABLE6.get(code) : "Unknown code " + code);
      case Icmpv6Message.PACKET_TOO_BIG ->
          "Packet too big: mtu="
              + Integer.toUnsignedString(info)
              + (code == 0 ? "" : ", code=" + code);
      case Icmpv6Message.TIME_EXCEEDED ->
          "Time exceeded: "
              + switch (code) {
                case 0 -> "Hop limit";
                case 1 -> "Defragmentation failure";
                default -> "code " + code;
              };
      case Icmpv6Message.PARAMETER_PROBLEM ->
          "Parameter problem: "
              + switch (code) {
                case 0 -> "Wrong header field ";
                case 1 -> "Unknown header ";
                case 2 -> "Unknown option ";
                default -> "code " + code + " ";
              }
              + "at "
              + Integer.toUnsignedString(info);
      default -> "unknown icmp type: " + type;
    };
  }
}
