package vethlab.simulator.rtnetlink;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fib.Fib;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteDevices;
import vethlab.simulator.fib.RouteMetric;
import vethlab.simulator.fib.RouteMetrics;
import vethlab.simulator.fib.RouteProtocol;
import vethlab.simulator.fib.RouteScope;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.fib.RoutingTable;
import vethlab.simulator.ipv4.LearnedRoute;
import vethlab.simulator.ipv6.LearnedWay;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.IpFamily;
import vethlab.simulator.packet.IpPrefix;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.rtnetlink.RouteReport.CacheFlag;
import vethlab.simulator.rtnetlink.RouteReport.Hop;
import vethlab.simulator.time.SimTime;

/// Routes as the kernel lists them, and what it checks of a request before it looks at routes
/// (`fib_frontend.c`, `fib_semantics.c`, `rt6_fill_node`).
public final class Routes {

  /// Tables are kept in so many lists by their number (`FIB_TABLE_HASHSZ`).
  private static final int TABLE_LISTS = 256;

  /// Bits of a type of service that tell of congestion.
  private static final int ECN_BITS = 3;

  private static final int LARGEST_MTU = 65_535 - 15;
  private static final int LARGEST_SEGMENT = 65_535 - 40;
  private static final int LARGEST_HOP_LIMIT = 255;

  private Routes() {}

  // ---- Checks ----

  /// The range of destinations that a request names.
  ///
  /// @throws KernelError if an IPv4 address has bits beyond the length
  public static IpPrefix destination(IpAddress address, int length) {
    IpPrefix prefix = IpPrefix.around(address, length);
    if (address instanceof Ipv4Address && !prefix.address().equals(address)) {
      throw new KernelError(Errno.EINVAL, "Invalid prefix for given prefix length");
    }
    return prefix;
  }

  /// Checks the type of service that a request for an IPv4 route names.
  ///
  /// @throws KernelError if it is none
  public static void checkTos(int tos) {
    if ((tos & ECN_BITS) != 0) {
      throw new KernelError(Errno.EINVAL, "Invalid dsfield (tos): ECN bits must be 0");
    }
  }

  /// Metrics as they are kept: those that are 0 are none, those too large are cut
  /// (`ip_metrics_convert`).
  public static RouteMetrics metrics(RouteMetrics asked) {
    ImmutableSortedMap.Builder<RouteMetric, Integer> kept = ImmutableSortedMap.naturalOrder();
    for (Map.Entry<RouteMetric, Integer> each : asked.values().entrySet()) {
      int value =
          switch (each.getKey()) {
            case MTU -> cut(each.getValue(), LARGEST_MTU);
            case ADVMSS -> cut(each.getValue(), LARGEST_SEGMENT);
            case HOPLIMIT -> cut(each.getValue(), LARGEST_HOP_LIMIT);
            default -> each.getValue();
          };
      if (value != 0) {
        kept.put(each.getKey(), value);
      }
    }
    return new RouteMetrics(kept.buildOrThrow(), asked.locked());
  }

  private static int cut(int value, int largest) {
    return Integer.compareUnsigned(value, largest) > 0 ? largest : value;
  }

  // ---- Listing ----

  /// The routes of a namespace in the order in which the kernel lists them (`inet_dump_fib`,
  /// `inet6_dump_fib`).
  ///
  /// @param table the only table, or 0 for all
  /// @throws KernelError `ENOENT` if there is no such table
  public static ImmutableList<RouteReport> list(
      NetworkNamespace network, IpFamily family, int table) {
    ImmutableList.Builder<RouteReport> all = ImmutableList.builder();
    for (RoutingTable each : tables(network, family, table)) {
      each.all().forEach(route -> all.add(report(network, family, route)));
    }
    return all.build();
  }

  /// What the network told about single destinations, as the kernel lists it.
  ///
  /// @param table the only table, or 0 for all
  /// @throws KernelError `ENOENT` if there is no such table
  public static ImmutableList<RouteReport> listLearned(
      NetworkNamespace network, IpFamily family, int table) {
    tables(network, family, table);
    SimTime now = network.devices().core().now();
    ImmutableList.Builder<RouteReport> all = ImmutableList.builder();
    switch (family) {
      case IPV4 -> {
        if (table == 0 || table == Route.TABLE_MAIN) {
          network.ipv4().learnedRoutes().forEach(each -> all.add(report(each, now)));
        }
      }
      case IPV6 -> {
        for (LearnedWay each : network.ipv6().learnedWays()) {
          if (table == 0 || table == each.route().table()) {
            all.add(report(each, now));
          }
        }
      }
    }
    return all.build();
  }

