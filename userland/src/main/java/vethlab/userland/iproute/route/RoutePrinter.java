package vethlab.userland.iproute.route;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteMetric;
import vethlab.simulator.fib.RouteMetrics;
import vethlab.simulator.fib.RouteProtocol;
import vethlab.simulator.fib.RouteScope;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.fib.RouterPreference;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.IpFamily;
import vethlab.simulator.packet.IpPrefix;
import vethlab.simulator.rtnetlink.RouteReport;
import vethlab.simulator.rtnetlink.RouteReport.CacheFlag;
import vethlab.simulator.rtnetlink.RouteReport.Hop;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.print.Colour;
import vethlab.userland.iproute.print.Report;

/// One route as `ip route` describes it (`print_route`).
final class RoutePrinter {

  /// Of the kernel's clock that routes' lifetimes are told in (`USER_HZ`).
  private static final long TICK_MILLIS = 10;

  /// The bit of [RouteMetric#FEATURES] for explicit congestion notification.
  private static final int ECN = 1;

  private final Tool tool;
  private final Report report;
  private final RouteFilter filter;

  /// @param filter what it says of all routes is not printed
  RoutePrinter(Tool tool, Report report, RouteFilter filter) {
    this.tool = tool;
    this.report = report;
    this.filter = filter;
  }

  void print(RouteReport route) {
    report.openObject();
    boolean details = tool.options().details();
    if (route.type() != RouteType.UNICAST || details) {
      report.field("type", "%s ", RouteTypes.text(route.type(), tool.options().numeric()));
    }
    IpPrefix destination = route.destination();
    report.field(
        destination.length() == 0 && !route.cached() ? Colour.NONE : colour(route),
        "dst",
        "%s ",
        destination.length() == 0 ? "default" : range(destination));
    printSource(route);
    if (route.tos() != 0 && filter.tos == null) {
      report.field("tos", "tos %s ", tool.names().service(route.tos()));
    }
    Hop hop = route.hop();
    if (hop != null) {
      printHop(route, hop);
    }
    printOwner(route, details);
    printPreferredSource(route);
    if (route.metric() != null && filter.metric == null) {
      report.field("metric", "metric %s ", route.metric() & 0xffff_ffffL);
    }
    report.openArray("flags");
    printFlags(hop);
    if (route.cacheFlags().contains(CacheFlag.MULTICAST)) {
      // The tool takes the bit for another.
      report.element("%s ", "rt_offload_failed");
    }
    report.closeArray();
    printAsker(route);
    if (route.family() == IpFamily.IPV4 && route.cached()) {
      printCacheFlags(route);
    }
    printExpiry(route.expires());
    printMetrics(route.metrics());
    if (route.incoming() != 0 && filter.incoming == null) {
      printDevice("iif", route.incoming());
    }
    if (route.preference() != null) {
      report.field("pref", "pref %s", preference(route.preference()));
    }
    if (route.hops().size() > 1) {
      printHops(route);
    }
    report.text("\n");
    report.closeObject();
    report.flush();
  }

  private static Colour colour(RouteReport route) {
    return route.family() == IpFamily.IPV4 ? Colour.INET : Colour.INET6;
  }

  private static Colour colour(IpAddress address) {
    return Family.of(address) == Family.INET ? Colour.INET : Colour.INET6;
  }

  private String range(IpPrefix range) {
    return range.isHost()
        ? tool.hosts().name(range.address())
        : range.address() + "/" + range.length();
  }

  private void printSource(RouteReport route) {
    IpPrefix source = route.source();
    if (source != null) {
      report.field(colour(route), "from", "from %s ", range(source));
    }
  }

  private void printHop(RouteReport route, Hop hop) {
    IpAddress gateway = hop.gateway();
    if (gateway != null && !isOfFamily(route, gateway)) {
      printVia(gateway);
    } else if (gateway != null && !RouteFilter.isOneHost(filter.via, route)) {
      printGateway(gateway);
    }
    if (hop.device() != 0 && filter.device == null) {
      printDevice("dev", hop.device());
    }
  }

  private static boolean isOfFamily(RouteReport route, IpAddress address) {
    return (route.family() == IpFamily.IPV4) == (Family.of(address) == Family.INET);
  }

  private void printGateway(IpAddress gateway) {
    report.text("via ");
    report.field(colour(gateway), "gateway", "%s ", tool.hosts().name(gateway));
  }

  /// A router of the other family.
  private void printVia(IpAddress gateway) {
    report.openObject("via");
    report.field("family", "via %s ", Family.of(gateway).text());
    report.field(colour(gateway), "host", "%s ", tool.hosts().name(gateway));
    report.closeObject();
  }

  private void printDevice(String key, int device) {
    report.text(key + " ");
    report.field(Colour.INTERFACE_NAME, key, "%s ", tool.links().name(device));
  }

