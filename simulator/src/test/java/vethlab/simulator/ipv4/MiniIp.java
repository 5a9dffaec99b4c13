package vethlab.simulator.ipv4;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteChange;
import vethlab.simulator.fib.RouteMetric;
import vethlab.simulator.fib.RouteMetrics;
import vethlab.simulator.fib.RouteProtocol;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.fib.RouteScope;
import vethlab.simulator.fib.RouteSelector;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.fib.RoutingRule;
import vethlab.simulator.fib.RoutingTable;
import vethlab.simulator.fib.RulePrefix;
import vethlab.simulator.fib.RuleSelector;
import vethlab.simulator.neighbour.Neighbour;
import vethlab.simulator.neighbour.NeighbourFlag;
import vethlab.simulator.neighbour.NeighbourRequest;
import vethlab.simulator.neighbour.NudState;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Prefix;
import vethlab.simulator.packet.MacAddress;

/// Just enough of `ip` and `sysctl` to replay transcripts of the real tools in tests.
final class MiniIp {

  private final Ipv4Lab.Host host;
  private List<String> words = List.of();
  private int at;

  MiniIp(Ipv4Lab.Host host) {
    this.host = host;
  }

  /// What the tool prints, without its last line end and without spaces at the ends of lines.
  String run(String command) {
    words = Arrays.stream(command.strip().split("\\s+", -1)).filter(w -> !w.equals("-4")).toList();
    at = 0;
    try {
      return switch (next()) {
        case "sysctl" -> sysctl();
        case "ip" -> ip();
        default -> throw new IllegalArgumentException(command);
      };
    } catch (KernelError refused) {
      String acknowledgement = refused.extendedAck();
      return acknowledgement == null
          ? "RTNETLINK answers: " + refused.errno().text()
          : "Error: " + acknowledgement + ".";
    }
  }

  private String sysctl() {
    String assignment = words.getLast();
    String[] parts = assignment.split("=", 2);
    String path = parts[0].replace('.', '/').replaceFirst("^net/ipv4/", "");
    String value = host.ipv4.sysctls().read(path);
    if (value == null) {
      return "sysctl: cannot stat /proc/sys/net/ipv4/" + path + ": No such file or directory";
    }
    if (parts.length == 1) {
      return value;
    }
    try {
      host.ipv4.sysctls().write(path, parts[1]);
    } catch (KernelError refused) {
      return "sysctl: setting key \"" + parts[0] + "\": " + refused.errno().text();
    }
    return parts[0] + " = " + parts[1];
  }

  private String ip() {
    return switch (next()) {
      case "link" -> link();
      case "addr" -> address();
      case "route" -> route();
      case "rule" -> rule();
      case "neigh" -> neighbour();
      default -> throw new IllegalArgumentException(words.toString());
    };
  }

  private String link() {
    expect("set");
    NetDevice device = host.device(next());
    while (at < words.size()) {
      switch (next()) {
        case "up" -> device.open();
        case "down" -> device.close();
        case "mtu" -> device.setMtu(number());
        case "address" -> device.setAddress(MacAddress.parse(next()));
        default -> throw new IllegalArgumentException(words.toString());
      }
    }
    return "";
  }

  // ---- addr ----

  private String address() {
    String what = more() ? next() : "show";
    return switch (what) {
      case "add", "change", "replace" -> {
        setAddress(what);
        yield "";
      }
      case "del" -> {
        Ipv4Prefix4 local = prefix(next());
        expect("dev");
        host.ipv4.deleteAddress(
            host.device(next()),
            local.address(),
            null,
            local.given() ? local.address() : null,
            local.length());
        yield "";
      }
      case "flush" -> {
        expect("dev");
        NetDevice device = host.device(next());
        while (!host.ipv4.addresses(device).isEmpty()) {
          host.ipv4.deleteAddress(
              device, host.ipv4.addresses(device).getFirst().local(), null, null, 32);
        }
        yield "";
      }
      case "show" -> showAddresses();
      default -> throw new IllegalArgumentException(words.toString());
    };
  }

