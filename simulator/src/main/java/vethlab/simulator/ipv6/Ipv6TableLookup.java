package vethlab.simulator.ipv6;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.fib.RouteResult;
import vethlab.simulator.fib.RoutingTable;
import vethlab.simulator.fib.TableLookup;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.time.SimTime;

/// How IPv6 finds a route: longest prefix, then metric, then score (`fib6_table_lookup`,
/// `rt6_score_route`).
///
/// A next hop scores by whether it leaves by the device asked for, and by the router's preference.
/// A host passes over routers known not to answer, unless nothing else is left.
///
/// @param strict whether the device asked for must be the one (`RT6_LOOKUP_F_IFACE`)
/// @param choosy whether routers that do not answer are passed over (`RT6_LOOKUP_F_REACHABLE`)
record Ipv6TableLookup(Ipv6Stack stack, boolean strict, boolean choosy) implements TableLookup {

  /// What a route is worth that is better than none.
  private static final int NO_MATCH = -1;

  /// A next hop found so far.
  private static final class Choice {
    @Nullable Route route;
    int hop;
    int score = NO_MATCH;
  }

  @Override
  public @Nullable RouteResult in(ImmutableList<RoutingTable> tables, RouteQuery query) {
    RoutingTable table = tables.getFirst();
    RouteResult result = search(table, query, choosy);
    return result == null && choosy ? search(table, query, false) : result;
  }

  private @Nullable RouteResult search(RoutingTable table, RouteQuery query, boolean reachable) {
    Ipv6Address destination = (Ipv6Address) query.destination();
    for (int length = 128; length >= 0; length--) {
      ImmutableList<Route> routes = table.at(destination, length);
      Choice choice = routes.isEmpty() ? null : select(routes, query, reachable);
      if (choice != null && choice.route != null) {
        return outcome(choice.route, choice.hop);
      }
    }
    return null;
  }

  /// Null means that the search goes on with the next rule.
  private static @Nullable RouteResult outcome(Route route, int hop) {
    Errno error = Ipv6Routes.error(route);
    if (error == Errno.EAGAIN) {
      return null;
    }
    return error == null
        ? new RouteResult.Found(route, hop)
        : new RouteResult.Refused(error, route, null);
  }

  /// Routes with the smallest metric come first; others count only if none of those does
  /// (`find_rr_leaf`).
  private Choice select(List<Route> routes, RouteQuery query, boolean reachable) {
    Choice choice = new Choice();
    int metric = routes.getFirst().metric();
    int at = 0;
    for (; at < routes.size() && routes.get(at).metric() == metric; at++) {
      consider(routes.get(at), query, reachable, choice);
    }
    for (; choice.route == null && at < routes.size(); at++) {
      consider(routes.get(at), query, reachable, choice);
    }
    return choice;
  }

  private void consider(Route route, RouteQuery query, boolean reachable, Choice choice) {
    SimTime expires = route.expires();
    if (expires != null && !stack.devices().core().now().isBefore(expires)) {
      return;
    }
    List<NextHop> hops =
        route.nextHops().isEmpty() ? List.of(NextHop.on(RouteQuery.LOOPBACK)) : route.nextHops();
    for (int i = 0; i < hops.size(); i++) {
      NextHop hop = hops.get(i);
      if (hop.dead() || (hop.linkdown() && !query.ignoreLinkState() && ignoresLinkdown(hop))) {
        continue;
      }
      int score = score(route, hop, query, reachable);
      if (score > choice.score) {
        choice.route = route;
        choice.hop = i;
        choice.score = score;
      }
    }
  }

  private boolean ignoresLinkdown(NextHop hop) {
    Ipv6Device device = stack.find(hop.device());
    return device != null && device.is(DeviceSetting.IGNORE_ROUTES_WITH_LINKDOWN);
  }

  /// What a next hop is worth; less than 0 if it does not count.
  int worth(Route route, NextHop hop, RouteQuery query) {
    return score(route, hop, query, choosy);
  }

  private int score(Route route, NextHop hop, RouteQuery query, boolean reachable) {
    boolean asked = query.oif() == 0 || query.oif() == hop.device();
    if (!asked && strict) {
      return NO_MATCH;
    }
    if (reachable && hop.gateway() instanceof Ipv6Address gateway) {
      stack.probes().consider(hop.device(), gateway);
      if (stack.probes().isKnownDead(hop.device(), gateway)) {
        return NO_MATCH;
      }
    }
    int preference =
        switch (route.preference()) {
          case LOW -> 1;
          case MEDIUM -> 2;
          case HIGH -> 3;
        };
    return (asked ? 2 : 0) | preference << 2;
  }
}
