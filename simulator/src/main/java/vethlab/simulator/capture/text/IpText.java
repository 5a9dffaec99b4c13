package vethlab.simulator.capture.text;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.wire.Checksum;

/// What an IP header says to the protocols behind it, and which protocol that is.
///
/// @param headerProtocol the number in the IP header itself; another one than the transport's where
///   extension headers stand between them
record IpText(IpAddress source, IpAddress destination, int headerProtocol, boolean fragmented) {

  private static final int IPV4_IN_IP = 4;
  private static final int IPV6_IN_IP = 41;

  /// Prints what follows an IP header and its extensions.
  void printTransport(Dissection d, int protocol, int at, int length) {
    switch (protocol) {
      case IpProtocol.TCP -> TcpText.print(d, this, at, length);
      case IpProtocol.UDP -> UdpText.print(d, this, at, length);
      case IpProtocol.ICMP -> {
        if (isIpv4()) {
          IcmpText.print(d, this, at, length);
        } else {
          d.print("[ICMP requires IPv4]");
          d.printInvalid();
        }
      }
      case IpProtocol.ICMPV6 -> {
        if (isIpv4()) {
          d.print("[ICMPv6 requires IPv6]");
          d.printInvalid();
        } else {
          Icmpv6Text.print(d, this, at, length);
        }
      }
      case IpProtocol.IGMP -> {
        if (isIpv4()) {
          IgmpText.print(d, at, length);
        } else {
          d.print("[IGMP requires IPv4]");
          d.printInvalid();
        }
      }
      case IPV4_IN_IP -> Ipv4Text.print(d, at, length);
      case IPV6_IN_IP -> Ipv6Text.print(d, at, length);
      case IpProtocol.NO_NEXT -> d.print("no next header");
      default -> d.printf(" ip-proto-%d %d", protocol, length);
    }
  }

  boolean isIpv4() {
    return source instanceof Ipv4Address;
  }

  /// The sum that a transport's checksum begins with.
  long pseudoHeader(int protocol, int length) {
    long addresses =
        switch (source) {
          case Ipv4Address from -> Checksum.addresses(from, (Ipv4Address) destination);
          case Ipv6Address from -> Checksum.addresses(from, (Ipv6Address) destination);
        };
    return addresses + protocol + length;
  }

  /// `address.port > address.port: ` or, behind extension headers, which have printed the
  /// addresses, the ports alone.
  void printPorts(Dissection d, int protocol, int sourcePort, int destinationPort) {
    if (headerProtocol == protocol) {
      d.printf("%s.%d > %s.%d: ", source, sourcePort, destination, destinationPort);
    } else {
      d.printf("%d > %d: ", sourcePort, destinationPort);
    }
  }

  static @Nullable String nameOf(int protocol) {
    return switch (protocol) {
      case IpProtocol.HOP_BY_HOP -> "Options";
      case IpProtocol.ICMP -> "ICMP";
      case IpProtocol.IGMP -> "IGMP";
      case IPV4_IN_IP -> "IPIP";
      case IpProtocol.TCP -> "TCP";
      case 8 -> "EGP";
      case 9 -> "IGRP";
      case IpProtocol.UDP -> "UDP";
      case 33 -> "DCCP";
      case IPV6_IN_IP -> "IPv6";
      case IpProtocol.ROUTING -> "Routing";
      case IpProtocol.FRAGMENT -> "Fragment";
      case 46 -> "RSVP";
      case 47 -> "GRE";
      case 50 -> "ESP";
      case 51 -> "AH";
      case 55 -> "Mobile IP";
      case IpProtocol.ICMPV6 -> "ICMPv6";
      case 62 -> "Mobile IP (old)";
      case 88 -> "EIGRP";
      case 89 -> "OSPF";
      case 97 -> "Ethernet";
      case 103 -> "PIM";
      case 108 -> "Compressed IP";
      case 112 -> "VRRP";
      case 113 -> "PGM";
      case 132 -> "SCTP";
      case 135 -> "Mobility";
      default -> null;
    };
  }
}