  private void setAddress(String what) {
    Ipv4Prefix4 local = prefix(next());
    Ipv4Address peer = null;
    int length = local.length();
    Ipv4Address broadcast = null;
    boolean plus = false;
    RouteScope scope = local.address().isLoopback() ? RouteScope.HOST : RouteScope.UNIVERSE;
    String label = null;
    long valid = AddressLifetime.FOREVER;
    long preferred = AddressLifetime.FOREVER;
    boolean noPrefixRoute = false;
    int metric = 0;
    NetDevice device = null;
    while (more()) {
      switch (next()) {
        case "peer" -> {
          Ipv4Prefix4 other = prefix(next());
          peer = other.address();
          length = other.length();
        }
        case "brd" -> {
          String word = next();
          plus = word.equals("+");
          broadcast = plus ? null : Ipv4Address.parse(word);
        }
        case "scope" -> scope = scope(next());
        case "label" -> label = next();
        case "metric" -> metric = number();
        case "noprefixroute" -> noPrefixRoute = true;
        case "valid_lft" -> valid = lifetime(next());
        case "preferred_lft" -> preferred = lifetime(next());
        case "dev" -> device = host.device(next());
        default -> throw new IllegalArgumentException(words.toString());
      }
    }
    if (plus && length <= 30) {
      broadcast = Ipv4Prefix.around(local.address(), length).broadcast();
    }
    host.ipv4.setAddress(
        java.util.Objects.requireNonNull(device),
        new AddressRequest(
            local.address(),
            peer,
            length,
            broadcast,
            scope,
            label,
            valid,
            preferred,
            noPrefixRoute,
            false,
            metric,
            0,
            what.equals("add"),
            !what.equals("add")));
  }

  private String showAddresses() {
    if (more()) {
      String word = next();
      if (word.equals("dev")) {
        word = next();
      }
      List<String> lines = new ArrayList<>();
      host.ipv4.addresses(host.device(word)).forEach(each -> lines.addAll(lines(each)));
      return String.join("\n", lines);
    }
    throw new IllegalArgumentException(words.toString());
  }

  private List<String> lines(InterfaceAddress address) {
    StringBuilder line = new StringBuilder("    inet ").append(address.local());
    if (!address.local().equals(address.address())) {
      line.append(" peer ").append(address.address());
    }
    line.append('/').append(address.prefixLength());
    if (address.metric() != 0) {
      line.append(" metric ").append(address.metric());
    }
    if (address.broadcast() != null) {
      line.append(" brd ").append(address.broadcast());
    }
    line.append(" scope ").append(address.scope().text());
    line.append(address.secondary() ? " secondary" : "");
    line.append(address.deprecated() ? " deprecated" : "");
    line.append(address.lifetime().isPermanent() ? "" : " dynamic");
    line.append(address.noPrefixRoute() ? " noprefixroute" : "");
    line.append(' ').append(address.label());
    return List.of(
        line.toString(),
        "       valid_lft "
            + seconds(address.lifetime().validLeft(host.ipv4.core().now()))
            + " preferred_lft "
            + (address.deprecated()
                ? "0sec"
                : seconds(address.lifetime().preferredLeft(host.ipv4.core().now()))));
  }

  private static long lifetime(String text) {
    return text.equals("forever") ? AddressLifetime.FOREVER : Long.parseLong(text);
  }

  private static String seconds(long left) {
    return left == AddressLifetime.FOREVER ? "forever" : left + "sec";
  }

  // ---- route ----