  private static List<RoutingTable> tables(NetworkNamespace network, IpFamily family, int table) {
    Fib fib = fib(network, family);
    if (table != 0) {
      RoutingTable only = fib.find(table);
      if (only == null) {
        String module = family == IpFamily.IPV4 ? "ipv4" : "ipv6";
        throw new KernelError(Errno.ENOENT, module + ": FIB table does not exist");
      }
      return List.of(only);
    }
    List<RoutingTable> all = new ArrayList<>(fib.tables());
    all.sort(Comparator.comparingInt(each -> each.id() & (TABLE_LISTS - 1)));
    return all;
  }

  private static Fib fib(NetworkNamespace network, IpFamily family) {
    return switch (family) {
      case IPV4 -> network.ipv4().fib();
      case IPV6 -> network.ipv6().fib();
    };
  }

  /// A route of a table (`fib_dump_info`, `rt6_fill_node`).
  static RouteReport report(NetworkNamespace network, IpFamily family, Route route) {
    SimTime expires = route.expires();
    SimTime now = network.devices().core().now();
    return RouteReport.of(
        family,
        route,
        expires == null ? null : expires.since(now),
        route.nextHops().stream()
            .map(hop -> hop(network, family, hop))
            .collect(ImmutableList.toImmutableList()));
  }

  private static Hop hop(NetworkNamespace network, IpFamily family, NextHop hop) {
    NetDevice device = network.devices().find(hop.device());
    boolean ignored = hop.linkdown() && device != null && ignoresLinkdown(network, family, device);
    return new Hop(
        hop.gateway(),
        hop.device(),
        hop.weight(),
        hop.dead() || ignored,
        hop.onlink(),
        hop.linkdown());
  }

  private static boolean ignoresLinkdown(
      NetworkNamespace network, IpFamily family, NetDevice device) {
    return switch (family) {
      case IPV4 -> {
        RouteDevices.Link link = network.ipv4().link(device.index());
        yield link != null && link.ignoresLinkdown();
      }
      case IPV6 -> network.ipv6().ignoresLinkdown(device);
    };
  }

  private static RouteReport report(LearnedRoute learned, SimTime now) {
    RouteMetrics metrics =
        learned.mtu() == 0 ? RouteMetrics.NONE : RouteMetrics.of(RouteMetric.MTU, learned.mtu());
    SimTime expires = learned.expires();
    return new RouteReport(
        IpFamily.IPV4,
        RouteType.UNICAST,
        IpPrefix.host(learned.destination()),
        null,
        0,
        Route.TABLE_MAIN,
        RouteProtocol.UNSPEC,
        RouteScope.UNIVERSE,
        null,
        null,
        0,
        null,
        true,
        learned.redirected() ? ImmutableSet.of(CacheFlag.REDIRECTED) : ImmutableSet.of(),
        expires == null ? null : expires.since(now),
        learned.locked() ? locked(metrics) : metrics,
        0,
        null,
        ImmutableList.of(Hop.of(learned.gateway(), learned.device())));
  }

  static RouteMetrics locked(RouteMetrics metrics) {
    return new RouteMetrics(metrics.values(), ImmutableSet.of(RouteMetric.MTU));
  }

  private static RouteReport report(LearnedWay learned, SimTime now) {
    return learned(
        learned.route(),
        learned.destination(),
        null,
        null,
        learned.mtu(),
        left(learned.expires(), now),
        0,
        Hop.of(learned.gateway(), learned.device()));
  }

  /// What is known about one destination of an IPv6 route.
  static RouteReport learned(
      Route route,
      Ipv6Address destination,
      @Nullable IpAddress source,
      @Nullable IpAddress preferredSource,
      int mtu,
      @Nullable Duration expires,
      int incoming,
      Hop hop) {
    RouteMetrics metrics = route.metrics();
    return new RouteReport(
        IpFamily.IPV6,
        route.type(),
        IpPrefix.host(destination),
        source == null ? null : IpPrefix.host(source),
        0,
        route.table(),
        route.protocol(),
        RouteScope.UNIVERSE,
        preferredSource,
        route.metric(),
        0,
        null,
        true,
        ImmutableSet.of(),
        expires,
        mtu == 0 ? metrics : metrics.with(RouteMetric.MTU, mtu),
        incoming,
        route.preference(),
        ImmutableList.of(hop));
  }

  static @Nullable Duration left(@Nullable SimTime expires, SimTime now) {
    return expires == null ? null : expires.since(now);
  }
}
