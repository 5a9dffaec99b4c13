package vethlab.simulator.capture.text;

/// Multicast listener discovery.
final class MldText {

  private MldText() {}

  /// A query, report or done of version 1; without its group it stays unsaid.
  static void printVersion1(Dissection d, int at) {
    if (d.has(at, 24)) {
      d.printf("max resp delay: %d addr: %s", d.get16(at + 4), d.getIpv6(at + 8));
    }
  }

  static void printQuery(Dissection d, int at, int length) {
    int code = d.get16(at + 4);
    if (d.isVerbose()) {
      int delay = code < 0x8000 ? code : ((code & 0xfff) | 0x1000) << ((code >> 12 & 7) + 3);
      d.printf(" [max resp delay=%d]", delay);
    }
    d.printf(" [gaddr %s", d.getIpv6(at + 8));
    if (d.isVerbose()) {
      int bits = d.get8(at + 24);
      if ((bits & 8) != 0) {
        d.print(" sflag");
      }
      if ((bits & 7) != 0) {
        d.printf(" robustness=%d", bits & 7);
      }
      int interval = d.get8(at + 25);
      d.printf(
          " qqi=%d",
          interval < 128 ? interval : ((interval & 0xf) | 0x10) << ((interval >> 4 & 7) + 3));
    }
    int sources = d.get16(at + 26);
    if (sources > 0) {
      if (length < 28 + 16 * sources) {
        d.print(" [invalid number of sources]");
      } else if (d.style().verbosity() > 1) {
        printSources(d, at + 28, sources);
      } else {
        d.printf(", %d source(s)", sources);
      }
    }
    d.print("]");
  }

  static void printReport(Dissection d, int at, int length) {
    if (length < 8) {
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
      if (length < group + 20) {
        d.print(" [invalid number of groups]");
        return;
      }
      d.printf(
          " [gaddr %s %s",
          d.getIpv6(at + group + 4), IgmpText.recordType(d.get8(at + group), " [v2-report-#%d]"));
      int sources = d.get16(at + group + 2);
      if (length < group + 20 + 16 * sources) {
        d.printf(" [invalid number of sources %d]", sources);
        return;
      }
      if (d.style().verbosity() == 1) {
        d.printf(", %d source(s)", sources);
      } else {
        printSources(d, at + group + 20, sources);
      }
      group += 20 + 16 * sources;
      d.print("]");
    }
  }

  private static void printSources(Dissection d, int at, int sources) {
    d.print(" {");
    for (int i = 0; i < sources; i++) {
      d.printf(" %s", d.getIpv6(at + 16 * i));
    }
    d.print(" }");
  }
}
