package vethlab.simulator.ipv6;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteChange;
import vethlab.simulator.fib.RouteProtocol;
import vethlab.simulator.fib.RouteSelector;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.fib.RoutingTable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Ipv6Address;

/// Routes that a person asks for (`ip6_route_add`, `ip6_route_del`, `fib6_add_rt2node`).
final class RouteConfiguration implements Forkable {

  /// The metric of a route that was given none (`IP6_RT_PRIO_USER`).
  private static final int USUAL_METRIC = 1024;

  private final Ipv6Stack stack;
  private final GatewayCheck gateways;

  RouteConfiguration(Ipv6Stack stack) {
    this.stack = stack;
    this.gateways = new GatewayCheck(stack);
  }

  private RouteConfiguration(RouteConfiguration original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
    this.gateways = fork.of(original.gateways);
  }

  @Override
  public RouteConfiguration fork(Fork fork) {
    return new RouteConfiguration(this, fork);
  }

  // ---- Adding ----

  void add(Route wanted, RouteChange how) {
    if (wanted.tos() != 0) {
      throw new KernelError(Errno.EINVAL, "Invalid dsfield (tos): option not available for IPv6");
    }
    Route route =
        wanted.toBuilder()
            .metric(wanted.metric() == 0 ? USUAL_METRIC : wanted.metric())
            .protocol(
                wanted.protocol().equals(RouteProtocol.UNSPEC)
                    ? RouteProtocol.BOOT
                    : wanted.protocol())
            .origin(stack.devices().core().origin())
            .build();
    if (route.nextHops().size() > 1) {
      addSeveral(route, how);
    } else {
      insert(complete(route, route.nextHop()), how);
    }
  }

  /// Each next hop is added like a route of its own; if one is refused, none stays
  /// (`ip6_route_multipath_add`).
  private void addSeveral(Route route, RouteChange how) {
    List<Route> single = new ArrayList<>();
    for (NextHop hop : route.nextHops()) {
      Route one = complete(route, hop);
      if (!mayJoinOthers(one)) {
        throw new KernelError(
            Errno.EINVAL, "Device only routes can not be added for IPv6 using the multipath API.");
      }
      if (single.stream().anyMatch(other -> Ipv6Routes.hasSameHop(other, one))) {
        throw new KernelError(Errno.EEXIST);
      }
      single.add(one);
    }
    RoutingTable table = stack.fib().table(route.table());
    ImmutableList<Route> before = table.at(route.destination());
    try {
      insert(single.getFirst(), how);
      for (Route one : single.subList(1, single.size())) {
        insert(one, RouteChange.PREPEND);
      }
    } catch (KernelError refused) {
      table.set(route.destination(), before);
      throw refused;
    }
  }

  /// The route with its next hop checked and filled in (`fib6_nh_init`).
  private Route complete(Route route, @Nullable NextHop hop) {
    NextHop checked = isRefusal(route.type()) ? onLoopback(hop) : checked(route, hop);
    if (route.preferredSource() instanceof Ipv6Address source
        && !stack.isOwn(source, stack.devices().find(checked.device()))) {
      throw new KernelError(Errno.EINVAL, "Invalid source address");
    }
    return route.toBuilder()
        .nextHop(checked)
        .type(route.type() == RouteType.UNSPEC ? RouteType.UNICAST : route.type())
        .build();
  }

  private static boolean isRefusal(RouteType type) {
    return type == RouteType.BLACKHOLE
        || type == RouteType.UNREACHABLE
        || type == RouteType.PROHIBIT
        || type == RouteType.THROW;
  }

  /// A route that refuses belongs to the loopback device, whatever was asked for.
  private NextHop onLoopback(@Nullable NextHop hop) {
    if (hop != null && hop.device() != 0) {
      device(hop.device());
    }
    NetDevice loopback = stack.devices().find("lo");
    if (loopback == null || stack.find(loopback) == null) {
      throw new KernelError(Errno.ENODEV);
    }
    return NextHop.on(loopback.index());
  }

  private NextHop checked(Route route, @Nullable NextHop wanted) {
    NextHop hop = wanted == null ? NextHop.on(0) : wanted;
    NetDevice device = hop.device() == 0 ? null : device(hop.device());
    if (hop.onlink()) {
      if (device == null) {
        throw new KernelError(Errno.EINVAL, "Nexthop device required for onlink");
      }
      requireUp(device);
    }
    if (hop.gateway() != null) {
      device = gateways.check(route, hop, device);
    }
    if (device == null) {
      throw new KernelError(Errno.ENODEV);
    }
    Ipv6Device owner = stack.find(device);
    if (owner == null || owner.isDisabled()) {
      throw new KernelError(Errno.EACCES, "IPv6 is disabled on nexthop device");
    }
    requireUp(device);
    boolean own = route.type() == RouteType.LOCAL || route.type() == RouteType.ANYCAST;
    if (hop.gateway() instanceof Ipv6Address gateway) {
      stack.probes().routeAdded(device.index(), gateway);
    }
    return new NextHop(
        device.index(),
        hop.gateway(),
        hop.weight(),
        hop.scope(),
        hop.onlink(),
        false,
        !own && !device.hasCarrier());
  }

