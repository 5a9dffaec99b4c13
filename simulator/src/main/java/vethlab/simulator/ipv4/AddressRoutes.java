package vethlab.simulator.ipv4;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteChange;
import vethlab.simulator.fib.RouteProtocol;
import vethlab.simulator.fib.RouteScope;
import vethlab.simulator.fib.RouteSelector;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Prefix;

/// The routes that an address brings: to itself, to its network, to the broadcast addresses
/// (`fib_add_ifaddr`, `fib_del_ifaddr`).
final class AddressRoutes {

  private final Ipv4Stack stack;

  AddressRoutes(Ipv4Stack stack) {
    this.stack = stack;
  }

  /// Makes the routes of an address; those that exist stay as they are.
  void add(Ipv4Interface on, InterfaceAddress address) {
    InterfaceAddress primary = primaryOf(on, address);
    if (primary == null) {
      return;
    }
    Ipv4Prefix network = address.network();
    insert(on, RouteType.LOCAL, host(address.local()), primary, 0);
    if (!on.device().isUp()) {
      return;
    }
    Ipv4Address broadcast = address.broadcast();
    if (broadcast != null && !broadcast.isLimitedBroadcast()) {
      insert(on, RouteType.BROADCAST, host(broadcast), primary, 0);
      stack.arp().forget(on.device(), broadcast);
    }
    if (hasNetworkRoute(address)) {
      if (!address.noPrefixRoute()) {
        insert(on, networkType(on), network, primary, address.metric());
      }
      if (address.prefixLength() < 31) {
        insert(on, RouteType.BROADCAST, host(address.highest()), primary, 0);
        stack.arp().forget(on.device(), address.highest());
      }
    }
  }

  private static boolean hasNetworkRoute(InterfaceAddress address) {
    Ipv4Address lowest = address.network().address();
    return !lowest.isZeroNet()
        && !address.secondary()
        && (!lowest.equals(address.local()) || address.prefixLength() < 32);
  }

  private static RouteType networkType(Ipv4Interface on) {
    return on.device().flags().isLoopback() ? RouteType.LOCAL : RouteType.UNICAST;
  }

  private static @Nullable InterfaceAddress primaryOf(Ipv4Interface on, InterfaceAddress address) {
    return address.secondary() ? ofNetwork(on, address) : address;
  }

  /// The first address of the same network (`inet_ifa_byprefix`).
  private static @Nullable InterfaceAddress ofNetwork(Ipv4Interface on, InterfaceAddress address) {
    for (InterfaceAddress each : on.addresses) {
      if (each.sharesNetworkWith(address)) {
        return each;
      }
    }
    return null;
  }

  /// Gives the route to the network another metric (`fib_modify_prefix_metric`).
  void changeMetric(Ipv4Interface on, InterfaceAddress address, int metric) {
    if (!on.device().isUp() || !hasNetworkRoute(address) || address.noPrefixRoute()) {
      return;
    }
    insert(on, networkType(on), address.network(), address, metric);
    delete(on, networkType(on), address.network(), address, address.metric());
  }

  /// Removes the routes of an address, as far as no other address needs them.
  ///
  /// @param former when secondaries are promoted: the primary that goes, whose network counts as
  ///   gone
  void remove(Ipv4Interface on, InterfaceAddress address, @Nullable InterfaceAddress former) {
    InterfaceAddress primary = address;
    boolean network = false;
    if (address.secondary()) {
      InterfaceAddress found = former != null ? former : ofNetwork(on, address);
      if (found == null) {
        return;
      }
      primary = found;
    } else if (hasNetworkRoute(address)) {
      if (!address.noPrefixRoute()) {
        delete(on, networkType(on), address.network(), primary, 0);
      }
      network = true;
    }
    StillNeeded needed = on.dead ? StillNeeded.NOTHING : needed(on, address, primary, former);
    Ipv4Address broadcast = address.broadcast();
    if (broadcast != null && !needed.broadcast()) {
      delete(on, RouteType.BROADCAST, host(broadcast), primary, 0);
    }
    if (network && address.prefixLength() < 31) {
      if (!needed.highest()) {
        delete(on, RouteType.BROADCAST, host(address.highest()), primary, 0);
      }
      if (!needed.lowest()) {
        delete(on, RouteType.BROADCAST, host(address.network().address()), primary, 0);
      }
    }
    if (!needed.local()) {
      delete(on, RouteType.LOCAL, host(address.local()), primary, 0);
      if (needed.gone() && stack.typeOf(address.local()) != RouteType.LOCAL) {
        stack.fib().sourceGone(address.local());
      }
    }
  }

