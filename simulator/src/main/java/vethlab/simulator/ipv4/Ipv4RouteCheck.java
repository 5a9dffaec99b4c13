package vethlab.simulator.ipv4;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.fib.RouteResult;
import vethlab.simulator.fib.RouteScope;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;

/// Whether a route makes sense, and where its next hops are (`fib_create_info`, `fib_check_nh`).
final class Ipv4RouteCheck {

  private final Ipv4Stack stack;

  Ipv4RouteCheck(Ipv4Stack stack) {
    this.stack = stack;
  }

  /// The route with its next hops found.
  ///
  /// @throws KernelError as the kernel refuses
  Route complete(Route route) {
    RouteType type = route.type();
    if (type.widestScope().compareTo(route.scope()) > 0) {
      throw new KernelError(Errno.EINVAL, "Invalid scope");
    }
    if (type.error() != null) {
      if (!route.nextHops().isEmpty()) {
        throw new KernelError(
            Errno.EINVAL, "Gateway, device and multipath can not be specified for this route type");
      }
      return route;
    }
    if (type == RouteType.UNSPEC) {
      throw new KernelError(Errno.EINVAL, "Invalid route type");
    }
    if (route.scope().compareTo(RouteScope.HOST) > 0) {
      throw new KernelError(Errno.EINVAL, "Invalid scope");
    }
    ImmutableList<NextHop> hops =
        route.nextHops().isEmpty() ? ImmutableList.of(NextHop.on(0)) : route.nextHops();
    Route complete =
        route.withNextHops(
            route.scope().equals(RouteScope.HOST)
                ? ofHostScope(hops)
                : hops.stream()
                    .map(hop -> find(hop, route.table(), route.scope()))
                    .collect(ImmutableList.toImmutableList()));
    if (route.preferredSource() instanceof Ipv4Address source && !isUsable(source, route)) {
      throw new KernelError(Errno.EINVAL, "Invalid prefsrc address");
    }
    return complete;
  }

  private ImmutableList<NextHop> ofHostScope(ImmutableList<NextHop> hops) {
    if (hops.size() != 1) {
      throw new KernelError(Errno.EINVAL, "Route with host scope can not have multiple nexthops");
    }
    NextHop hop = hops.getFirst();
    if (hop.gateway() != null) {
      throw new KernelError(Errno.EINVAL, "Route with host scope can not have a gateway");
    }
    if (stack.devices().find(hop.device()) == null) {
      throw new KernelError(Errno.ENODEV);
    }
    return ImmutableList.of(hop.resolved(hop.device(), RouteScope.NOWHERE, false));
  }

  private NextHop find(NextHop hop, int table, RouteScope scope) {
    IpAddress gateway = hop.gateway();
    return switch (gateway) {
      case null -> onLink(hop);
      case Ipv4Address ipv4 ->
          hop.onlink() ? forcedOnLink(hop, ipv4, scope) : behind(hop, ipv4, table, scope);
      case Ipv6Address ignored -> throw new NotModelled("IPv4 routes via an IPv6 router");
    };
  }

  /// Destinations on the link (`fib_check_nh_nongw`).
  private NextHop onLink(NextHop hop) {
    if (hop.onlink()) {
      throw new KernelError(
          Errno.EINVAL, "Invalid flags for nexthop - PERVASIVE and ONLINK can not be set");
    }
    NetDevice device = stack.devices().find(hop.device());
    if (device == null || stack.find(device) == null) {
      throw new KernelError(Errno.ENODEV);
    }
    if (!device.isUp()) {
      throw new KernelError(Errno.ENETDOWN, "Device for nexthop is not up");
    }
    return hop.resolved(device.index(), RouteScope.HOST, !device.hasCarrier());
  }

  /// A router that is taken to be on the link (`onlink`).
  private NextHop forcedOnLink(NextHop hop, Ipv4Address gateway, RouteScope scope) {
    if (scope.compareTo(RouteScope.LINK) >= 0) {
      throw new KernelError(Errno.EINVAL, "Nexthop has invalid scope");
    }
    NetDevice device = stack.devices().find(hop.device());
    if (device == null) {
      throw new KernelError(Errno.ENODEV, "Nexthop device required for onlink");
    }
    if (!device.isUp()) {
      throw new KernelError(Errno.ENETDOWN, "Nexthop device is not up");
    }
    if (stack.typeOf(gateway) != RouteType.UNICAST) {
      throw new KernelError(Errno.EINVAL, "Nexthop has invalid gateway");
    }
    return hop.resolved(device.index(), RouteScope.LINK, !device.hasCarrier());
  }

  /// A router that the routes know: nearer than the destinations (`fib_check_nh_v4_gw`).
  private NextHop behind(NextHop hop, Ipv4Address gateway, int table, RouteScope scope) {
    RouteScope nearer = new RouteScope(Math.max(scope.number() + 1, RouteScope.LINK.number()));
    RouteQuery query =
        RouteQuery.output(gateway, Ipv4Address.ANY)
            .withOif(hop.device())
            .withMinimumScope(nearer)
            .withLinkStateIgnored();
    @Nullable RouteResult result = null;
    if (table != Route.TABLE_MAIN && stack.fib().find(table) != null) {
      result = stack.fib().lookupIn(table, query);
    }
    if (!(result instanceof RouteResult.Found)) {
      result = stack.fib().lookup(query);
    }
    if (!(result instanceof RouteResult.Found found)) {
      // A route that refuses names its own error; the words are the same.
      Errno errno =
          result instanceof RouteResult.Refused refused ? refused.errno() : Errno.ENETUNREACH;
      throw new KernelError(errno, "Nexthop has invalid gateway");
    }
    if (found.route().type() != RouteType.UNICAST && found.route().type() != RouteType.LOCAL) {
      throw new KernelError(Errno.EINVAL, "Nexthop has invalid gateway");
    }
    NetDevice device = stack.devices().find(found.nextHop().device());
    if (device == null) {
      throw new KernelError(Errno.EINVAL, "No egress device for nexthop gateway");
    }
    if (!device.isUp()) {
      throw new KernelError(Errno.ENETDOWN);
    }
    return hop.resolved(device.index(), found.route().scope(), !device.hasCarrier());
  }

  /// Whether the source address is the host's own (`fib_valid_prefsrc`).
  private boolean isUsable(Ipv4Address source, Route route) {
    if (route.type() == RouteType.LOCAL && route.destination().address().equals(source)) {
      return true;
    }
    int table = route.table() == Route.TABLE_MAIN ? Route.TABLE_LOCAL : route.table();
    return stack.typeOf(source, table) == RouteType.LOCAL
        || (table != Route.TABLE_LOCAL && stack.typeOf(source) == RouteType.LOCAL);
  }
}
