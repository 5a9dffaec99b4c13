package vethlab.simulator.capture.text;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.LlcPayload;

/// 802.2 headers of 802.3 frames, with SNAP.
final class LlcText {

  private static final int UNNUMBERED = 3;
  private static final int SNAP_SAP = 0xaa;
  private static final int IP_SAP = 0x06;
  private static final int GLOBAL_SAP = 0xff;
  private static final int SNAP_LENGTH = 5;
  private static final int CISCO = 0x00000c;
  private static final int ETHERNET = 0;
  private static final int POLL = 0x10;

  private LlcText() {}

  /// Prints a header at `at` and what follows; false if the octets are to be shown as well.
  static boolean print(Dissection d, int at, int length) {
    d.enter("llc");
    if (d.end() - at < 3 || length < 3) {
      return printShort(d, at);
    }
    int destination = d.get8(at);
    int source = d.get8(at + 1);
    int control = d.get8(at + 2);
    boolean unnumbered = (control & UNNUMBERED) == UNNUMBERED;
    if (!unnumbered) {
      if (d.end() - at < 4 || length < 4) {
        return printShort(d, at);
      }
      control |= d.get8(at + 3) << 8;
    }
    if (destination == GLOBAL_SAP && source == GLOBAL_SAP) {
      if (d.style().linkHeader()) {
        d.print("IPX 802.3: ");
      }
      return false;
    }
    int headerLength = unnumbered ? 3 : 4;
    int destinationSap = destination & ~1;
    int sourceSap = source & ~1;
    if (d.style().linkHeader()) {
      d.printf(
          "LLC, dsap %s (0x%02x) %s, ssap %s (0x%02x) %s",
          name(destinationSap, "Unknown"),
          destinationSap,
          (destination & 1) == 0 ? "Individual" : "Group",
          name(sourceSap, "Unknown"),
          sourceSap,
          (source & 1) == 0 ? "Command" : "Response");
      d.printf(unnumbered ? ", ctrl 0x%02x: " : ", ctrl 0x%04x: ", control);
    }
    int inner = at + headerLength;
    int left = length - headerLength;
    if (control == UNNUMBERED && sourceSap == destinationSap) {
      switch (sourceSap) {
        case SNAP_SAP -> {
          return printSnap(d, inner, left);
        }
        case LlcPayload.STP_SAP -> {
          StpText.print(d, inner, left);
          return true;
        }
        case IP_SAP -> {
          Ipv4Text.print(d, inner, left);
          return true;
        }
        default -> {}
      }
    }
    if (!d.style().linkHeader()) {
      printAccessPoints(d, sourceSap, destinationSap);
    }
    return printControl(d, source, control, unnumbered, inner, length);
  }

  /// Prints what an unnumbered, supervisory or information frame says.
  private static boolean printControl(
      Dissection d, int source, int control, boolean unnumbered, int inner, int length) {
    if (unnumbered) {
      int command = control & ~POLL;
      d.printf(
          "Unnumbered, %s, Flags [%s], length %d",
          Dissection.orElse(commandName(command), "%02x", command),
          flags(source, (control & POLL) != 0),
          length);
      return command == 0xaf && printIdentification(d, inner, length - 3);
    }
    boolean poll = (control & 0x100) != 0;
    int received = control >> 9;
    if ((control & 1) == 1) {
      String name =
          switch (control >> 2 & 3) {
            case 0 -> "Receiver Ready";
            case 1 -> "Receiver not Ready";
            case 2 -> "Reject";
            default -> "?";
          };
      d.printf(
          "Supervisory, %s, rcv seq %d, Flags [%s], length %d",
          name, received, flags(source, poll), length);
      return true;
    }
    d.printf(
        "Information, send seq %d, rcv seq %d, Flags [%s], length %d",
        control >> 1 & 0x7f, received, flags(source, poll), length);
    return false;
  }

  /// The content of an exchange identification; true if nothing more is to be shown.
  private static boolean printIdentification(Dissection d, int inner, int left) {
    if (left == 0) {
      return true;
    }
    if (d.end() <= inner) {
      d.printTruncated();
      return true;
    }
    if (d.get8(inner) != 0x81) {
      return false;
    }
    if (d.end() - inner < 3 || left < 3) {
      d.printTruncated();
      HexText.print(d, inner, d.end() - inner);
    } else {
      d.printf(": %02x %02x", d.get8(inner + 1), d.get8(inner + 2));
    }
    return true;
  }

  private static boolean printShort(Dissection d, int at) {
    d.printTruncated();
    HexText.print(d, at, d.end() - at);
    return true;
  }

