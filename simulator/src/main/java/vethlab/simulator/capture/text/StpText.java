package vethlab.simulator.capture.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// Units of the spanning tree protocol; of multiple spanning tree only the common part.
final class StpText {

  private static final int CONFIGURATION_LENGTH = 35;
  private static final int RAPID_LENGTH = 36;
  private static final int MULTIPLE_LENGTH = 102;
  private static final BigDecimal UNITS_PER_SECOND = BigDecimal.valueOf(256);
  private static final int[] FLAGS = {0x01, 0x02, 0x10, 0x20, 0x40, 0x80};

  private StpText() {}

  static void print(Dissection d, int at, int length) {
    d.enter("stp");
    if (length < 4) {
      d.printInvalid();
      return;
    }
    if (d.get16(at) != 0) {
      d.printf("unknown STP version, length %d", length);
      return;
    }
    int version = d.get8(at + 2);
    String versionName = versionName(version);
    d.printf("STP %s", Dissection.orElse(versionName, "Unknown STP protocol (0x%02x)", version));
    if (versionName == null) {
      return;
    }
    int type = d.get8(at + 3);
    switch (type) {
      case 0x00 -> {
        d.print(", Config");
        printConfiguration(d, at, length, CONFIGURATION_LENGTH);
      }
      case 0x02 -> {
        d.print(", Rapid STP");
        if (version == 2) {
          printConfiguration(d, at, length, RAPID_LENGTH);
        } else if (version > 2) {
          printMultiple(d, at, length);
        }
      }
      case 0x80 -> d.print(", Topology Change");
      default -> d.printf(", Unknown BPDU Type (0x%02x)", type);
    }
  }

  private static void printConfiguration(Dissection d, int at, int length, int shortest) {
    if (length < shortest) {
      d.printInvalid();
      return;
    }
    int flags = d.get8(at + 4);
    d.printf(", Flags [%s]", flags(flags));
    d.printf(", bridge-id %s.%04x, length %d", bridgeId(d, at + 17), d.get16(at + 25), length);
    if (!d.isVerbose()) {
      return;
    }
    d.printf(
        "\n\tmessage-age %ss, max-age %ss, hello-time %ss, forwarding-delay %ss",
        seconds(d, at + 27), seconds(d, at + 29), seconds(d, at + 31), seconds(d, at + 33));
    d.printf("\n\troot-id %s, root-pathcost %d", bridgeId(d, at + 5), d.getUnsigned32(at + 13));
    if (d.get8(at + 2) == 2) {
      d.printf(", port-role %s", role(flags >> 2 & 3));
    }
  }

  private static void printMultiple(Dissection d, int at, int length) {
    if (length < MULTIPLE_LENGTH
        || d.get8(at + 35) != 0
        || length < RAPID_LENGTH + d.get16(at + 36) + 2) {
      d.printInvalid();
      return;
    }
    d.printf(", CIST Flags [%s], length %d", flags(d.get8(at + 4)), length);
  }

  private static @Nullable String versionName(int version) {
    return switch (version) {
      case 0 -> "802.1d";
      case 2 -> "802.1w";
      case 3 -> "802.1s";
      case 4 -> "802.1aq";
      default -> null;
    };
  }

  private static String flags(int flags) {
    return Dissection.flags(
        flags,
        FLAGS,
        bit ->
            switch (bit) {
              case 0x01 -> "Topology change";
              case 0x02 -> "Proposal";
              case 0x10 -> "Learn";
              case 0x20 -> "Forward";
              case 0x40 -> "Agreement";
              default -> "Topology change ACK";
            },
        ", ",
        "none");
  }

  private static String role(int role) {
    return switch (role) {
      case 1 -> "Alternate";
      case 2 -> "Root";
      case 3 -> "Designated";
      default -> "Unknown";
    };
  }

  private static String bridgeId(Dissection d, int at) {
    return Dissection.format("%04x.%s", d.get16(at), d.getHex(at + 2, 6));
  }

  private static String seconds(Dissection d, int at) {
    BigDecimal seconds = BigDecimal.valueOf(d.get16(at)).divide(UNITS_PER_SECOND);
    return seconds.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }
}
