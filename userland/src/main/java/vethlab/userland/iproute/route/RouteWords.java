package vethlab.userland.iproute.route;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteChange;
import vethlab.simulator.fib.RouteMetrics;
import vethlab.simulator.fib.RouteProtocol;
import vethlab.simulator.fib.RouteScope;
import vethlab.simulator.fib.RouteSelector;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.fib.RouterPreference;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.IpPrefix;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.rtnetlink.Routes;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.InetPrefix;
import vethlab.userland.iproute.command.Keyword;
import vethlab.userland.iproute.command.Tool;

/// The words of `ip route add` and its kin, read and then sent to the kernel.
final class RouteWords {

  private static final int XRESOLVE = 11;
  private static final int UNSPEC = RouteType.UNSPEC.number();
  private static final int UNICAST = RouteType.UNICAST.number();
  private static final long FOREVER = 0xffff_ffffL;

  private final Tool tool;
  private final Arguments words;
  private final boolean deletes;
  private final MetricWords metrics;
  private Family family;
  private @Nullable InetPrefix destination;
  private @Nullable InetPrefix source;
  private @Nullable IpAddress preferredSource;
  private @Nullable IpAddress gateway;
  private boolean hasGateway;
  private @Nullable String device;
  private int deviceIndex;
  private boolean onlink;
  private final List<NextHop> hops = new ArrayList<>();
  private boolean hasHops;
  private int tos;
  private @Nullable Long expires;
  private int metric;
  private @Nullable Integer scope;
  private @Nullable Integer protocol;
  private @Nullable Integer table;
  private int type;
  private RouterPreference preference = RouterPreference.MEDIUM;

  /// @param deletes whether the words say which route is to be deleted
  RouteWords(Tool tool, Arguments words, boolean deletes) {
    this.tool = tool;
    this.words = words;
    this.deletes = deletes;
    this.metrics = new MetricWords(words);
    this.family = tool.options().family();
    this.type = deletes ? UNSPEC : UNICAST;
  }

  // ---- Reading ----

  /// Reads all words and settles what they leave open.
  void read() {
    while (!words.isEmpty()) {
      RouteKeyword keyword = words.find(RouteKeyword.values());
      if (keyword == RouteKeyword.NEXTHOP) {
        hasHops = true;
        break;
      }
      if (keyword == null) {
        readDestination();
      } else if (!metrics.read(keyword)) {
        read(keyword);
      }
      words.advance();
    }
    if (destination == null) {
      throw tool.usage("ip-route");
    }
    if (device != null) {
      deviceIndex = tool.deviceIndex(device);
    }
    if (hasHops) {
      readHops();
    }
    if (family == Family.UNSPEC) {
      family = Family.INET;
    }
  }

  private void read(RouteKeyword keyword) {
    switch (keyword) {
      case SRC -> preferredSource = settle(words.nextAddress(family)).address();
      case AS -> throw new NotModelled("ip route … as");
      case VIA -> readGateway();
      case FROM -> {
        source = words.prefix(words.next(), family);
        settle(source);
      }
      case TOS -> {
        String text = words.next();
        tos = number(tool.names().serviceNumber(text), "\"tos\" value is invalid\n", text);
      }
      case EXPIRES -> expires = words.nextUnsigned(32, "\"expires\" value is invalid\n");
      case METRIC -> metric = (int) words.nextUnsigned(32, "\"metric\" value is invalid\n");
      case SCOPE -> {
        String text = words.next();
        scope = number(tool.names().scopeNumber(text), "invalid \"scope\" value\n", text);
      }
      case REALMS -> throw new NotModelled("ip route … realms");
      case ONLINK -> onlink = true;
      case NHID -> throw new NotModelled("ip route … nhid");
      case PROTOCOL -> {
        String text = words.next();
        protocol =
            number(tool.names().protocolNumber(text), "\"protocol\" value is invalid\n", text);
      }
      case TABLE -> {
        String text = words.next();
        table = number(tool.names().tableNumber(text), "\"table\" value is invalid\n", text);
      }
      case VRF -> {
        String text = words.next();
        throw words.invalid("Invalid VRF\n", text);
      }
      case DEV -> device = words.next();
      case PREF -> preference = readPreference();
      case ENCAP -> throw new NotModelled("ip route … encap");
      case TTL_PROPAGATE -> throw new NotModelled("ip route … ttl-propagate");
      case NEXTHOP,
          MTU,
          HOPLIMIT,
          ADVMSS,
          REORDERING,
          RTT,
          RTO_MIN,
          WINDOW,
          CWND,
          INITCWND,
          INITRWND,
          FEATURES,
          QUICKACK,
          CONGCTL,
          RTTVAR,
          SSTHRESH,
          FASTOPEN_NO_COOKIE -> {}
    }
  }

