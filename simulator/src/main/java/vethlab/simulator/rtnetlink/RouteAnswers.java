package vethlab.simulator.rtnetlink;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteMetric;
import vethlab.simulator.fib.RouteMetrics;
import vethlab.simulator.fib.RouteProtocol;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.fib.RouteScope;
import vethlab.simulator.ipv4.PacketRoute;
import vethlab.simulator.ipv4.RouteDecision;
import vethlab.simulator.ipv6.Ipv6Way;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.IpFamily;
import vethlab.simulator.packet.IpPrefix;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.rtnetlink.RouteReport.CacheFlag;
import vethlab.simulator.rtnetlink.RouteReport.Hop;

/// Says which way a packet would go (`inet_rtm_getroute`, `inet6_rtm_getroute`).
public final class RouteAnswers {

  /// The bits of a type of service that IPv4 routes look at (`IPTOS_RT_MASK`).
  private static final int ROUTE_TOS = 0x1c;

  private final NetworkNamespace network;

  public RouteAnswers(NetworkNamespace network) {
    this.network = network;
  }

  /// The way of a packet, or the route that leads it there.
  ///
  /// @throws KernelError if there is none
  public RouteReport answer(RouteQuestion question) {
    return switch (question.destination()) {
      case Ipv4Address destination -> ipv4(question, destination);
      case Ipv6Address destination -> ipv6(question, destination);
    };
  }

  private NetDevice device(int index) {
    NetDevice device = network.devices().find(index);
    if (device == null) {
      throw new KernelError(Errno.ENODEV);
    }
    return device;
  }

  // ---- IPv4 ----

  private RouteReport ipv4(RouteQuestion question, Ipv4Address destination) {
    int protocol = question.protocol() == 0 ? IpProtocol.UDP : question.protocol();
    RouteDecision decision;
    if (question.incoming() == 0) {
      decision = network.ipv4().route(query(question, protocol));
    } else {
      Ipv4Address source =
          question.source() instanceof Ipv4Address address ? address : Ipv4Address.ANY;
      decision =
          network
              .ipv4()
              .routeInput(
                  device(question.incoming()),
                  destination,
                  source,
                  question.tos(),
                  question.mark(),
                  protocol);
    }
    return switch (decision) {
      case RouteDecision.Routed(PacketRoute way) ->
          question.wholeRoute() ? wholeRoute(way) : way(question, destination, way);
      case RouteDecision.Refused refused -> throw new KernelError(refused.errno());
    };
  }

  private static RouteQuery query(RouteQuestion question, int protocol) {
    return RouteQuery.output(question.destination(), question.source())
        .withTos(question.tos() & ROUTE_TOS)
        .withOif(question.outgoing())
        .withMark(question.mark())
        .withTransport(protocol, question.sourcePort(), question.destinationPort());
  }

  private RouteReport wholeRoute(PacketRoute way) {
    Route route = way.route();
    if (route == null) {
      throw new KernelError(Errno.EHOSTUNREACH);
    }
    return Routes.report(network, IpFamily.IPV4, route).inTable(table(route));
  }

  /// Until there are rules, what is in table local is found in table main.
  private int table(@Nullable Route route) {
    if (route == null) {
      return 0;
    }
    boolean merged = !network.ipv4().fib().hasCustomRules();
    return merged && route.table() == Route.TABLE_LOCAL ? Route.TABLE_MAIN : route.table();
  }

