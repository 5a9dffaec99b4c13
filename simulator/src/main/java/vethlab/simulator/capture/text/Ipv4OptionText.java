package vethlab.simulator.capture.text;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.Ipv4Option;

/// The options of an IPv4 header.
final class Ipv4OptionText {

  private static final int END = 0;
  private static final int NO_OPERATION = 1;

  private Ipv4OptionText() {}

  /// Prints `length` octets of options; false if they are not all there.
  static boolean print(Dissection d, int from, int length) {
    int at = from;
    int left = length;
    while (left > 0) {
      d.print(at == from ? "" : ",");
      int type = d.get8(at);
      d.print(Dissection.orElse(nameOf(type), "unknown %d", type));
      int optionLength = 1;
      if (type != NO_OPERATION && type != END) {
        optionLength = d.get8(at + 1);
        if (optionLength < 2 || optionLength > left) {
          d.printf(" [bad length %d]", optionLength);
          return true;
        }
      }
      if (!d.has(at, optionLength)) {
        return false;
      }
      switch (type) {
        case END -> {
          return true;
        }
        case Ipv4Option.TIMESTAMP -> printTimestamps(d, at, optionLength);
        case Ipv4Option.RECORD_ROUTE,
            Ipv4Option.STRICT_SOURCE_ROUTE,
            Ipv4Option.LOOSE_SOURCE_ROUTE ->
            printRoute(d, at, optionLength);
        case Ipv4Option.ROUTER_ALERT -> {
          if (optionLength < 4) {
            d.printf(" [bad length %d]", optionLength);
          } else if (d.get16(at + 2) != 0) {
            d.printf(" value %d", d.get16(at + 2));
          }
        }
        default -> {}
      }
      at += optionLength;
      left -= optionLength;
    }
    return true;
  }

  private static void printRoute(Dissection d, int at, int length) {
    if (length < 3) {
      d.printf(" [bad length %d]", length);
      return;
    }
    if (((length + 1) & 3) != 0) {
      d.printf(" [bad length %d]", length);
    }
    int pointer = d.get8(at + 2) - 1;
    if (pointer < 3 || ((pointer + 1) & 3) != 0 || pointer > length + 1) {
      d.printf(" [bad ptr %d]", pointer + 1);
    }
    for (int i = 3; i < length; i += 4) {
      d.printf(" %s%s", d.getIpv4(at + i), pointer > i ? "," : "");
    }
  }

  private static void printTimestamps(Dissection d, int at, int length) {
    if (length < 4) {
      d.printf("[bad length %d]", length);
      return;
    }
    d.print(" TS{");
    int kind = d.get8(at + 3) & 0xf;
    int hop = kind != 0 ? 8 : 4;
    if (((length - 4) & (hop - 1)) != 0) {
      d.printf("[bad length %d]", length);
    }
    int pointer = d.get8(at + 2) - 1;
    if (pointer < 4 || ((pointer - 4) & (hop - 1)) != 0 || pointer > length + 1) {
      d.printf("[bad ptr %d]", pointer + 1);
    }
    int i = 0;
    switch (kind) {
      case 0 -> d.print("TSONLY");
      case 1 -> d.print("TS+ADDR");
      case 3 -> d.print("PRESPEC");
      default -> d.printf("[bad ts type %d]", kind);
    }
    if (kind == 0 || kind == 1 || kind == 3) {
      for (i = 4; i < length; i += hop) {
        d.require(at + i, hop);
        d.print(pointer == i ? " ^ " : " ");
        d.printf("%d@%s", d.getUnsigned32(at + i + hop - 4), hop == 8 ? d.getIpv4(at + i) : "");
      }
    }
    d.print(pointer == i ? " ^ " : "");
    int overflow = d.get8(at + 3) >> 4;
    d.print(overflow != 0 ? " [" + overflow + " hops not recorded]} " : "}");
  }

  private static @Nullable String nameOf(int type) {
    return switch (type) {
      case END -> "EOL";
      case NO_OPERATION -> "NOP";
      case Ipv4Option.TIMESTAMP -> "timestamp";
      case Ipv4Option.SECURITY -> "security";
      case Ipv4Option.RECORD_ROUTE -> "RR";
      case Ipv4Option.STRICT_SOURCE_ROUTE -> "SSRR";
      case Ipv4Option.LOOSE_SOURCE_ROUTE -> "LSRR";
      case Ipv4Option.ROUTER_ALERT -> "RA";
      case 82 -> "traceroute";
      default -> null;
    };
  }
}
