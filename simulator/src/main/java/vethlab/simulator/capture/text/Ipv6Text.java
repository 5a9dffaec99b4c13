package vethlab.simulator.capture.text;

import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv6Address;

/// IPv6 headers and their extension headers.
final class Ipv6Text {

  private static final int HEADER_LENGTH = 40;
  private static final int FRAGMENT_LENGTH = 8;
  private static final int OFFSET = 0xfff8;
  private static final int ROUTER_ALERT = 5;
  private static final int JUMBO = 0xc2;

  private Ipv6Text() {}

  /// Prints a packet for which its carrier has `length` octets.
  static void print(Dissection d, int at, int length) {
    d.enter("ip6");
    d.require(at, HEADER_LENGTH);
    if (length < HEADER_LENGTH) {
      d.printf("truncated-ip6 %d", length);
      return;
    }
    if (!d.style().linkHeader()) {
      d.print("IP6 ");
    }
    int version = d.get8(at) >> 4;
    if (version != 6) {
      d.printf("version error: %d != 6", version);
      return;
    }
    int payloadLength = d.get16(at + 4);
    int total = HEADER_LENGTH + payloadLength;
    if (length < total) {
      d.printf("truncated-ip6 - %d bytes missing!", total - length);
    }
    if (d.isVerbose()) {
      printHeader(d, at, payloadLength);
    }
    int end = d.end();
    if (payloadLength == 0 && d.get8(at + 6) == IpProtocol.HOP_BY_HOP) {
      d.printf("%s > %s: ", d.getIpv6(at + 8), d.getIpv6(at + 24));
      printWithoutLength(d, at + HEADER_LENGTH);
      return;
    }
    d.limit(at + total);
    printContent(d, at, at + total);
    d.restore(end);
  }

  private static void printHeader(Dissection d, int at, int payloadLength) {
    int first = d.get32(at);
    int next = d.get8(at + 6);
    d.print("(");
    if ((first >> 20 & 0xff) != 0) {
      d.printf("class 0x%02x, ", first >> 20 & 0xff);
    }
    if ((first & 0xf_ffff) != 0) {
      d.printf("flowlabel 0x%05x, ", first & 0xf_ffff);
    }
    d.printf(
        "hlim %d, next-header %s (%d) payload length: %d) ",
        d.get8(at + 7),
        Dissection.orElse(IpText.nameOf(next), "unknown", next),
        next,
        payloadLength);
  }

  /// Hop-by-hop options of a packet that should be a jumbogram.
  private static void printWithoutLength(Dissection d, int at) {
    if (printOptions(d, at, "HBH ", "hbhopt") > 0) {
      d.print("[No valid Jumbo Payload Hop-by-Hop option found]");
      d.printInvalid();
    }
  }

  private static void printContent(Dissection d, int packet, int end) {
    Ipv6Address source = d.getIpv6(packet + 8);
    Ipv6Address destination = d.getIpv6(packet + 24);
    int first = d.get8(packet + 6);
    if (first != IpProtocol.TCP && first != IpProtocol.UDP && packet + HEADER_LENGTH <= d.end()) {
      d.printf("%s > %s: ", source, destination);
    }
    int next = first;
    int at = packet + HEADER_LENGTH;
    boolean fragmented = false;
    while (true) {
      int advance;
      switch (next) {
        case IpProtocol.HOP_BY_HOP -> {
          if (at != packet + HEADER_LENGTH) {
            d.print(
                first == IpProtocol.HOP_BY_HOP
                    ? "[The Hop-by-Hop Options header was already found]"
                    : "[The Hop-by-Hop Options header don't follow the IPv6 header]");
            d.printInvalid();
            return;
          }
          advance = printOptions(d, at, "HBH ", "hbhopt");
        }
        case IpProtocol.DESTINATION_OPTIONS -> advance = printOptions(d, at, "DSTOPT ", "dstopt");
        case IpProtocol.ROUTING -> advance = printRouting(d, at);
        case IpProtocol.FRAGMENT -> {
          advance = printFragment(d, packet, at);
          fragmented = true;
          if (advance > 0 && at + advance >= d.end()) {
            return;
          }
        }
        default -> {
          new IpText(source, destination, first, fragmented).printTransport(d, next, at, end - at);
          return;
        }
      }
      if (advance < 0) {
        return;
      }
      next = d.get8(at);
      at += advance;
      d.enter("ip6");
      if (at > end) {
        d.printTruncated();
        return;
      }
      if (at - advance >= d.end()) {
        return;
      }
    }
  }

