package vethlab.simulator.capture.text;

import org.jspecify.annotations.Nullable;

/// The options of a TCP header.
final class TcpOptionText {

  private static final int END = 0;
  private static final int NOTHING = 1;

  private TcpOptionText() {}

  /// Prints `length` octets of options; false if they break off.
  static boolean print(Dissection d, int from, int length, int origin) {
    d.print(", options [");
    int at = from;
    int left = length;
    while (left > 0) {
      d.print(at == from ? "" : ",");
      int kind = d.get8(at);
      boolean alone = kind == END || kind == NOTHING;
      int optionLength = alone ? 1 : d.get8(at + 1);
      if (!alone && (optionLength < 2 || optionLength > left)) {
        return broken(d, at > from);
      }
      d.print(Dissection.orElse(nameOf(kind), "unknown-%d", kind));
      int data = alone ? 0 : optionLength - 2;
      int room = left - (alone ? 1 : 2);
      int expected = lengthOf(kind, data);
      if (expected > room) {
        return broken(d, at > from);
      }
      int value = at + (alone ? 1 : 2);
      if (!d.has(value, expected)) {
        d.printTruncated();
        d.print(at > from ? ">" : "");
        return false;
      }
      printValue(d, kind, value, expected, origin);
      if (expected != data) {
        d.printf("[len %d]", optionLength);
      }
      int advance = (alone ? 1 : 2) + expected;
      at += advance;
      left -= advance;
      if (kind == END) {
        break;
      }
    }
    d.print("]");
    return true;
  }

  /// How many octets the value of an option has, whatever its length octet says of `data`.
  private static int lengthOf(int kind, int data) {
    return switch (kind) {
      case 2, 20, 28 -> 2;
      case 3 -> 1;
      case 6, 7, 11, 12, 13 -> 4;
      case 8 -> 8;
      case 19 -> 16;
      case END, NOTHING, 4 -> 0;
      default -> data;
    };
  }

  private static void printValue(Dissection d, int kind, int at, int data, int origin) {
    switch (kind) {
      case 2 -> d.printf(" %d", d.get16(at));
      case 3 -> d.printf(" %d", d.get8(at));
      case 5 -> printBlocks(d, at, data, origin);
      case 6, 7, 11, 12, 13 -> d.printf(" %d", d.getUnsigned32(at));
      case 8 -> d.printf(" val %d ecr %d", d.getUnsigned32(at), d.getUnsigned32(at + 4));
      case 19 -> {
        d.print(" can't check - ");
        d.print(d.getHex(at, data).replace(":", ""));
      }
      case 20 -> d.printf(" cap %02x id %d", d.get8(at), d.get8(at + 1));
      case 28 -> {
        int value = d.get16(at);
        d.printf(" 0x%x %d", value, (value & 1) != 0 ? (value >> 1) * 60 : value >> 1);
      }
      case 34 -> printCookie(d, at, data);
      case END, NOTHING, 4 -> {}
      default -> d.print(data == 0 ? "" : " 0x" + d.getHex(at, data).replace(":", ""));
    }
  }

  private static void printBlocks(Dissection d, int at, int data, int origin) {
    if (data % 8 != 0) {
      d.print(" invalid sack");
      return;
    }
    d.printf(" %d ", data / 8);
    for (int i = 0; i < data; i += 8) {
      d.printf(
          "{%s:%s}",
          Integer.toUnsignedString(d.get32(at + i) - origin),
          Integer.toUnsignedString(d.get32(at + i + 4) - origin));
    }
  }

  private static void printCookie(Dissection d, int at, int data) {
    if (data == 0) {
      d.print("  cookiereq");
    } else if (data % 2 != 0 || data < 4 || data > 16) {
      d.print("  invalid");
    } else {
      d.print("  cookie " + d.getHex(at, data).replace(":", ""));
    }
  }

  private static boolean broken(Dissection d, boolean behindOthers) {
    d.print("[bad opt]");
    d.print(behindOthers ? "]" : "");
    return false;
  }

  private static @Nullable String nameOf(int kind) {
    return switch (kind) {
      case END -> "eol";
      case NOTHING -> "nop";
      case 2 -> "mss";
      case 3 -> "wscale";
      case 4 -> "sackOK";
      case 5 -> "sack";
      case 6 -> "echo";
      case 7 -> "echoreply";
      case 8 -> "TS";
      case 11 -> "cc";
      case 12 -> "ccnew";
      case 13 -> "ccecho";
      case 19 -> "md5";
      case 20 -> "scps";
      case 28 -> "uto";
      case 29 -> "tcp-ao";
      case 30 -> "mptcp";
      case 34 -> "tfo";
      case 254 -> "exp";
      default -> null;
    };
  }
}