  private static boolean printSnap(Dissection d, int at, int length) {
    d.enter("snap");
    if (d.end() - at < SNAP_LENGTH || length < SNAP_LENGTH) {
      d.printTruncated();
      return true;
    }
    int organisation = d.get8(at) << 16 | d.get16(at + 1);
    int type = d.get16(at + 3);
    if (d.style().linkHeader()) {
      d.printf("oui %s (0x%06x), ", organisationName(organisation), organisation);
      printSnapType(d, organisation, type, length - SNAP_LENGTH);
    }
    int inner = at + SNAP_LENGTH;
    int left = length - SNAP_LENGTH;
    boolean known = printSnapPayload(d, organisation, type, inner, left);
    if (!known && !d.style().linkHeader()) {
      d.printf("%s > %s SNAP, ", d.getHex(6, 6), d.getHex(0, 6));
      if (organisation != ETHERNET) {
        d.printf("oui %s (0x%06x), ", organisationName(organisation), organisation);
      }
      printSnapType(d, organisation, type, left);
    }
    return known;
  }

  private static boolean printSnapPayload(
      Dissection d, int organisation, int type, int inner, int left) {
    return switch (organisation) {
      case ETHERNET, 0x0000f8 -> LinkText.printPayload(d, type, inner, left);
      case CISCO -> {
        boolean spanningTree = type == 0x010b || type == 0x010c;
        if (spanningTree) {
          StpText.print(d, inner, left);
        }
        yield spanningTree;
      }
      default -> false;
    };
  }

  private static void printSnapType(Dissection d, int organisation, int type, int length) {
    String name =
        switch (organisation) {
          case ETHERNET, 0x0000f8 -> LinkText.nameOf(type);
          case CISCO -> ciscoName(type);
          default -> null;
        };
    d.printf(
        "%s %s (0x%04x), length %d: ",
        organisation == ETHERNET ? "ethertype" : "pid",
        Dissection.orElse(name, "Unknown", type),
        type,
        length);
  }

  private static void printAccessPoints(Dissection d, int source, int destination) {
    if (source == destination) {
      d.printf(
          "%s > %s %s ", d.getHex(6, 6), d.getHex(0, 6), name(destination, "Unknown DSAP 0x%02x"));
    } else {
      d.printf(
          "%s %s > %s %s ",
          d.getHex(6, 6),
          name(source, "Unknown SSAP 0x%02x"),
          d.getHex(0, 6),
          name(destination, "Unknown DSAP 0x%02x"));
    }
  }

  private static String flags(int source, boolean poll) {
    boolean response = (source & 1) != 0;
    return poll ? (response ? "Final" : "Poll") : response ? "Response" : "Command";
  }

  private static @Nullable String commandName(int command) {
    return switch (command) {
      case 0x03 -> "ui";
      case 0xe3 -> "test";
      case 0xaf -> "xid";
      case 0x63 -> "ua";
      case 0x43 -> "disc";
      case 0x0f -> "dm";
      case 0x6f -> "sabme";
      case 0x87 -> "frmr";
      default -> null;
    };
  }

  private static String name(int accessPoint, String unknown) {
    String name =
        switch (accessPoint) {
          case 0x00 -> "Null";
          case 0x02 -> "802.1B I";
          case 0x04 -> "SNA";
          case IP_SAP -> "IP";
          case 0x0e -> "ProWay NM";
          case LlcPayload.STP_SAP -> "STP";
          case 0x4e -> "RS511";
          case 0x7e -> "ISO8208";
          case 0x8e -> "ProWay";
          case SNAP_SAP -> "SNAP";
          case 0xe0 -> "IPX";
          case 0xf0 -> "NetBeui";
          case 0xfe -> "OSI";
          default -> null;
        };
    return Dissection.orElse(name, unknown, accessPoint);
  }

  private static String organisationName(int organisation) {
    return switch (organisation) {
      case ETHERNET -> "Ethernet";
      case CISCO -> "Cisco";
      case 0x0000f8 -> "Cisco bridged";
      case 0x0080c2 -> "Ethernet bridged";
      case 0x080007 -> "Appletalk";
      case 0x00005e -> "IANA";
      default -> "Unknown";
    };
  }

  private static @Nullable String ciscoName(int type) {
    return switch (type) {
      case 0x2000 -> "CDP";
      case 0x2003 -> "VTP";
      case 0x2004 -> "DTP";
      case 0x0111 -> "UDLD";
      case 0x010b -> "PVST";
      case 0x010c -> "VLAN Bridge";
      default -> null;
    };
  }
}