  /// What other addresses of the device still need.
  ///
  /// @param gone whether the address itself has left the device
  private record StillNeeded(
      boolean local, boolean broadcast, boolean highest, boolean lowest, boolean gone) {

    static final StillNeeded NOTHING = new StillNeeded(false, false, false, false, true);
  }

  private static StillNeeded needed(
      Ipv4Interface on,
      InterfaceAddress address,
      InterfaceAddress primary,
      @Nullable InterfaceAddress former) {
    boolean local = false;
    boolean broadcast = false;
    boolean highest = false;
    boolean lowest = false;
    boolean gone = true;
    boolean samePreferred = false;
    InterfaceAddress other = null;
    for (InterfaceAddress each : on.addresses) {
      if (each.equals(address)) {
        gone = false;
        continue;
      }
      if (former != null && each.sharesNetworkWith(former)) {
        continue;
      }
      if (each.secondary()) {
        if (each.sharesNetworkWith(primary)) {
          other = primary;
        } else {
          if (!samePreferred) {
            continue;
          }
          if (other == null || !each.sharesNetworkWith(other)) {
            other = ofNetwork(on, each);
          }
          if (other == null || !other.local().equals(primary.local())) {
            continue;
          }
        }
      } else {
        if (!primary.local().equals(each.local())) {
          continue;
        }
        other = each;
        samePreferred |= !primary.equals(each);
      }
      local |= address.local().equals(each.local());
      broadcast |= same(address.broadcast(), each.broadcast());
      highest |= address.highest().equals(each.broadcast());
      lowest |= address.network().address().equals(each.broadcast());
      if (each.equals(other) && each.prefixLength() < 31 && !each.network().address().isZeroNet()) {
        Ipv4Address high = each.highest();
        Ipv4Address low = each.network().address();
        broadcast |= high.equals(address.broadcast()) || low.equals(address.broadcast());
        highest |= address.highest().equals(high) || address.highest().equals(low);
        lowest |=
            address.network().address().equals(high) || address.network().address().equals(low);
      }
    }
    return new StillNeeded(local, broadcast, highest, lowest, gone);
  }

  private static boolean same(@Nullable Ipv4Address one, @Nullable Ipv4Address other) {
    return one == null ? other == null : one.equals(other);
  }

  private void insert(
      Ipv4Interface on, RouteType type, Ipv4Prefix to, InterfaceAddress primary, int metric) {
    Route route =
        Route.to(to)
            .table(table(type))
            .metric(metric)
            .type(type)
            .scope(scope(type))
            .protocol(RouteProtocol.KERNEL)
            .preferredSource(primary.local())
            .nextHop(NextHop.on(on.device().index()))
            .origin(primary.origin())
            .build();
    try {
      stack.fib().insert(stack.routeCheck().complete(route), RouteChange.APPEND);
    } catch (KernelError refused) {
      // The kernel asks itself and does not listen to the answer (fib_magic).
    }
  }

  private void delete(
      Ipv4Interface on, RouteType type, Ipv4Prefix to, InterfaceAddress primary, int metric) {
    RouteSelector selector =
        new RouteSelector(
            to,
            table(type),
            0,
            metric,
            type,
            scope(type),
            RouteProtocol.KERNEL,
            primary.local(),
            vethlab.simulator.fib.RouteMetrics.NONE,
            com.google.common.collect.ImmutableList.of(NextHop.on(on.device().index())));
    if (stack.fib().has(selector)) {
      stack.fib().delete(selector);
    }
  }

  private static int table(RouteType type) {
    return type == RouteType.UNICAST ? Route.TABLE_MAIN : Route.TABLE_LOCAL;
  }

  private static RouteScope scope(RouteType type) {
    return type == RouteType.LOCAL ? RouteScope.HOST : RouteScope.LINK;
  }

  private static Ipv4Prefix host(Ipv4Address address) {
    return Ipv4Prefix.around(address, 32);
  }
}
