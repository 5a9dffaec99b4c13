package vethlab.simulator.capture.text;

/// IGMP messages of versions 1 to 3.
final class IgmpText {

  private IgmpText() {}

  static void print(Dissection d, int at, int length) {
    d.enter("igmp");
    int type = d.get8(at);
    switch (type) {
      case 0x11 -> {
        d.print("igmp query");
        if (length >= 12) {
          printVersion3Query(d, at, length);
        } else {
          printQuery(d, at, length);
        }
      }
      case 0x12 -> {
        d.printf("igmp v1 report %s", d.getIpv4(at + 4));
        if (length != 8) {
          d.printf(" [len %d]", length);
        }
      }
      case 0x16 -> d.printf("igmp v2 report %s", d.getIpv4(at + 4));
      case 0x17 -> d.printf("igmp leave %s", d.getIpv4(at + 4));
      case 0x22 -> {
        d.print("igmp v3 report");
        printVersion3Report(d, at, length);
      }
      default -> d.printf("igmp-%d", type);
    }
    if (d.isVerbose() && length >= 4 && d.has(at, length) && d.checksum(0, at, length) != 0) {
      d.printf(" bad igmp cksum %x!", d.get16(at + 2));
    }
  }

  private static void printQuery(Dissection d, int at, int length) {
    int code = d.get8(at + 1);
    if (code == 0) {
      d.print(" v1");
    } else {
      d.print(" v2");
      if (code != 100) {
        d.printf(" [max resp time %d]", code);
      }
    }
    if (d.get32(at + 4) != 0) {
      d.printf(" [gaddr %s]", d.getIpv4(at + 4));
    }
    if (length != 8) {
      d.printf(" [len %d]", length);
    }
  }

  private static void printVersion3Query(Dissection d, int at, int length) {
    d.print(" v3");
    if (length % 4 != 0) {
      d.printf(" [invalid len %d]", length);
      return;
    }
    int code = d.get8(at + 1);
    if (code != 100) {
      int tenths = code < 128 ? code : ((code & 0xf) | 0x10) << ((code >> 4 & 7) + 3);
      d.print(" [max resp time ");
      d.print(
          tenths < 600 ? Dissection.format("%.1fs", tenths * 0.1) : Dissection.period(tenths / 10));
      d.print("]");
    }
    if (d.get32(at + 4) == 0) {
      return;
    }
    d.printf(" [gaddr %s", d.getIpv4(at + 4));
    int sources = d.get16(at + 10);
    if (sources > 0) {
      if (length < 12 + 4 * sources) {
        d.print(" [invalid number of sources]");
      } else if (d.style().verbosity() > 1) {
        printSources(d, at + 12, sources);
      } else {
        d.printf(", %d source(s)", sources);
      }
    }
    d.print("]");
  }

  private static void printVersion3Report(Dissection d, int at, int length) {
    if (length < 16 || length % 4 != 0) {
      d.printf(" [invalid len %d]", length);
      return;
    }
    int groups = d.get16(at + 6);
    d.printf(", %d group record(s)", groups);
    if (!d.isVerbose()) {
      return;
    }
    int group = 8;
    for (int i = 0; i < groups; i++) {
      if (length < group + 8) {
        d.print(" [invalid number of groups]");
        return;
      }
      d.printf(
          " [gaddr %s %s",
          d.getIpv4(at + group + 4), recordType(d.get8(at + group), " [v3-report-#%d]"));
      int sources = d.get16(at + group + 2);
      if (length < group + 8 + 4 * sources) {
        d.printf(" [invalid number of sources %d]", sources);
        return;
      }
      if (d.style().verbosity() == 1) {
        d.printf(", %d source(s)", sources);
      } else {
        printSources(d, at + group + 8, sources);
      }
      group += 8 + 4 * sources;
      d.print("]");
    }
  }

  private static void printSources(Dissection d, int at, int sources) {
    d.print(" {");
    for (int i = 0; i < sources; i++) {
      d.printf(" %s", d.getIpv4(at + 4 * i));
    }
    d.print(" }");
  }

  /// The type of a group record, of IGMP and MLD.
  static String recordType(int type, String unknown) {
    return switch (type) {
      case 1 -> "is_in";
      case 2 -> "is_ex";
      case 3 -> "to_in";
      case 4 -> "to_ex";
      case 5 -> "allow";
      case 6 -> "block";
      default -> Dissection.format(unknown, type);
    };
  }
}