  private int number(@Nullable Long number, String wrong, String text) {
    if (number == null) {
      throw words.invalid(wrong, text);
    }
    return number.intValue();
  }

  private InetPrefix settle(InetPrefix address) {
    if (family == Family.UNSPEC) {
      family = address.family();
    }
    return address;
  }

  private void readGateway() {
    if (hasGateway) {
      throw words.invalid("use nexthop syntax to specify multiple via\n", words.word());
    }
    hasGateway = true;
    gateway = nextGateway();
  }

  /// The address of a router, perhaps behind the name of its family.
  private @Nullable IpAddress nextGateway() {
    String text = words.next();
    Family named = Family.ofName(text);
    if (named != null) {
      text = words.next();
    }
    InetPrefix address = words.address(text, named == null ? family : named);
    return settle(address).address();
  }

  private RouterPreference readPreference() {
    String text = words.next();
    switch (text) {
      case "low" -> {
        return RouterPreference.LOW;
      }
      case "medium" -> {
        return RouterPreference.MEDIUM;
      }
      case "high" -> {
        return RouterPreference.HIGH;
      }
      default -> {
        words.back();
        long number = words.nextUnsigned(8, "\"pref\" value is invalid\n");
        return number == 1
            ? RouterPreference.HIGH
            : number == 3 ? RouterPreference.LOW : RouterPreference.MEDIUM;
      }
    }
  }

  private void readDestination() {
    if (words.is("to")) {
      words.next();
    }
    char first = words.word().isEmpty() ? 0 : words.word().charAt(0);
    if (first < '0' || first > '9') {
      RouteTypes named = Keyword.find(RouteTypes.values(), words.word());
      if (named != null) {
        type = named.number();
        words.next();
      }
    }
    if (words.matches("help")) {
      throw tool.usage("ip-route");
    }
    if (destination != null) {
      throw words.garbage("to", words.word());
    }
    destination = settle(words.prefix(words.word(), family));
  }

  // ---- Several next hops ----

  private void readHops() {
    while (!words.isEmpty()) {
      if (!words.is("nexthop")) {
        throw tool.exit(
            255,
            "Error: \"nexthop\" or end of line is expected instead of \"" + words.word() + "\"");
      }
      if (!words.hasNext()) {
        throw tool.exit(255, "Error: unexpected end of line after \"nexthop\"");
      }
      words.advance();
      hops.add(readHop());
    }
  }

  private NextHop readHop() {
    NextHop hop = NextHop.on(0);
    for (; !words.isEmpty(); words.advance()) {
      switch (words.word()) {
        case "via" ->
            hop =
                NextHop.via(nextGateway(), hop.device())
                    .withWeight(hop.weight())
                    .withOnlink(hop.onlink());
        case "dev" -> {
          String name = words.next();
          int index = tool.links().index(name);
          if (index == 0) {
            tool.error("Cannot find device \"" + name + "\"\n");
            throw tool.exit(255, "Error: cannot parse nexthop");
          }
          hop = NextHop.via(hop.gateway(), index).withWeight(hop.weight()).withOnlink(hop.onlink());
        }
        case "weight" -> {
          long weight = words.nextUnsigned(32, "\"weight\" is invalid\n");
          if (weight == 0 || weight > 256) {
            throw words.invalid("\"weight\" is invalid\n", words.word());
          }
          hop = hop.withWeight((int) weight);
        }
        case "onlink" -> hop = hop.withOnlink(true);
        case "encap", "as" -> throw new NotModelled("ip route … nexthop … " + words.word());
        default -> {
          if (words.matches("realms")) {
            throw new NotModelled("ip route … nexthop … realms");
          }
          return hop;
        }
      }
    }
    return hop;
  }

  // ---- Sending ----

