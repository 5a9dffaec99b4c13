package vethlab.userland.iproute.link;

import java.util.Locale;
import vethlab.simulator.device.DeviceStatistics;
import vethlab.simulator.device.NetDevice;
import vethlab.userland.iproute.command.Options;
import vethlab.userland.iproute.print.Report;

/// What a device has counted (`ip -s link`, `print_stats64`).
///
/// Columns are as wide as their widest number. Errors of hardware do not occur here.
public final class StatisticsPrinter {

  private static final String[] NAMES = {
    "*X errors:", "packets", "errors", "dropped", "heartbt", "overrun", "compressed", "otherhost"
  };

  private final Report report;
  private final Options options;
  private final DeviceStatistics counted;
  private final long carrierChanges;
  private final int[] widths = new int[NAMES.length];

  private StatisticsPrinter(Report report, Options options, NetDevice device) {
    this.report = report;
    this.options = options;
    this.counted = device.statistics();
    this.carrierChanges = (long) device.carrierUps() + device.carrierDowns();
  }

  public static void print(Report report, Options options, NetDevice device) {
    StatisticsPrinter printer = new StatisticsPrinter(report, options, device);
    if (report.isJson()) {
      printer.json();
    } else {
      printer.text();
    }
  }

  private void json() {
    boolean more = options.statistics() > 1;
    report.openObject("stats64");
    report.openObject("rx");
    report.json("bytes", counted.rxBytes());
    report.json("packets", counted.rxPackets());
    report.json("errors", 0);
    report.json("dropped", counted.rxDropped());
    report.json("over_errors", 0);
    report.json("multicast", counted.multicast());
    if (more) {
      report.json("length_errors", 0);
      report.json("crc_errors", 0);
      report.json("frame_errors", 0);
      report.json("fifo_errors", 0);
      report.json("missed_errors", 0);
    }
    report.closeObject();
    report.openObject("tx");
    report.json("bytes", counted.txBytes());
    report.json("packets", counted.txPackets());
    report.json("errors", 0);
    report.json("dropped", counted.txDropped());
    report.json("carrier_errors", 0);
    report.json("collisions", 0);
    if (more) {
      report.json("aborted_errors", 0);
      report.json("fifo_errors", 0);
      report.json("window_errors", 0);
      report.json("heartbeat_errors", 0);
      report.json("carrier_changes", carrierChanges);
    }
    report.closeObject();
    report.closeObject();
  }

  private void text() {
    boolean more = options.statistics() > 1;
    for (int i = 0; i < NAMES.length; i++) {
      widths[i] = NAMES[i].length();
    }
    widen(counted.rxBytes(), counted.rxPackets(), 0, counted.rxDropped(), 0, counted.multicast());
    widen(counted.txBytes(), counted.txPackets(), 0, counted.txDropped(), 0, 0);
    if (more) {
      widen(0, 0, 0, 0, 0, carrierChanges);
    }
    header("    RX: ", 4, "bytes", "packets", "errors", "dropped", "missed", "mcast");
    report.text("    ");
    numbers(
        0, counted.rxBytes(), counted.rxPackets(), 0, counted.rxDropped(), 0, counted.multicast());
    if (more) {
      report.text(report.lineBreak());
      errorHeader("    RX errors:", "length", "crc", "frame", "fifo", "overrun");
      report.text(" ".repeat(widths[0] + 5));
      numbers(1, 0, 0, 0, 0, 0);
    }
    report.text(report.lineBreak());
    header("    TX: ", 4, "bytes", "packets", "errors", "dropped", "carrier", "collsns");
    report.text("    ");
    numbers(0, counted.txBytes(), counted.txPackets(), 0, counted.txDropped(), 0, 0);
    if (more) {
      report.text(report.lineBreak());
      errorHeader("    TX errors:", "aborted", "fifo", "window", "heartbt", "transns");
      report.text(" ".repeat(widths[0] + 5));
      numbers(1, 0, 0, 0, 0, carrierChanges);
    }
  }

  private void widen(long... values) {
    if (options.humanReadable()) {
      return;
    }
    for (int i = 0; i < values.length; i++) {
      widths[i] = Math.max(widths[i], Long.toString(values[i]).length());
    }
  }

  /// A line of column names; the first is narrower by what stands before it.
  private void header(String start, int less, String... names) {
    StringBuilder line = new StringBuilder(start);
    for (int i = 0; i < names.length; i++) {
      line.append(right(names[i], i == 0 ? widths[i] - less : widths[i])).append(' ');
    }
    // The column for compressed packets has a width and no name.
    report.text(line.append(right("", widths[6])).append(report.lineBreak()).toString());
  }

  private void errorHeader(String start, String... names) {
    StringBuilder line = new StringBuilder(start).append(right("", widths[0] - 10));
    for (int i = 0; i < names.length; i++) {
      line.append(' ').append(right(names[i], widths[i + 1]));
    }
    report.text(line.append(report.lineBreak()).toString());
  }

  private void numbers(int first, long... values) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      line.append(number(values[i], widths[first + i]));
    }
    report.text(line.toString());
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  /// A number and a blank, shortened if the options say so (`print_num`).
  private String number(long value, int width) {
    int base = options.binaryPrefixes() ? 1024 : 1000;
    if (!options.humanReadable() || value < base) {
      return right(Long.toString(value), width) + " ";
    }
    String prefixes = "kMGTPE";
    int prefix = 0;
    long power = base;
    while (value / base >= power && prefix < prefixes.length() - 1) {
      power *= base;
      prefix++;
    }
    int precision = 2;
    for (long limit = 10; precision > 0 && value / power >= limit; limit *= 10) {
      precision--;
    }
    String text = String.format(Locale.ROOT, "%." + precision + "f", (double) value / power);
    return right(text + prefixes.charAt(prefix) + (options.binaryPrefixes() ? "i" : ""), width)
        + " ";
  }
}
