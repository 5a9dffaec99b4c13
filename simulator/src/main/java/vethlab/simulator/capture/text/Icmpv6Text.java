package vethlab.simulator.capture.text;

import static vethlab.simulator.packet.Icmpv6Message.ECHO_REPLY;
import static vethlab.simulator.packet.Icmpv6Message.ECHO_REQUEST;
import static vethlab.simulator.packet.Icmpv6Message.MLD2_REPORT;
import static vethlab.simulator.packet.Icmpv6Message.MLD_DONE;
import static vethlab.simulator.packet.Icmpv6Message.MLD_QUERY;
import static vethlab.simulator.packet.Icmpv6Message.MLD_REPORT;
import static vethlab.simulator.packet.Icmpv6Message.NEIGHBOUR_ADVERTISEMENT;
import static vethlab.simulator.packet.Icmpv6Message.NEIGHBOUR_SOLICITATION;
import static vethlab.simulator.packet.Icmpv6Message.PACKET_TOO_BIG;
import static vethlab.simulator.packet.Icmpv6Message.PARAMETER_PROBLEM;
import static vethlab.simulator.packet.Icmpv6Message.REDIRECT;
import static vethlab.simulator.packet.Icmpv6Message.ROUTER_ADVERTISEMENT;
import static vethlab.simulator.packet.Icmpv6Message.ROUTER_SOLICITATION;
import static vethlab.simulator.packet.Icmpv6Message.TIME_EXCEEDED;
import static vethlab.simulator.packet.Icmpv6Message.UNREACHABLE;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.IpProtocol;

/// ICMPv6 messages.
final class Icmpv6Text {

  private static final int QUOTED = 8;
  private static final int[] ADVERTISEMENT_FLAGS = {0x8000_0000, 0x4000_0000, 0x2000_0000};

  private Icmpv6Text() {}

  static void print(Dissection d, IpText ip, int at, int length) {
    d.enter("icmp6");
    if (length == 0) {
      d.print("ICMP6, length 0");
      d.printInvalid();
      return;
    }
    if (d.isVerbose() && !ip.fragmented() && d.has(at, length)) {
      int found = d.get16(at + 2);
      int computed = d.checksum(ip.pseudoHeader(IpProtocol.ICMPV6, length), at, length);
      if (computed == 0) {
        d.print("[icmp6 sum ok] ");
      } else {
        d.printf(
            "[bad icmp6 cksum 0x%04x -> 0x%04x!] ",
            found, Dissection.expectedChecksum(found, computed));
      }
    }
    int type = d.get8(at);
    d.printf("ICMP6, %s", Dissection.orElse(nameOf(type), "unknown icmp6 type (%d)", type));
    if (d.isVerbose() && type >= ROUTER_SOLICITATION && type <= REDIRECT) {
      d.printf(", length %d", length);
    }
    if (printBody(d, type, d.get8(at + 1), at, length) && !d.isVerbose()) {
      d.printf(", length %d", length);
    }
  }

  /// Prints what a message of this type says; false if its length is not to follow.
  private static boolean printBody(Dissection d, int type, int code, int at, int length) {
    switch (type) {
      case UNREACHABLE -> {
        return printUnreachable(d, code, at, length);
      }
      case PACKET_TOO_BIG -> d.printf(", mtu %d", d.getUnsigned32(at + 4));
      case TIME_EXCEEDED -> {
        switch (code) {
          case 0 -> d.printf(" for %s", d.getIpv6(at + QUOTED + 24));
          case 1 -> d.print(" (reassembly)");
          default -> d.printf(", unknown code (%d)", code);
        }
      }
      case PARAMETER_PROBLEM -> printParameterProblem(d, code, at);
      case ECHO_REQUEST, ECHO_REPLY ->
          d.printf(", id %d, seq %d", d.get16(at + 4), d.get16(at + 6));
      case MLD_QUERY -> {
        if (length == 24) {
          MldText.printVersion1(d, at);
        } else if (length >= 28) {
          d.print(" v2");
          MldText.printQuery(d, at, length);
        } else {
          d.printf(" unknown-version (len %d) ", length);
        }
      }
      case MLD_REPORT, MLD_DONE -> MldText.printVersion1(d, at);
      case MLD2_REPORT -> MldText.printReport(d, at, length);
      case ROUTER_SOLICITATION -> printOptions(d, at, 8, length);
      case ROUTER_ADVERTISEMENT -> {
        if (d.isVerbose()) {
          DiscoveryOptionText.printRouter(d, at);
          printOptions(d, at, 16, length);
        }
      }
      case NEIGHBOUR_SOLICITATION -> {
        d.printf(", who has %s", d.getIpv6(at + 8));
        printOptions(d, at, 24, length);
      }
      case NEIGHBOUR_ADVERTISEMENT -> {
        d.printf(", tgt is %s", d.getIpv6(at + 8));
        if (d.isVerbose()) {
          d.printf(
              ", Flags [%s]",
              Dissection.flags(
                  d.get32(at + 4),
                  ADVERTISEMENT_FLAGS,
                  bit ->
                      switch (bit) {
                        case 0x8000_0000 -> "router";
                        case 0x4000_0000 -> "solicited";
                        default -> "override";
                      },
                  ", ",
                  "none"));
        }
        printOptions(d, at, 24, length);
      }
      case REDIRECT -> {
        d.printf(", %s to %s", d.getIpv6(at + 24), d.getIpv6(at + 8));
        printOptions(d, at, 40, length);
      }
      default -> {
        d.printf(", length %d", length);
        if (d.style().verbosity() <= 1) {
          HexText.printUnknown(d, at, length, "\n\t");
        }
        return false;
      }
    }
    return true;
  }