  private RouteReport way(RouteQuestion question, Ipv4Address destination, PacketRoute way) {
    Route route = way.route();
    boolean known = !question.source().isUnspecified();
    boolean tells = !way.input() && !way.source().equals(question.source());
    boolean learned = way.expires() != null;
    RouteMetrics metrics = route == null ? RouteMetrics.NONE : route.metrics();
    if (learned && way.learnedMtu() != 0) {
      metrics = metrics.with(RouteMetric.MTU, way.learnedMtu());
    }
    if (learned && way.mtuLocked()) {
      metrics = Routes.locked(metrics);
    }
    return new RouteReport(
        IpFamily.IPV4,
        way.type(),
        IpPrefix.host(destination),
        known ? IpPrefix.host(question.source()) : null,
        route == null ? 0 : route.tos(),
        table(route),
        RouteProtocol.UNSPEC,
        RouteScope.UNIVERSE,
        tells ? way.source() : null,
        null,
        question.mark(),
        user(question),
        true,
        flags(way),
        Routes.left(way.expires(), network.devices().core().now()),
        metrics,
        way.input() ? question.incoming() : 0,
        null,
        ImmutableList.of(Hop.of(way.gateway(), way.device().index())));
  }

  private static @Nullable Integer user(RouteQuestion question) {
    if (question.user() != null) {
      return question.user();
    }
    return question.incoming() == 0 ? 0 : null;
  }

  private static ImmutableSet<CacheFlag> flags(PacketRoute way) {
    Set<CacheFlag> flags = EnumSet.noneOf(CacheFlag.class);
    switch (way.type()) {
      case LOCAL -> flags.add(CacheFlag.LOCAL);
      case BROADCAST -> {
        flags.add(CacheFlag.LOCAL);
        flags.add(CacheFlag.BROADCAST);
      }
      case MULTICAST -> {
        flags.add(CacheFlag.MULTICAST);
        if (way.delivered()) {
          flags.add(CacheFlag.LOCAL);
        }
      }
      case UNSPEC, UNICAST, ANYCAST, BLACKHOLE, UNREACHABLE, PROHIBIT, THROW, NAT -> {}
    }
    if (way.redirected()) {
      flags.add(CacheFlag.REDIRECTED);
    }
    if (way.wantsRedirect()) {
      flags.add(CacheFlag.REDIRECT);
    }
    return Sets.immutableEnumSet(flags);
  }

  // ---- IPv6 ----

  private RouteReport ipv6(RouteQuestion question, Ipv6Address destination) {
    Ipv6Way way;
    RouteQuery query = query(question, question.protocol());
    if (question.incoming() == 0) {
      way = network.ipv6().wayOut(query);
    } else {
      way = network.ipv6().wayIn(device(question.incoming()), query);
    }
    return switch (way) {
      case Ipv6Way.Found found ->
          question.wholeRoute() ? wholeRoute(found) : way(question, destination, found);
      case Ipv6Way.Refused refused -> throw new KernelError(refused.errno());
    };
  }

  /// The next hops are told in turn, from the one that would be taken.
  private RouteReport wholeRoute(Ipv6Way.Found way) {
    List<NextHop> hops = new ArrayList<>(way.route().nextHops());
    Collections.rotate(hops, -hops.indexOf(way.hop()));
    return Routes.report(
        network, IpFamily.IPV6, way.route().withNextHops(ImmutableList.copyOf(hops)));
  }

  private RouteReport way(RouteQuestion question, Ipv6Address destination, Ipv6Way.Found way) {
    Route route = way.route();
    IpAddress preferred = route.preferredSource();
    if (preferred == null && question.incoming() == 0) {
      NetDevice device = network.devices().find(way.hop().device());
      preferred = network.ipv6().sourceFor(destination, device);
    }
    boolean learned = way.isLearned();
    RouteReport report =
        Routes.learned(
            route,
            destination,
            question.source(),
            preferred,
            way.learnedMtu(),
            Routes.left(way.learnedUntil(), network.devices().core().now()),
            question.incoming(),
            Hop.of(way.gateway(), output(way).index()));
    return learned ? report : report.notCached();
  }

  /// What is for this host goes over the loopback device, but not by an anycast route that a person
  /// added.
  private static NetDevice output(Ipv6Way.Found way) {
    boolean added =
        way.kind() == Ipv6Way.Kind.ANYCAST && !way.route().protocol().equals(RouteProtocol.KERNEL);
    return added ? way.device() : way.output();
  }
}
