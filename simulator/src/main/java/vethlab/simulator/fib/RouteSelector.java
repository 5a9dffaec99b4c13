package vethlab.simulator.fib;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.IpPrefix;

/// Which route is to be deleted: what is null or 0 is not looked at (`fib_table_delete`).
///
/// @param nextHops empty for any; else device and gateway of the first, or of all if several, must
///   agree
public record RouteSelector(
    IpPrefix destination,
    int table,
    int tos,
    int metric,
    @Nullable RouteType type,
    @Nullable RouteScope scope,
    @Nullable RouteProtocol protocol,
    @Nullable IpAddress preferredSource,
    RouteMetrics metrics,
    ImmutableList<NextHop> nextHops) {

  /// Any route of table main to this destination.
  public static RouteSelector to(IpPrefix destination) {
    return new RouteSelector(
        destination,
        Route.TABLE_MAIN,
        0,
        0,
        null,
        null,
        null,
        null,
        RouteMetrics.NONE,
        ImmutableList.of());
  }

  /// Exactly this route.
  public static RouteSelector of(Route route) {
    return new RouteSelector(
        route.destination(),
        route.table(),
        route.tos(),
        route.metric(),
        route.type(),
        route.scope(),
        route.protocol(),
        route.preferredSource(),
        route.metrics(),
        route.nextHops());
  }

  /// Whether `route`, whose destination and type of service agree, is meant.
  boolean means(Route route) {
    return (type == null || type == route.type())
        && (scope == null || scope.equals(route.scope()))
        && (preferredSource == null || preferredSource.equals(route.preferredSource()))
        && (protocol == null || protocol.equals(route.protocol()))
        && (metric == 0 || metric == route.metric())
        && meansNextHops(route)
        && metrics.values().entrySet().stream()
            .allMatch(each -> route.metrics().get(each.getKey()) == each.getValue());
  }

  private boolean meansNextHops(Route route) {
    if (nextHops.isEmpty()) {
      return true;
    }
    if (route.nextHops().size() < nextHops.size()
        || (nextHops.size() > 1 && route.nextHops().size() != nextHops.size())) {
      return false;
    }
    for (int i = 0; i < nextHops.size(); i++) {
      NextHop wanted = nextHops.get(i);
      NextHop there = route.nextHops().get(i);
      if ((wanted.device() != 0 && wanted.device() != there.device())
          || (wanted.gateway() != null && !wanted.gateway().equals(there.gateway()))) {
        return false;
      }
    }
    return true;
  }
}