  private String route() {
    String what = more() ? next() : "show";
    return switch (what) {
      case "show" -> showRoutes();
      case "get" -> getRoute();
      case "flush" -> {
        host.ipv4
            .fib()
            .table(Route.TABLE_MAIN)
            .all()
            .forEach(each -> host.ipv4.deleteRoute(RouteSelector.of(each)));
        yield "";
      }
      case "add" -> changeRoute(RouteChange.ADD);
      case "replace" -> changeRoute(RouteChange.REPLACE);
      case "change" -> changeRoute(RouteChange.CHANGE);
      case "append" -> changeRoute(RouteChange.APPEND);
      case "prepend" -> changeRoute(RouteChange.PREPEND);
      case "del" -> {
        Route wanted = parseRoute(true);
        host.ipv4.deleteRoute(
            new RouteSelector(
                wanted.destination(),
                wanted.table(),
                wanted.tos(),
                wanted.metric(),
                typeGiven ? wanted.type() : null,
                scopeGiven ? wanted.scope() : null,
                wanted.protocol().equals(RouteProtocol.BOOT) ? null : wanted.protocol(),
                wanted.preferredSource(),
                wanted.metrics(),
                wanted.nextHops()));
        yield "";
      }
      default -> throw new IllegalArgumentException(words.toString());
    };
  }

  private boolean typeGiven;
  private boolean scopeGiven;

  private String changeRoute(RouteChange how) {
    host.ipv4.addRoute(parseRoute(false), how);
    return "";
  }

  private Route parseRoute(boolean deleting) {
    RouteType type = RouteType.UNICAST;
    String word = next();
    for (RouteType each : RouteType.values()) {
      if (each.text().equals(word)) {
        type = each;
        typeGiven = true;
        word = next();
      }
    }
    Ipv4Prefix4 to =
        word.equals("default") ? new Ipv4Prefix4(Ipv4Address.ANY, 0, true) : prefix(word);
    Route.Builder route = Route.to(Ipv4Prefix.around(to.address(), to.length())).type(type);
    RouteScope scope = null;
    int table = type == RouteType.LOCAL || type == RouteType.BROADCAST ? 255 : 254;
    List<NextHop> several = new ArrayList<>();
    Ipv4Address gateway = null;
    int device = 0;
    int weight = 1;
    boolean onlink = false;
    boolean hop = false;
    Map<RouteMetric, Integer> metrics = new LinkedHashMap<>();
    Set<RouteMetric> locked = EnumSet.noneOf(RouteMetric.class);
    while (more()) {
      switch (next()) {
        case "via" -> gateway = Ipv4Address.parse(next());
        case "dev" -> device = host.device(next()).index();
        case "weight" -> weight = number();
        case "onlink" -> onlink = true;
        case "metric" -> route.metric(number());
        case "tos" -> route.tos(Integer.decode(next()));
        case "src" -> route.preferredSource(Ipv4Address.parse(next()));
        case "table" -> table = table(next());
        case "scope" -> scope = scope(next());
        case "proto" ->
            route.protocol(
                switch (next()) {
                  case "static" -> RouteProtocol.STATIC;
                  case "kernel" -> RouteProtocol.KERNEL;
                  default -> RouteProtocol.BOOT;
                });
        case "mtu" -> {
          String value = next();
          if (value.equals("lock")) {
            locked.add(RouteMetric.MTU);
            value = next();
          }
          metrics.put(RouteMetric.MTU, Integer.parseInt(value));
        }
        case "nexthop" -> {
          if (hop) {
            several.add(NextHop.via(gateway, device).withWeight(weight).withOnlink(onlink));
          }
          hop = true;
          gateway = null;
          device = 0;
          weight = 1;
          onlink = false;
        }
        default -> throw new IllegalArgumentException(words.toString());
      }
    }
    if (hop || gateway != null || device != 0) {
      several.add(NextHop.via(gateway, device).withWeight(weight).withOnlink(onlink));
    }
    scopeGiven = scope != null || !deleting;
    if (scope == null) {
      boolean gatewayed = gateway != null || hop;
      scope =
          switch (type) {
            case LOCAL, NAT -> RouteScope.HOST;
            case BROADCAST, MULTICAST, ANYCAST -> RouteScope.LINK;
            case UNICAST, UNSPEC -> gatewayed ? RouteScope.UNIVERSE : RouteScope.LINK;
            default -> RouteScope.UNIVERSE;
          };
    }
    if (!metrics.isEmpty()) {
      route.metrics(
          new RouteMetrics(
              com.google.common.collect.ImmutableSortedMap.copyOf(metrics),
              com.google.common.collect.ImmutableSet.copyOf(locked)));
    }
    return route.scope(scope).table(table).nextHops(ImmutableList.copyOf(several)).build();
  }

