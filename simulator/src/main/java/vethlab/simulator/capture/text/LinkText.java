package vethlab.simulator.capture.text;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.EtherType;

/// The link header, tags, and whichever protocol follows.
final class LinkText {

  private static final int HEADER_LENGTH = 14;
  private static final int LONGEST_LENGTH = 1500;
  private static final int REVERSE_ARP = 0x8035;

  private LinkText() {}

  /// Prints a frame that had `length` octets on the wire.
  static void print(Dissection d, int length) {
    d.enter("ether");
    if (d.end() < HEADER_LENGTH) {
      d.printTruncated();
      return;
    }
    boolean linkHeader = d.style().linkHeader();
    if (linkHeader) {
      printAddresses(d);
    }
    int type = d.get16(12);
    int at = HEADER_LENGTH;
    boolean lengthPrinted = false;
    while (isTag(type)) {
      if (d.end() - at < 4) {
        d.enter("vlan");
        d.printTruncated();
        return;
      }
      if (linkHeader) {
        printType(d, type);
        d.print(lengthPrinted ? ", " : ", length " + length + ": ");
        lengthPrinted = true;
        int control = d.get16(at);
        d.printf(
            "vlan %d, p %d%s, ",
            control & 0xfff, control >> 13, (control & 0x1000) != 0 ? ", DEI" : "");
      }
      type = d.get16(at + 2);
      at += 4;
    }
    int left = length - at;
    if (type <= LONGEST_LENGTH) {
      left = Math.min(left, type);
      d.limit(at + left);
      if (linkHeader) {
        d.print("802.3");
        if (!lengthPrinted) {
          d.printf(", length %d: ", left);
        }
      }
      if (!LlcText.print(d, at, left)) {
        HexText.print(d, at, d.end() - at);
      }
      return;
    }
    if (linkHeader) {
      printType(d, type);
      d.print(lengthPrinted ? ", " : ", length " + length + ": ");
    }
    if (!printPayload(d, type, at, left)) {
      if (!linkHeader) {
        printAddresses(d);
        printType(d, type);
        d.printf(", length %d: ", length);
      }
      HexText.print(d, at, d.end() - at);
    }
  }

  /// Prints what follows a type; false if that type is not known.
  static boolean printPayload(Dissection d, int type, int at, int length) {
    switch (type) {
      case EtherType.IPV4 -> Ipv4Text.print(d, at, length);
      case EtherType.IPV6 -> Ipv6Text.print(d, at, length);
      case EtherType.ARP, REVERSE_ARP -> ArpText.print(d, at, length);
      default -> {
        return false;
      }
    }
    return true;
  }

  /// Source and destination, as the frame has them.
  static void printAddresses(Dissection d) {
    d.printf("%s > %s, ", d.getHex(6, 6), d.getHex(0, 6));
  }

  static @Nullable String nameOf(int type) {
    return switch (type) {
      case EtherType.IPV4 -> "IPv4";
      case EtherType.ARP -> "ARP";
      case EtherType.IPV6 -> "IPv6";
      case EtherType.VLAN -> "802.1Q";
      case EtherType.QINQ -> "802.1Q-QinQ";
      case 0x9100, 0x9200 -> "802.1Q-" + Integer.toHexString(type);
      case 0x0200 -> "PUP";
      case 0x0500 -> "Sprite";
      case 0x0600 -> "NS";
      case 0x1000 -> "Trail";
      case REVERSE_ARP -> "Reverse ARP";
      case 0x6558 -> "TEB";
      case 0x809b -> "Appletalk";
      case 0x8137 -> "IPX";
      case 0x8808 -> "MPCP";
      case 0x8809 -> "Slow Protocols";
      case 0x880b -> "PPP";
      case 0x8847 -> "MPLS unicast";
      case 0x8848 -> "MPLS multicast";
      case 0x8863 -> "PPPoE D";
      case 0x8864 -> "PPPoE S";
      case 0x888e -> "EAPOL";
      case 0x88a2 -> "AoE";
      case 0x88ca -> "TIPC";
      case 0x88cc -> "LLDP";
      case 0x88e5 -> "802.1AE MACsec";
      case 0x88f7 -> "PTP";
      case 0x8902 -> "CFM";
      case 0x9000 -> "Loopback";
      default -> null;
    };
  }

  private static void printType(Dissection d, int type) {
    d.printf("ethertype %s (0x%04x)", Dissection.orElse(nameOf(type), "Unknown", type), type);
  }

  private static boolean isTag(int type) {
    return type == EtherType.VLAN || type == EtherType.QINQ || type == 0x9100 || type == 0x9200;
  }
}
