package vethlab.userland.nettools.route;

import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.Map;
import vethlab.simulator.process.Process;
import vethlab.userland.nettools.AddressNames;
import vethlab.userland.procfs.net.RouteFiles;

/// The routing tables of `route` and `netstat -r` (`rprint_fib`, `rprint_fib6`).
public final class RouteListing {

  private static final int UP = 0x1;
  private static final int REJECT = 0x200;
  private static final int CACHE = 0x01000000;

  /// The letters of an IPv6 route's flags, in order.
  private static final ImmutableMap<Integer, String> IPV6_FLAGS =
      ImmutableMap.<Integer, String>builder()
          .put(UP, "U")
          .put(REJECT, "!")
          .put(0x2, "G")
          .put(0x4, "H")
          .put(0x10000, "D")
          .put(0x40000, "A")
          .put(CACHE, "C")
          .put(0x400000, "e")
          .put(0x200000, "n")
          .buildOrThrow();

  private final RouteFiles routes;
  private final AddressNames names;
  private final boolean numeric;

  public RouteListing(Process self, boolean numeric) {
    this.routes = new RouteFiles(self.network());
    this.names = new AddressNames(self, numeric, true, true);
    this.numeric = numeric;
  }

  /// The IPv4 routes.
  ///
  /// @param style 1: metrics, 2: sizes, 3: both
  public String ipv4(int style) {
    StringBuilder text =
        new StringBuilder(
            "Kernel IP routing table\nDestination     Gateway         Genmask         ");
    text.append(
        switch (style) {
          case 1 -> "Flags Metric Ref    Use Iface\n";
          case 2 -> "Flags   MSS Window  irtt Iface\n";
          default -> "Flags Metric Ref    Use Iface    MSS   Window irtt\n";
        });
    for (RouteFiles.Ipv4Row row : routes.ipv4()) {
      text.append(row(row, style));
    }
    return text.toString();
  }

  private String row(RouteFiles.Ipv4Row row, int style) {
    boolean everywhere = row.length() == 0 && row.destination().isUnspecified();
    String destination =
        everywhere && !numeric
            ? "default"
            : row.destination().isUnspecified()
                ? row.destination().toString()
                : isHost(row) ? names.address(row.destination()) : row.destination().toString();
    boolean rejects = (row.flags() & REJECT) != 0;
    String gateway = rejects ? "-" : cut(names.address(row.gateway()));
    String start =
        String.format(
            Locale.ROOT,
            "%-15s %-15s %-15s %-5s ",
            cut(destination),
            gateway,
            row.mask(),
            flags(row));
    return start
        + switch (style) {
          case 1 ->
              rejects
                  ? String.format(Locale.ROOT, "%-6d -  %7d -\n", row.metric(), 0)
                  : String.format(
                      Locale.ROOT, "%-6d %-2d %7d %s\n", row.metric(), 0, 0, row.device());
          case 2 ->
              rejects
                  ? "    - -          - -\n"
                  : String.format(
                      Locale.ROOT,
                      "%5d %-5d %6d %s\n",
                      row.mtu(),
                      row.window(),
                      row.roundTrip(),
                      row.device());
          default ->
              rejects
                  ? String.format(
                      Locale.ROOT, "%-6d -  %7d -        -     -      -\n", row.metric(), 0)
                  : String.format(
                      Locale.ROOT,
                      "%-6d %-3d %6d %-6.6s   %-5d %-6d %d\n",
                      row.metric(),
                      0,
                      0,
                      row.device(),
                      row.mtu(),
                      row.window(),
                      row.roundTrip());
        };
  }

  private static boolean isHost(RouteFiles.Ipv4Row row) {
    return row.length() == 32 || (row.destination().value() & ~row.mask().value()) != 0;
  }

  private static String cut(String text) {
    return text.length() > 15 ? text.substring(0, 15) : text;
  }

  private static String flags(RouteFiles.Ipv4Row row) {
    int flags = row.flags();
    String first = (flags & REJECT) != 0 ? "!" : (flags & 0x2) != 0 ? "UG" : "U";
    return first + ((flags & 0x4) != 0 ? "H" : "");
  }

  /// The IPv6 routes.
  public String ipv6() {
    StringBuilder text =
        new StringBuilder(
            "Kernel IPv6 routing table\nDestination                    "
                + "Next Hop                   Flag Met Ref  Use If\n");
    for (RouteFiles.Ipv6Row row : routes.ipv6()) {
      StringBuilder flags = new StringBuilder();
      for (Map.Entry<Integer, String> flag : IPV6_FLAGS.entrySet()) {
        if ((row.flags() & flag.getKey()) != 0) {
          flags.append(flag.getValue());
        }
      }
      text.append(
          String.format(
              Locale.ROOT,
              "%-30s %-26s %-4s %-3d %-1d %6d %s\n",
              names.address(row.destination()) + "/" + row.length(),
              names.address(row.gateway()),
              flags,
              row.metric(),
              row.references(),
              0,
              row.device()));
    }
    return text.toString();
  }
}