  private String showRoutes() {
    int table = Route.TABLE_MAIN;
    if (more()) {
      expect("table");
      table = table(next());
    }
    RoutingTable found = host.ipv4.fib().find(table);
    if (found == null) {
      return table == Route.TABLE_MAIN
          ? ""
          : "Error: ipv4: FIB table does not exist.\nDump terminated";
    }
    List<String> lines = new ArrayList<>();
    found.all().forEach(each -> lines.add(text(each)));
    return String.join("\n", lines);
  }

  private String text(Route route) {
    StringBuilder line = new StringBuilder();
    if (route.type() != RouteType.UNICAST) {
      line.append(route.type().text()).append(' ');
    }
    line.append(
        route.destination().length() == 0
            ? "default"
            : route.destination().isHost()
                ? route.destination().address().toString()
                : route.destination().toString());
    if (route.tos() != 0) {
      line.append(" tos 0x").append(Integer.toHexString(route.tos()));
    }
    boolean single = route.nextHops().size() == 1;
    if (single) {
      line.append(hop(route.nextHops().getFirst()));
    }
    line.append(
        switch (route.protocol().number()) {
          case 2 -> " proto kernel";
          case 4 -> " proto static";
          default -> "";
        });
    if (route.scope().number() != 0) {
      line.append(" scope ").append(route.scope().text());
    }
    if (route.preferredSource() != null) {
      line.append(" src ").append(route.preferredSource());
    }
    if (route.metric() != 0) {
      line.append(" metric ").append(route.metric());
    }
    if (single) {
      line.append(flags(route.nextHops().getFirst()));
    } else if (route.isLinkdown()) {
      line.append(" linkdown");
    }
    route
        .metrics()
        .values()
        .forEach((metric, value) ->
            line.append(' ')
                .append(metric.text())
                .append(route.metrics().isLocked(metric) ? " lock " : " ")
                .append(value));
    if (!single) {
      for (NextHop each : route.nextHops()) {
        line.append("\n\tnexthop")
            .append(hop(each))
            .append(" weight ")
            .append(each.weight())
            .append(flags(each));
      }
    }
    return line.toString();
  }

  private String hop(NextHop hop) {
    NetDevice device = host.devices.find(hop.device());
    return (hop.gateway() == null ? "" : " via " + hop.gateway())
        + " dev "
        + (device == null ? "?" : device.name());
  }

  private static String flags(NextHop hop) {
    return (hop.dead() ? " dead" : "")
        + (hop.onlink() ? " onlink" : "")
        + (hop.linkdown() ? " linkdown" : "");
  }

  private String getRoute() {
    Ipv4Address to = Ipv4Address.parse(next());
    Ipv4Address from = Ipv4Address.ANY;
    int oif = 0;
    NetDevice iif = null;
    int mark = 0;
    while (more()) {
      switch (next()) {
        case "from" -> from = Ipv4Address.parse(next());
        case "oif" -> oif = host.device(next()).index();
        case "iif" -> iif = host.device(next());
        case "mark" -> mark = number();
        default -> throw new IllegalArgumentException(words.toString());
      }
    }
    RouteDecision decision =
        iif != null
            ? host.ipv4.routeInput(iif, to, from, 0, mark, 0)
            : host.ipv4.route(RouteQuery.output(to, from).withOif(oif).withMark(mark));
    return switch (decision) {
      case RouteDecision.Refused refused -> "RTNETLINK answers: " + refused.errno().text();
      case RouteDecision.Routed(PacketRoute route) -> {
        String type = route.type() == RouteType.UNICAST ? "" : route.type().text() + " ";
        yield type
            + to
            + (from.isUnspecified() ? "" : " from " + from)
            + (route.gateway() == null ? "" : " via " + route.gateway())
            + " dev "
            + route.device().name()
            + (from.isUnspecified() ? " src " + route.source() : "");
      }
    };
  }

