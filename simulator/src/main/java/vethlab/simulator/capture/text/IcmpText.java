package vethlab.simulator.capture.text;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv4Address;

/// ICMP messages; of extensions of errors (RFC 4884) only that they are there.
final class IcmpText {

  private static final int QUOTED = 8;
  private static final int EXTENSION = 136;

  private IcmpText() {}

  static void print(Dissection d, IpText ip, int at, int length) {
    d.enter("icmp");
    int type = d.get8(at);
    int code = d.get8(at + 1);
    d.printf("ICMP %s, length %d", words(d, type, code, at), length);
    if (d.isVerbose() && !ip.fragmented() && d.has(at, length)) {
      int computed = d.checksum(0, at, length);
      if (computed != 0) {
        int found = d.get16(at + 2);
        d.printf(
            " (wrong icmp cksum %x (->%x)!)", found, Dissection.expectedChecksum(found, computed));
      }
    }
    if (d.isVerbose() && isError(type)) {
      d.print("\n\t");
      int quoted = at + QUOTED;
      int end = d.end();
      int quotedLength = d.get16(quoted + 2);
      d.limit(quoted + quotedLength);
      d.require(quoted + 2, 2);
      Ipv4Text.print(d, quoted, quotedLength);
      d.restore(end);
      d.enter("icmp");
      if (length > EXTENSION && type != IcmpMessage.SOURCE_QUENCH && type != IcmpMessage.REDIRECT) {
        printExtension(d, at, length - EXTENSION);
      }
    }
  }

  /// Without a length in the header there is an extension if its checksum says so.
  private static void printExtension(Dissection d, int at, int length) {
    d.require(at, EXTENSION + 5);
    int extension = at + EXTENSION;
    if (d.get8(at + 5) == 0 && d.has(extension, length) && d.checksum(0, extension, length) != 0) {
      return;
    }
    int version = d.get8(extension) >> 4;
    d.printf("\n\tICMP Multi-Part extension v%d", version);
    if (version != 2) {
      d.print(" packet not supported");
    } else if (d.has(extension, length)) {
      d.printf(
          ", checksum 0x%04x (%scorrect), length %d",
          d.get16(extension + 2), d.checksum(0, extension, length) != 0 ? "in" : "", length);
    }
  }

  private static boolean isError(int type) {
    return switch (type) {
      case IcmpMessage.UNREACHABLE,
          IcmpMessage.SOURCE_QUENCH,
          IcmpMessage.REDIRECT,
          IcmpMessage.TIME_EXCEEDED,
          IcmpMessage.PARAMETER_PROBLEM ->
          true;
      default -> false;
    };
  }

  private static String words(Dissection d, int type, int code, int at) {
    return switch (type) {
      case IcmpMessage.ECHO_REQUEST, IcmpMessage.ECHO_REPLY ->
          Dissection.format(
              "echo %s, id %d, seq %d",
              type == IcmpMessage.ECHO_REQUEST ? "request" : "reply",
              d.get16(at + 4),
              d.get16(at + 6));
      case IcmpMessage.UNREACHABLE -> unreachable(d, code, at);
      case IcmpMessage.REDIRECT -> redirect(d, code, at);
      case IcmpMessage.TIME_EXCEEDED -> {
        d.require(at + QUOTED + 16, 4);
        yield switch (code) {
          case 0 -> "time exceeded in-transit";
          case 1 -> "ip reassembly time exceeded";
          default -> "time exceeded-#" + code;
        };
      }
      case IcmpMessage.PARAMETER_PROBLEM ->
          code != 0
              ? "parameter problem - code " + code
              : "parameter problem - octet " + d.get8(at + 4);
      case 13 ->
          Dissection.format("time stamp query id %d seq %d", d.get16(at + 4), d.get16(at + 6));
      case 14 -> {
        d.require(at + 16, 4);
        yield Dissection.format(
            "time stamp reply id %d seq %d: org %s, recv %s, xmit %s",
            d.get16(at + 4),
            d.get16(at + 6),
            timeOfDay(d.getUnsigned32(at + 8)),
            timeOfDay(d.getUnsigned32(at + 12)),
            timeOfDay(d.getUnsigned32(at + 16)));
      }
      case 18 -> Dissection.format("address mask is 0x%08x", d.get32(at + 8));
      default -> Dissection.orElse(nameOf(type), "type-#%d", type);
    };
  }

  private static String unreachable(Dissection d, int code, int at) {
    Ipv4Address destination = d.getIpv4(at + QUOTED + 16);
    return switch (code) {
      case 0 -> "net " + destination + " unreachable";
      case 1 -> "host " + destination + " unreachable";
      case 2 -> destination + " protocol " + d.get8(at + QUOTED + 9) + " unreachable";
      case 3 -> {
        int protocol = d.get8(at + QUOTED + 9);
        int transport = at + QUOTED + (d.get8(at + QUOTED) & 0xf) * 4;
        int port = d.get16(transport + 2);
        yield switch (protocol) {
          case IpProtocol.TCP -> destination + " tcp port " + port + " unreachable";
          case IpProtocol.UDP -> destination + " udp port " + port + " unreachable";
          default -> destination + " protocol " + protocol + " port " + port + " unreachable";
        };
      }
      case 4 -> {
        int mtu = d.get16(at + 6);
        String limit = mtu == 0 ? "" : " (mtu " + mtu + ")";
        yield destination + " unreachable - need to frag" + limit;
      }
      case 5 -> destination + " unreachable - source route failed";
      case 6 -> "net " + destination + " unreachable - unknown";
      case 7 -> "host " + destination + " unreachable - unknown";
      case 8 -> destination + " unreachable - source host isolated";
      case 9 -> "net " + destination + " unreachable - admin prohibited";
      case 10 -> "host " + destination + " unreachable - admin prohibited";
      case 11 -> "net " + destination + " unreachable - tos prohibited";
      case 12 -> "host " + destination + " unreachable - tos prohibited";
      case 13 -> "host " + destination + " unreachable - admin prohibited filter";
      case 14 -> "host " + destination + " unreachable - host precedence violation";
      case 15 -> "host " + destination + " unreachable - precedence cutoff";
      default -> destination + " unreachable - #" + code;
    };
  }

  private static String redirect(Dissection d, int code, int at) {
    Ipv4Address destination = d.getIpv4(at + QUOTED + 16);
    Ipv4Address gateway = d.getIpv4(at + 4);
    return switch (code) {
      case 0 -> "redirect " + destination + " to net " + gateway;
      case 1 -> "redirect " + destination + " to host " + gateway;
      case 2 -> "redirect-tos " + destination + " to net " + gateway;
      case 3 -> "redirect-tos " + destination + " to host " + gateway;
      default -> "redirect-#" + code + " " + destination + " to " + gateway;
    };
  }

  private static @Nullable String nameOf(int type) {
    return switch (type) {
      case IcmpMessage.SOURCE_QUENCH -> "source quench";
      case 10 -> "router solicitation";
      case 15 -> "information request";
      case 16 -> "information reply";
      case 17 -> "address mask request";
      default -> null;
    };
  }

  private static String timeOfDay(long milliseconds) {
    long seconds = milliseconds / 1000;
    return Dissection.format(
        "%02d:%02d:%02d.%03d",
        seconds / 3600, seconds / 60 % 60, seconds % 60, milliseconds % 1000);
  }
}
