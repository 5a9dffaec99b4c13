package vethlab.userland.procfs.net;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.fib.Fib;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteMetric;
import vethlab.simulator.fib.RouteProtocol;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.fib.RoutingTable;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Prefix;
import vethlab.simulator.packet.Ipv6Address;

/// `/proc/net/route` and `ipv6_route` (`fib_trie.c`, `ip6_fib.c`), as the older tools read them.
public final class RouteFiles {

  private static final int UP = 0x1;
  private static final int GATEWAY = 0x2;
  private static final int HOST = 0x4;
  private static final int REJECT = 0x200;
  private static final int DEFAULT = 0x10000;
  private static final int AUTOCONFIGURED = 0x40000;
  private static final int NO_NEXT_HOP = 0x200000;
  private static final int EXPIRES = 0x400000;
  private static final int LOCAL = 0x80000000;
  private static final int ANYCAST = 0x100000;

  private static final int IPV4_WIDTH = 127;

  private final NetworkNamespace namespace;

  public RouteFiles(NetworkNamespace namespace) {
    this.namespace = namespace;
  }

  /// An IPv4 route of the main table.
  ///
  /// @param device its name, `*` if it has none
  /// @param flags `RTF_*`
  public record Ipv4Row(
      String device,
      Ipv4Address destination,
      int length,
      Ipv4Address gateway,
      int flags,
      int metric,
      int mtu,
      int window,
      int roundTrip) {

    /// The mask of the prefix.
    public Ipv4Address mask() {
      return new Ipv4Address(Ipv4Prefix.mask(length));
    }
  }

  /// An IPv6 route of any table.
  ///
  /// @param metric unsigned
  /// @param references a number that the real kernel changes as it uses the route
  public record Ipv6Row(
      Ipv6Address destination,
      int length,
      Ipv6Address gateway,
      int metric,
      int references,
      int flags,
      String device) {}

  /// The IPv4 routes of the main table, which are all that the file has.
  public ImmutableList<Ipv4Row> ipv4() {
    ImmutableList.Builder<Ipv4Row> rows = ImmutableList.builder();
    RoutingTable main = namespace.ipv4().fib().find(Route.TABLE_MAIN);
    if (main == null) {
      return rows.build();
    }
    for (Route route : main.all()) {
      if (route.type() == RouteType.BROADCAST || route.type() == RouteType.MULTICAST) {
        continue;
      }
      NextHop first = route.nextHops().isEmpty() ? null : route.nextHops().getFirst();
      Ipv4Address gateway =
          first != null && first.gateway() instanceof Ipv4Address router ? router : Ipv4Address.ANY;
      int length = route.destination().length();
      int flags = UP;
      flags |= isRejecting(route.type()) ? REJECT : 0;
      flags |= gateway.isUnspecified() ? 0 : GATEWAY;
      flags |= length == 32 ? HOST : 0;
      int advertised = route.metrics().get(RouteMetric.ADVMSS);
      rows.add(
          new Ipv4Row(
              first == null ? "*" : name(first.device()),
              (Ipv4Address) route.destination().address(),
              length,
              gateway,
              flags,
              route.metric(),
              advertised == 0 ? 0 : advertised + 40,
              route.metrics().get(RouteMetric.WINDOW),
              route.metrics().get(RouteMetric.RTT) >> 3));
    }
    return rows.build();
  }

  private static boolean isRejecting(RouteType type) {
    return type == RouteType.UNREACHABLE || type == RouteType.PROHIBIT;
  }

  private String name(int index) {
    NetDevice device = namespace.devices().find(index);
    return device == null ? "*" : device.name();
  }

  /// The IPv6 routes of all tables, each followed by the entry that ends it.
  public ImmutableList<Ipv6Row> ipv6() {
    ImmutableList.Builder<Ipv6Row> rows = ImmutableList.builder();
    Fib fib = namespace.ipv6().fib();
    for (int id : new int[] {Route.TABLE_MAIN, Route.TABLE_LOCAL}) {
      addTable(rows, fib.find(id));
    }
    for (RoutingTable table : fib.tables()) {
      if (table.id() != Route.TABLE_MAIN && table.id() != Route.TABLE_LOCAL) {
        addTable(rows, table);
      }
    }
    return rows.build();
  }

  private void addTable(ImmutableList.Builder<Ipv6Row> rows, @Nullable RoutingTable table) {
    boolean main = table == null || table.id() == Route.TABLE_MAIN;
    List<Route> routes = table == null ? List.of() : table.all();
    Ipv6Row end =
        new Ipv6Row(Ipv6Address.ANY, 0, Ipv6Address.ANY, -1, 1, REJECT | NO_NEXT_HOP, "lo");
    boolean ended = false;
    for (Route route : routes) {
      boolean atRoot = route.destination().length() == 0;
      if (route.nextHops().isEmpty()) {
        rows.add(row(route, null));
      }
      route.nextHops().forEach(hop -> rows.add(row(route, hop)));
      ended |= atRoot && main;
    }
    if (!ended) {
      rows.add(end);
    }
  }

  private Ipv6Row row(Route route, @Nullable NextHop hop) {
    Ipv6Address gateway =
        hop != null && hop.gateway() instanceof Ipv6Address router ? router : Ipv6Address.ANY;
    int flags = UP;
    flags |= gateway.isUnspecified() ? 0 : GATEWAY;
    flags |= route.expires() == null ? 0 : EXPIRES;
    flags |= isAnnounced(route) ? AUTOCONFIGURED : 0;
    flags |= isAnnounced(route) && route.destination().length() == 0 ? DEFAULT : 0;
    flags |=
        switch (route.type()) {
          case LOCAL -> LOCAL | NO_NEXT_HOP;
          case ANYCAST -> ANYCAST | NO_NEXT_HOP;
          case BLACKHOLE, UNREACHABLE, PROHIBIT, THROW -> REJECT | NO_NEXT_HOP;
          case UNSPEC, UNICAST, BROADCAST, MULTICAST, NAT -> 0;
        };
    boolean local = route.table() == Route.TABLE_LOCAL;
    return new Ipv6Row(
        (Ipv6Address) route.destination().address(),
        route.destination().length(),
        gateway,
        route.metric(),
        local ? 2 : 1,
        flags,
        hop == null ? "lo" : name(hop.device()));
  }

  private static boolean isAnnounced(Route route) {
    return route.protocol().equals(RouteProtocol.ROUTER_ADVERTISEMENT);
  }

  String route() {
    StringBuilder text = new StringBuilder();
    append(
        text,
        "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT");
    for (Ipv4Row row : ipv4()) {
      append(
          text,
          String.format(
              Locale.ROOT,
              "%s\t%s\t%s\t%04X\t0\t0\t%d\t%s\t%d\t%d\t%d",
              row.device,
              Hexadecimal.words(row.destination, false),
              Hexadecimal.words(row.gateway, false),
              row.flags,
              row.metric,
              Hexadecimal.words(row.mask(), false),
              row.mtu,
              row.window,
              row.roundTrip));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String line) {
    text.append(Strings.padEnd(line, IPV4_WIDTH, ' ')).append('\n');
  }

  String ipv6Route() {
    StringBuilder text = new StringBuilder();
    for (Ipv6Row row : ipv6()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s %02x %s 00 %s %08x %08x %08x %08x %8s\n",
              Hexadecimal.octets(row.destination),
              row.length,
              Hexadecimal.octets(Ipv6Address.ANY),
              Hexadecimal.octets(row.gateway),
              row.metric,
              row.references,
              0,
              row.flags,
              row.device));
    }
    return text.toString();
  }
}