  // ---- rule ----

  private String rule() {
    String what = more() ? next() : "show";
    if (what.equals("show")) {
      List<String> lines = new ArrayList<>();
      host.ipv4.fib().rules().forEach(each -> lines.add(each.priority() + ":\t" + text(each)));
      return String.join("\n", lines);
    }
    int priority = -1;
    RulePrefix from = null;
    RulePrefix to = null;
    int mark = 0;
    String iif = "";
    RoutingRule.Action action = null;
    while (more()) {
      switch (next()) {
        case "pref", "priority" -> priority = number();
        case "from" -> from = wide(next());
        case "to" -> to = wide(next());
        case "fwmark" -> mark = Integer.decode(next());
        case "iif" -> iif = next();
        case "lookup", "table" -> action = new RoutingRule.Action.Lookup(table(next()));
        case "blackhole" -> action = new RoutingRule.Action.Blackhole();
        case "prohibit" -> action = new RoutingRule.Action.Prohibit();
        case "unreachable" -> action = new RoutingRule.Action.Unreachable();
        default -> throw new IllegalArgumentException(words.toString());
      }
    }
    int mask = mark == 0 ? 0 : -1;
    if (what.equals("add")) {
      host.ipv4
          .fib()
          .addRule(
              new RoutingRule(
                  priority < 0 ? host.ipv4.fib().defaultRulePriority() : priority,
                  false,
                  from,
                  to,
                  0,
                  iif,
                  "",
                  mark,
                  mask,
                  0,
                  null,
                  null,
                  action == null ? new RoutingRule.Action.Lookup(254) : action,
                  -1,
                  RouteProtocol.BOOT.number(),
                  host.ipv4.core().origin()));
    } else {
      host.ipv4
          .fib()
          .deleteRule(
              new RuleSelector(
                  priority < 0 ? null : (Integer) priority,
                  from,
                  to,
                  0,
                  iif,
                  "",
                  mark,
                  mask,
                  0,
                  null,
                  null,
                  action,
                  action instanceof RoutingRule.Action.Lookup(int table) ? table : 0,
                  -1,
                  0));
    }
    return "";
  }

  private static String text(RoutingRule rule) {
    String from = rule.source() == null ? "all" : plain(rule.source());
    return "from "
        + from
        + (rule.destination() == null ? "" : " to " + plain(rule.destination()))
        + (rule.mark() == 0 ? "" : " fwmark 0x" + Integer.toHexString(rule.mark()))
        + (rule.iif().isEmpty() ? "" : " iif " + rule.iif())
        + switch (rule.action()) {
          case RoutingRule.Action.Lookup(int table) -> " lookup " + name(table);
          case RoutingRule.Action.Goto(int target) -> " goto " + target;
          case RoutingRule.Action.Nop() -> " nop";
          case RoutingRule.Action.Blackhole() -> " blackhole";
          case RoutingRule.Action.Unreachable() -> " unreachable";
          case RoutingRule.Action.Prohibit() -> " prohibit";
        };
  }

  private static String plain(RulePrefix prefix) {
    return prefix.isHost() ? prefix.address().toString() : prefix.toString();
  }

  private static @Nullable RulePrefix wide(String text) {
    if (text.equals("all")) {
      return null;
    }
    Ipv4Prefix4 prefix = prefix(text);
    return prefix.length() == 0 ? null : new RulePrefix(prefix.address(), prefix.length());
  }