  private NetDevice device(int index) {
    NetDevice device = stack.devices().find(index);
    if (device == null || stack.find(device) == null) {
      throw new KernelError(Errno.ENODEV);
    }
    return device;
  }

  private static void requireUp(NetDevice device) {
    if (!device.isUp()) {
      throw new KernelError(Errno.ENETDOWN, "Nexthop device is not up");
    }
  }

  /// Whether a route may be one of several of equal worth (`rt6_qualify_for_ecmp`).
  private static boolean mayJoinOthers(Route route) {
    return route.nextHops().getFirst().gateway() != null
        && !route.protocol().equals(RouteProtocol.ROUTER_ADVERTISEMENT);
  }

  private void insert(Route route, RouteChange how) {
    RoutingTable table = stack.fib().table(route.table());
    List<Route> there = new ArrayList<>(table.at(route.destination()));
    if (there.isEmpty() && !how.mayCreate() && how.mayReplace()) {
      throw new KernelError(Errno.ENOENT, "Can not replace route - no match found");
    }
    int at = 0;
    int other = -1;
    int sibling = -1;
    boolean found = false;
    while (at < there.size()
        && Integer.compareUnsigned(there.get(at).metric(), route.metric()) <= 0) {
      Route each = there.get(at);
      if (each.metric() == route.metric()) {
        if (how.isExclusive()) {
          throw new KernelError(Errno.EEXIST);
        }
        if (how.mayReplace()) {
          if (mayJoinOthers(route) == mayJoinOthers(each)) {
            found = true;
            break;
          }
          other = other < 0 ? at : other;
        } else if (Ipv6Routes.hasSameHop(each, route)) {
          refreshed(each, route);
          throw new KernelError(Errno.EEXIST);
        } else if (sibling < 0 && mayJoinOthers(route) && mayJoinOthers(each)) {
          sibling = at;
        }
      }
      at++;
    }
    if (!found && other >= 0) {
      at = other;
      found = true;
    }
    if (how.mayReplace() && found) {
      stack.exceptions().forget(there.get(at));
      there.set(at, route);
    } else if (how.mayReplace() && !how.mayCreate()) {
      throw new KernelError(Errno.ENOENT);
    } else if (sibling >= 0) {
      there.set(sibling, joined(there.get(sibling), route));
    } else {
      there.add(at, route);
    }
    table.set(route.destination(), ImmutableList.copyOf(there));
    if (route.expires() != null) {
      stack.sweep().plan();
    }
  }

  /// A route that is there already gets the lifetime of the one that was to be added.
  private void refreshed(Route there, Route wanted) {
    if (there.expires() != null) {
      stack.routes().replace(there, there.toBuilder().expires(wanted.expires()).build());
    }
  }

  private static Route joined(Route there, Route more) {
    return there.withNextHops(
        ImmutableList.<NextHop>builder().addAll(there.nextHops()).addAll(more.nextHops()).build());
  }

  // ---- Deleting ----

  void delete(RouteSelector selector) {
    if (selector.nextHops().size() <= 1) {
      delete(selector, selector.nextHops().isEmpty() ? null : selector.nextHops().getFirst());
      return;
    }
    KernelError last = null;
    for (NextHop hop : selector.nextHops()) {
      try {
        delete(selector, hop);
      } catch (KernelError refused) {
        last = refused;
      }
    }
    if (last != null) {
      throw last;
    }
  }

  private void delete(RouteSelector selector, @Nullable NextHop hop) {
    RoutingTable table = stack.fib().find(selector.table());
    if (table == null) {
      throw new KernelError(Errno.ESRCH, "FIB table does not exist");
    }
    for (Route route : table.at(selector.destination())) {
      RouteProtocol protocol = selector.protocol();
      boolean means =
          (selector.metric() == 0 || selector.metric() == route.metric())
              && (protocol == null
                  || protocol.equals(RouteProtocol.UNSPEC)
                  || protocol.equals(route.protocol()));
      NextHop match = means ? match(route, hop) : null;
      if (match != null) {
        remove(route, hop != null && hop.gateway() != null ? match : null);
        return;
      }
    }
    throw new KernelError(Errno.ESRCH);
  }

  private static @Nullable NextHop match(Route route, @Nullable NextHop wanted) {
    for (NextHop hop : route.nextHops()) {
      if (wanted == null
          || ((wanted.device() == 0 || wanted.device() == hop.device())
              && (wanted.gateway() == null || Objects.equals(wanted.gateway(), hop.gateway())))) {
        return hop;
      }
    }
    return null;
  }

  /// @param only the next hop to take out, or null for all of the route
  private void remove(Route route, @Nullable NextHop only) {
    if (only == null || route.nextHops().size() == 1) {
      stack.routes().remove(route);
      return;
    }
    stack
        .routes()
        .replace(
            route,
            route.withNextHops(
                route.nextHops().stream()
                    .filter(hop -> hop != only)
                    .collect(ImmutableList.toImmutableList())));
  }
}
