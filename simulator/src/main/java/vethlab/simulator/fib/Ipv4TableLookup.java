package vethlab.simulator.fib;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;

/// How IPv4 finds a route: longest prefix, then type of service, then metric (`fib_table_lookup`).
final class Ipv4TableLookup implements TableLookup {

  private final RouteDevices devices;

  Ipv4TableLookup(RouteDevices devices) {
    this.devices = devices;
  }

  @Override
  public @Nullable RouteResult in(ImmutableList<RoutingTable> tables, RouteQuery query) {
    for (int length = query.destination().bits(); length >= 0; length--) {
      for (RoutingTable table : tables) {
        for (Route route : table.at(query.destination(), length)) {
          if ((route.tos() != 0 && route.tos() != query.tos())
              || route.scope().compareTo(query.minimumScope()) < 0) {
            continue;
          }
          Errno error = route.type().error();
          if (error == Errno.EAGAIN) {
            return null;
          }
          if (error != null) {
            return new RouteResult.Refused(error, route, null);
          }
          int hop = route.isDead() ? -1 : firstUsable(route, query);
          if (hop >= 0) {
            return new RouteResult.Found(route, hop);
          }
        }
      }
    }
    return null;
  }

  private int firstUsable(Route route, RouteQuery query) {
    for (int i = 0; i < route.nextHops().size(); i++) {
      if (isUsable(route.nextHops().get(i), query)) {
        return i;
      }
    }
    return -1;
  }

  /// Whether a next hop is alive, and on the device asked for (`fib_lookup_good_nhc`).
  private boolean isUsable(NextHop hop, RouteQuery query) {
    if (hop.dead() || (query.oif() != 0 && query.oif() != hop.device())) {
      return false;
    }
    return !hop.linkdown() || query.ignoreLinkState() || !ignoresLinkdown(devices, hop);
  }

  static boolean ignoresLinkdown(RouteDevices devices, NextHop hop) {
    RouteDevices.Link link = devices.link(hop.device());
    return link != null && link.ignoresLinkdown();
  }
}