  private static String name(int table) {
    return switch (table) {
      case 253 -> "default";
      case 254 -> "main";
      case 255 -> "local";
      default -> Integer.toString(table);
    };
  }

  // ---- neigh ----

  private String neighbour() {
    String what = more() ? next() : "show";
    if (what.equals("show")) {
      List<String> lines = new ArrayList<>();
      for (Neighbour each : host.ipv4.neighbours().all()) {
        if (each.state() != NudState.NOARP && each.state() != NudState.NONE) {
          lines.add(
              each.address()
                  + " dev "
                  + each.device().name()
                  + (each.state().isValid() ? " lladdr " + each.mac() : "")
                  + (each.has(NeighbourFlag.ROUTER) ? " router" : "")
                  + (each.has(NeighbourFlag.EXTERN_LEARN) ? " extern_learn" : "")
                  + (each.has(NeighbourFlag.MANAGED) ? " managed" : "")
                  + " "
                  + each.state());
        }
      }
      return String.join("\n", lines);
    }
    boolean proxy = words.contains("proxy");
    if (proxy) {
      expect("proxy");
    }
    Ipv4Address address = Ipv4Address.parse(next());
    MacAddress mac = null;
    NudState state = NudState.PERMANENT;
    EnumSet<NeighbourFlag> flags = EnumSet.noneOf(NeighbourFlag.class);
    boolean use = false;
    NetDevice device = null;
    while (more()) {
      switch (next()) {
        case "lladdr" -> mac = MacAddress.parse(next());
        case "nud" -> state = NudState.valueOf(next().toUpperCase(Locale.ROOT));
        case "dev" -> device = host.device(next());
        case "router" -> flags.add(NeighbourFlag.ROUTER);
        case "extern_learn" -> flags.add(NeighbourFlag.EXTERN_LEARN);
        case "managed" -> {
          flags.add(NeighbourFlag.MANAGED);
          state = NudState.NONE;
        }
        case "use" -> {
          use = true;
          state = NudState.NONE;
        }
        default -> throw new IllegalArgumentException(words.toString());
      }
    }
    NetDevice on = java.util.Objects.requireNonNull(device);
    if (what.equals("del")) {
      host.ipv4.neighbours().delete(on, address);
      return "";
    }
    host.ipv4
        .neighbours()
        .set(
            new NeighbourRequest(
                on,
                address,
                mac,
                state,
                flags,
                use,
                proxy,
                0,
                !what.equals("change"),
                what.equals("add"),
                !what.equals("add")));
    return "";
  }

  // ---- words ----

  /// An address with the length of its prefix, 32 unless given.
  private record Ipv4Prefix4(Ipv4Address address, int length, boolean given) {}

  private static Ipv4Prefix4 prefix(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new Ipv4Prefix4(Ipv4Address.parse(text), 32, false)
        : new Ipv4Prefix4(
            Ipv4Address.parse(text.substring(0, slash)),
            Integer.parseInt(text.substring(slash + 1)),
            true);
  }

  private static RouteScope scope(String text) {
    return switch (text) {
      case "global" -> RouteScope.UNIVERSE;
      case "link" -> RouteScope.LINK;
      case "host" -> RouteScope.HOST;
      default -> new RouteScope(Integer.parseInt(text));
    };
  }

  private static int table(String text) {
    return switch (text) {
      case "default" -> 253;
      case "main" -> 254;
      case "local" -> 255;
      default -> Integer.parseInt(text);
    };
  }

  private boolean more() {
    return at < words.size();
  }

  private String next() {
    return words.get(at++);
  }

  private int number() {
    return Integer.parseInt(next());
  }

  private void expect(String word) {
    if (!next().equals(word)) {
      throw new IllegalArgumentException(words.toString());
    }
  }
}