  /// The table, who made the route and how far it reaches.
  private void printOwner(RouteReport route, boolean details) {
    int table = route.table();
    if (table != 0 && (table != Route.TABLE_MAIN || details) && filter.table == 0) {
      report.field("table", "table %s ", tool.names().table(table & 0xffff_ffffL));
    }
    if (route.cached()) {
      return;
    }
    RouteProtocol protocol = route.protocol();
    if ((!protocol.equals(RouteProtocol.BOOT) || details) && filter.protocol == null) {
      report.field("protocol", "proto %s ", tool.names().protocol(protocol.number()));
    }
    RouteScope scope = route.scope();
    if ((!scope.equals(RouteScope.UNIVERSE) || details) && filter.scope == null) {
      report.field("scope", "scope %s ", tool.names().scope(scope.number()));
    }
  }

  private void printPreferredSource(RouteReport route) {
    IpAddress source = route.preferredSource();
    if (source != null && !RouteFilter.isOneHost(filter.preferredSource, route)) {
      report.text("src ");
      report.field(colour(source), "prefsrc", "%s ", source.toString());
    }
  }

  private void printFlags(@Nullable Hop hop) {
    if (hop == null) {
      return;
    }
    if (hop.dead()) {
      report.element("%s ", "dead");
    }
    if (hop.onlink()) {
      report.element("%s ", "onlink");
    }
    if (hop.linkdown()) {
      report.element("%s ", "linkdown");
    }
  }

  private void printAsker(RouteReport route) {
    long mark = route.mark() & 0xffff_ffffL;
    if (mark != 0) {
      report.json("mark", mark);
      report.text("mark " + (mark >= 16 ? Report.hex(mark) : Long.toString(mark)) + " ");
    }
    Integer user = route.user();
    if (user != null) {
      report.field("uid", "uid %s ", user & 0xffff_ffffL);
    }
  }

  private void printCacheFlags(RouteReport route) {
    List<String> names = route.cacheFlags().stream().map(RoutePrinter::name).toList();
    report.openArray("cache");
    if (report.isJson()) {
      names.forEach(name -> report.element("%s", name));
    } else {
      report.newLine();
      report.text("    cache ");
      if (!names.isEmpty()) {
        report.text("<" + String.join(",", names) + "> ");
      }
    }
    report.closeArray();
  }

  private static String name(CacheFlag flag) {
    return switch (flag) {
      case LOCAL -> "local";
      case MULTICAST -> "mc";
      case BROADCAST -> "brd";
      case REDIRECTED -> "redirected";
      case REDIRECT -> "redirect";
    };
  }

  private void printExpiry(@Nullable Duration expires) {
    if (expires != null && expires.toMillis() / TICK_MILLIS != 0) {
      report.field("expires", "expires %ssec ", expires.toMillis() / 1000);
    }
  }

  private static String preference(RouterPreference preference) {
    return switch (preference) {
      case LOW -> "low";
      case MEDIUM -> "medium";
      case HIGH -> "high";
    };
  }

  private void printMetrics(RouteMetrics metrics) {
    if (metrics.isEmpty()) {
      return;
    }
    report.openArray("metrics");
    report.openObject();
    for (Map.Entry<RouteMetric, Integer> each : metrics.values().entrySet()) {
      RouteMetric metric = each.getKey();
      report.text(metric.text() + " ");
      if (metrics.isLocked(metric)) {
        report.text("lock ");
      }
      long value = each.getValue() & 0xffff_ffffL;
      switch (metric) {
        case FEATURES -> printFeatures(value);
        case RTT -> printTime(metric, value / 8);
        case RTTVAR -> printTime(metric, value / 4);
        case RTO_MIN -> printTime(metric, value);
        default -> report.field(metric.text(), "%s ", value);
      }
    }
    report.closeObject();
    report.closeArray();
  }

  private void printFeatures(long value) {
    if ((value & ECN) != 0) {
      report.jsonNull("ecn");
      report.text("ecn ");
    }
    if ((value & ~ECN) != 0) {
      report.hexField("features", "%s ", value);
    }
  }

  private void printTime(RouteMetric metric, long millis) {
    report.json(metric.text(), millis);
    if (millis >= 1000) {
      BigDecimal seconds = BigDecimal.valueOf(millis, 3).round(new MathContext(6));
      report.text(seconds.stripTrailingZeros().toPlainString() + "s ");
    } else {
      report.text(millis + "ms ");
    }
  }

  private void printHops(RouteReport route) {
    report.openArray("nexthops");
    for (Hop hop : route.hops()) {
      report.openObject();
      report.newLine();
      report.text("\tnexthop ");
      IpAddress gateway = hop.gateway();
      if (gateway != null) {
        if (isOfFamily(route, gateway)) {
          printGateway(gateway);
        } else {
          printVia(gateway);
        }
      }
      report.field("dev", "dev %s ", tool.links().name(hop.device()));
      report.field("weight", "weight %s ", hop.weight());
      report.openArray("flags");
      printFlags(hop);
      report.closeArray();
      report.closeObject();
    }
    report.closeArray();
  }
}