  private static boolean printUnreachable(Dissection d, int code, int at, int length) {
    int destination = at + QUOTED + 24;
    switch (code) {
      case 0 -> {
        d.print(", unreachable route");
        d.printf(" %s", d.getIpv6(destination));
      }
      case 1 -> {
        d.print(",  unreachable prohibited");
        d.printf(" %s", d.getIpv6(destination));
      }
      case 2 -> {
        d.print(", beyond scope");
        d.printf(" %s, source address %s", d.getIpv6(destination), d.getIpv6(at + QUOTED + 8));
      }
      case 3 -> {
        d.print(", unreachable address");
        d.printf(" %s", d.getIpv6(destination));
      }
      case 4 -> {
        d.print(", unreachable port");
        return printPort(d, at + QUOTED);
      }
      default -> {
        d.printf(", unknown unreach code (%d)", code);
        if (d.style().verbosity() <= 1) {
          HexText.printUnknown(d, at, length, "\n\t");
          return false;
        }
      }
    }
    return true;
  }

  /// Prints the port to which a quoted packet went; false if it cannot be found.
  private static boolean printPort(Dissection d, int packet) {
    int next = d.get8(packet + 6);
    int at = packet + 40;
    while (at < d.end()) {
      switch (next) {
        case IpProtocol.TCP, IpProtocol.UDP -> {
          if (!d.has(at + 2, 2)) {
            d.printTruncated();
            return false;
          }
          d.printf(
              ", %s %s port %d",
              d.getIpv6(packet + 24), next == IpProtocol.TCP ? "tcp" : "udp", d.get16(at + 2));
          return true;
        }
        case IpProtocol.HOP_BY_HOP, IpProtocol.DESTINATION_OPTIONS, IpProtocol.ROUTING -> {
          if (!d.has(at, 2)) {
            d.printTruncated();
            return false;
          }
          next = d.get8(at);
          at += (d.get8(at + 1) + 1) * 8;
        }
        case IpProtocol.FRAGMENT -> {
          if (!d.has(at, 4) || (d.get16(at + 2) & 0xfff8) != 0) {
            d.printTruncated();
            return false;
          }
          next = d.get8(at);
          at += 8;
        }
        default -> {
          d.printTruncated();
          return false;
        }
      }
    }
    d.printTruncated();
    return false;
  }

  private static void printParameterProblem(Dissection d, int code, int at) {
    d.require(at + QUOTED + 24, 16);
    String what =
        switch (code) {
          case 0 -> "erroneous";
          case 1 -> "next header";
          case 2 -> "option";
          case 3 -> "incomplete header chain";
          default -> null;
        };
    if (what == null) {
      d.printf(", code-#%d", code);
    } else {
      d.printf(", %s - octet %d", what, d.getUnsigned32(at + 4));
    }
  }

  private static void printOptions(Dissection d, int at, int header, int length) {
    if (d.isVerbose()) {
      DiscoveryOptionText.print(d, at + header, length - header);
    }
  }

  private static @Nullable String nameOf(int type) {
    return switch (type) {
      case UNREACHABLE -> "destination unreachable";
      case PACKET_TOO_BIG -> "packet too big";
      case TIME_EXCEEDED -> "time exceeded in-transit";
      case PARAMETER_PROBLEM -> "parameter problem";
      case ECHO_REQUEST -> "echo request";
      case ECHO_REPLY -> "echo reply";
      case MLD_QUERY -> "multicast listener query";
      case MLD_REPORT -> "multicast listener report";
      case MLD_DONE -> "multicast listener done";
      case ROUTER_SOLICITATION -> "router solicitation";
      case ROUTER_ADVERTISEMENT -> "router advertisement";
      case NEIGHBOUR_SOLICITATION -> "neighbor solicitation";
      case NEIGHBOUR_ADVERTISEMENT -> "neighbor advertisement";
      case REDIRECT -> "redirect";
      case MLD2_REPORT -> "multicast listener report v2";
      default -> null;
    };
  }
}
