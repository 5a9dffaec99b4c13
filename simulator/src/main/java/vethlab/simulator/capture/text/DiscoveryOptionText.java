package vethlab.simulator.capture.text;

import org.jspecify.annotations.Nullable;

/// What neighbour discovery carries beside its addresses, shown with `-v`.
final class DiscoveryOptionText {

  private static final int[] PREFIX_FLAGS = {0x80, 0x40, 0x20};
  private static final int[] ROUTER_FLAGS = {0x80, 0x40, 0x20, 0x02};

  private DiscoveryOptionText() {}

  /// The fixed part of a router advertisement.
  static void printRouter(Dissection d, int at) {
    int flags = d.get8(at + 5);
    d.printf(
        "\n\thop limit %d, Flags [%s], pref %s, router lifetime %ds, reachable time %dms,"
            + " retrans timer %dms",
        d.get8(at + 4),
        Dissection.flags(
            flags,
            ROUTER_FLAGS,
            bit ->
                switch (bit) {
                  case 0x80 -> "managed";
                  case 0x40 -> "other stateful";
                  case 0x20 -> "home agent";
                  default -> "ipv6 only";
                },
            ", ",
            "none"),
        preference(flags),
        d.get16(at + 6),
        d.getUnsigned32(at + 8),
        d.getUnsigned32(at + 12));
  }

  static void print(Dissection d, int from, int length) {
    int at = from;
    int left = length;
    while (at < d.end() && left > 0) {
      if (!d.has(at, 2) || d.get8(at + 1) == 0 || !d.has(at, d.get8(at + 1) * 8)) {
        d.printTruncated();
        return;
      }
      int type = d.get8(at);
      int units = d.get8(at + 1);
      d.printf(
          "\n\t  %s option (%d), length %d (%d): ",
          Dissection.orElse(nameOf(type), "unknown", type), type, units * 8, units);
      if (!printContent(d, type, from, at, units)) {
        return;
      }
      if (d.style().verbosity() > 1) {
        HexText.printUnknown(d, at + 2, units * 8 - 2, "\n\t    ");
      }
      at += units * 8;
      left -= units * 8;
    }
  }

  /// Prints what an option says; false if it is the last one to be looked at.
  private static boolean printContent(Dissection d, int type, int from, int at, int units) {
    switch (type) {
      case 1, 2 -> d.print(d.getHex(at + 2, units * 8 - 2));
      case 3 ->
          d.printf(
              "%s/%d%s, Flags [%s], valid time %s, pref. time %s",
              d.getIpv6(at + 16),
              d.get8(at + 2),
              units != 4 ? "badlen" : "",
              Dissection.flags(
                  d.get8(at + 3),
                  PREFIX_FLAGS,
                  bit ->
                      switch (bit) {
                        case 0x80 -> "onlink";
                        case 0x40 -> "auto";
                        default -> "router";
                      },
                  ", ",
                  "none"),
              lifetime(d.getUnsigned32(at + 4)),
              lifetime(d.getUnsigned32(at + 8)));
      case 4 -> HexText.printUnknown(d, from, units * 8, "\n\t    "); // the first option's octets
      case 5 -> d.printf(" %d%s", d.getUnsigned32(at + 4), units != 1 ? "bad option length" : "");
      case 25 -> {
        d.printf(" lifetime %ds,", d.getUnsigned32(at + 4));
        for (int i = 0; i < (units - 1) / 2; i++) {
          d.printf(" addr: %s", d.getIpv6(at + 8 + 16 * i));
        }
      }
      case 7 -> d.printf(" %dms", d.getUnsigned32(at + 4));
      case 8 -> d.printf(" preference %d, lifetime %d", d.get16(at + 4), d.get16(at + 6));
      default -> {
        if (d.style().verbosity() <= 1) {
          HexText.printUnknown(d, at + 2, units * 8 - 2, "\n\t  ");
          return false;
        }
      }
    }
    return true;
  }

  private static @Nullable String nameOf(int type) {
    return switch (type) {
      case 1 -> "source link-address";
      case 2 -> "destination link-address";
      case 3 -> "prefix info";
      case 4 -> "redirected header";
      case 5 -> "mtu";
      case 7 -> "advertisement interval";
      case 8 -> "homeagent information";
      case 24 -> "route info";
      case 25 -> "rdnss";
      case 31 -> "dnssl";
      default -> null;
    };
  }

  private static String preference(int flags) {
    return switch (flags >> 3 & 3) {
      case 0 -> "medium";
      case 1 -> "high";
      case 2 -> "rsv";
      default -> "low";
    };
  }

  private static String lifetime(long seconds) {
    return seconds == 0xffff_ffffL ? "infinity" : seconds + "s";
  }
}