  /// The octets of the fragment header; −1 behind one that is not the first.
  private static int printFragment(Dissection d, int packet, int at) {
    d.enter("frag6");
    int offset = d.get16(at + 2) & OFFSET;
    int length = HEADER_LENGTH + d.get16(packet + 4) - (at - packet) - FRAGMENT_LENGTH;
    String identification = d.isVerbose() ? Dissection.format("0x%08x:", d.get32(at + 4)) : "";
    d.printf("frag (%s%d|%s)", identification, offset, Long.toUnsignedString(length));
    if (offset != 0) {
      return -1;
    }
    d.print(" ");
    return FRAGMENT_LENGTH;
  }

  /// The octets of a header with options; −1 if something in it is wrong.
  private static int printOptions(Dissection d, int at, String name, String protocol) {
    d.enter(protocol);
    int length = (d.get8(at + 1) + 1) * 8;
    if (!d.has(at, length)) {
      d.printTruncated();
      return -1;
    }
    d.print(name);
    boolean looked = protocol.equals("hbhopt") || d.isVerbose();
    if (looked && !printOptions(d, at + 2, length - 2)) {
      d.printTruncated();
      return -1;
    }
    return length;
  }

  private static boolean printOptions(Dissection d, int from, int length) {
    int optionLength;
    for (int i = 0; i < length; i += optionLength) {
      int at = from + i;
      int type = d.get8(at);
      if (type != 0 && i + 1 >= length) {
        return false;
      }
      optionLength = type == 0 ? 1 : d.get8(at + 1) + 2;
      if (i + optionLength > length) {
        return false;
      }
      switch (type) {
        case 0 -> printVerbosely(d, "(pad1)");
        case 1 -> printVerbosely(d, "(padn)");
        case ROUTER_ALERT -> {
          if (length - i < 4) {
            d.print("(rtalert: trunc)");
            return false;
          }
          if (optionLength != 4) {
            d.printf("(rtalert: invalid len %d)", optionLength - 2);
            return false;
          }
          if (d.isVerbose()) {
            d.printf("(rtalert: 0x%04x) ", d.get16(at + 2));
          }
        }
        case JUMBO -> {
          if (length - i < 6) {
            d.print("(jumbo: trunc)");
            return false;
          }
          if (optionLength != 6) {
            d.printf("(jumbo: invalid len %d)", optionLength - 2);
            return false;
          }
          if (d.isVerbose()) {
            d.printf("(jumbo: %d - payload len != 0) ", d.getUnsigned32(at + 2));
          }
        }
        default -> {
          if (d.isVerbose()) {
            d.printf("(opt_type 0x%02x: len=%d)", type, optionLength - 2);
          }
        }
      }
    }
    printVerbosely(d, " ");
    return true;
  }

  private static void printVerbosely(Dissection d, String words) {
    if (d.isVerbose()) {
      d.print(words);
    }
  }

  /// The octets of a routing header; −1 if it is of a type that is not known.
  private static int printRouting(Dissection d, int at) {
    d.enter("rt6");
    int length = d.get8(at + 1);
    int type = d.get8(at + 2);
    d.printf(
        "RT6 (len=%d, type=%d%s, segleft=%d",
        length, type, type == 0 ? " [Deprecated]" : "", d.get8(at + 3));
    switch (type) {
      case 0, 2 -> {
        if (d.get32(at + 4) != 0 || d.isVerbose()) {
          d.printf(", rsv=0x%x", d.get32(at + 4));
        }
      }
      case 4 -> {
        d.printf(", last-entry=%d", d.get8(at + 4));
        if (d.get8(at + 5) != 0 || d.isVerbose()) {
          d.printf(", flags=0x%x", d.get8(at + 5));
        }
        d.printf(", tag=%x", d.get16(at + 6));
      }
      default -> {
        d.print(" (unknown type)");
        d.printInvalid();
        return -1;
      }
    }
    if (length % 2 == 1) {
      d.printf(" (invalid length %d)", length);
      d.printInvalid();
      return -1;
    }
    for (int i = 0; i < length / 2; i++) {
      d.printf(", [%d]%s", i, d.getIpv6(at + 8 + 16 * i));
    }
    d.print(") ");
    return (length + 1) * 8;
  }
}