  /// Asks for the route to be added.
  ///
  /// @throws KernelError as the kernel
  void add(RouteChange change) {
    boolean ipv6 = isIpv6();
    IpPrefix range = destination();
    RouteType wanted = RouteTypes.type(type);
    if (wanted == null) {
      throw new KernelError(
          Errno.EINVAL, type == XRESOLVE ? "Invalid scope" : "Invalid route type");
    }
    Route route =
        Route.to(range)
            .table(table())
            .tos(tos)
            .metric(metric)
            .type(wanted)
            .scope(new RouteScope(scope()))
            .protocol(new RouteProtocol(protocol == null ? RouteProtocol.BOOT.number() : protocol))
            .preferredSource(orNull(preferredSource))
            .metrics(Routes.metrics(metrics.metrics()))
            .nextHops(nextHops())
            .preference(ipv6 ? preference : RouterPreference.MEDIUM)
            .build();
    if (ipv6) {
      if (expires != null && expires != FOREVER) {
        Duration left = Duration.ofSeconds(expires);
        route = route.toBuilder().expires(tool.devices().core().now().plus(left)).build();
      }
      tool.network().ipv6().addRoute(route, change);
    } else {
      tool.network().ipv4().addRoute(route, change);
    }
  }

  /// Asks for the route to be deleted.
  ///
  /// @throws KernelError as the kernel
  void delete() {
    boolean ipv6 = isIpv6();
    IpPrefix range = destination();
    RouteType wanted = RouteTypes.type(type);
    if (wanted == null) {
      throw new KernelError(Errno.ESRCH);
    }
    RouteMetrics given = Routes.metrics(metrics.metrics());
    RouteSelector selector =
        new RouteSelector(
            range,
            table(),
            tos,
            metric,
            wanted == RouteType.UNSPEC ? null : wanted,
            scope() == RouteScope.NOWHERE.number() ? null : new RouteScope(scope()),
            protocol == null || protocol == 0 ? null : new RouteProtocol(protocol),
            orNull(preferredSource),
            given,
            nextHops());
    if (ipv6) {
      tool.network().ipv6().deleteRoute(selector);
    } else {
      tool.network().ipv4().deleteRoute(selector);
    }
  }

  private boolean isIpv6() {
    return switch (family) {
      case INET6 -> true;
      case INET, UNSPEC -> false;
      case LINK, MPLS, BRIDGE -> throw new NotModelled("ip -f " + family.text() + " route");
    };
  }

  private IpPrefix destination() {
    boolean ipv6 = isIpv6();
    if (!ipv6) {
      Routes.checkTos(tos);
    }
    if (ipv6 && source != null && source.length() != 0) {
      throw new NotModelled("ip -6 route … from");
    }
    if (ipv6 && gateway instanceof Ipv4Address) {
      throw new KernelError(Errno.EINVAL, "IPv6 does not support RTA_VIA attribute");
    }
    IpAddress any = ipv6 ? Ipv6Address.ANY : Ipv4Address.ANY;
    IpAddress address = destination == null ? null : destination.address();
    return Routes.destination(
        address == null ? any : address, destination == null ? 0 : destination.length());
  }

  private static @Nullable IpAddress orNull(@Nullable IpAddress address) {
    return address == null || address.isUnspecified() ? null : address;
  }

  private ImmutableList<NextHop> nextHops() {
    if (hasHops) {
      return ImmutableList.copyOf(hops);
    }
    IpAddress router = isIpv6() ? gateway : orNull(gateway);
    if (router == null && deviceIndex == 0 && !onlink) {
      return ImmutableList.of();
    }
    return ImmutableList.of(NextHop.via(router, deviceIndex).withOnlink(onlink));
  }

  private int table() {
    if (table != null) {
      return table == 0 ? Route.TABLE_MAIN : table;
    }
    return switch (RouteTypes.type(type)) {
      case LOCAL, BROADCAST, NAT, ANYCAST -> Route.TABLE_LOCAL;
      case null, default -> Route.TABLE_MAIN;
    };
  }

  private int scope() {
    if (scope != null) {
      return scope;
    }
    int narrowest = deletes ? RouteScope.NOWHERE.number() : RouteScope.UNIVERSE.number();
    if (isIpv6()) {
      return RouteScope.UNIVERSE.number();
    }
    return switch (RouteTypes.type(type)) {
      case LOCAL, NAT -> RouteScope.HOST.number();
      case BROADCAST, MULTICAST, ANYCAST -> RouteScope.LINK.number();
      case UNICAST, UNSPEC -> {
        boolean onLink = !deletes && !hasGateway && !hasHops;
        yield onLink ? RouteScope.LINK.number() : narrowest;
      }
      case null, default -> narrowest;
    };
  }
}
