package vethlab.simulator.ipv6;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.fib.Fib;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteDevices;
import vethlab.simulator.fib.RouteMetric;
import vethlab.simulator.fib.RouteMetrics;
import vethlab.simulator.fib.RouteProtocol;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.fib.RouterPreference;
import vethlab.simulator.fib.RoutingTable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.IpFamily;
import vethlab.simulator.packet.IpPrefix;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Prefix;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.trace.Origin;

/// The routes that the kernel itself makes and removes, and what devices do to all of them
/// (`addrconf_prefix_route`, `addrconf_f6i_alloc`, `rt6_sync_*` in `net/ipv6/route.c`).
///
/// Several routers to one destination with one metric are one [Route] with several next hops.
final class Ipv6Routes implements RouteDevices {

  /// The metric of routes that come with addresses (`IP6_RT_PRIO_ADDRCONF`).
  static final int METRIC_OF_ADDRESSES = 256;

  private static final Ipv6Prefix GROUPS = new Ipv6Prefix(new Ipv6Address(0xffL << 56, 0), 8);

  private final Ipv6Stack stack;
  private final Fib fib;

  Ipv6Routes(Ipv6Stack stack) {
    this.stack = stack;
    this.fib = new Fib(IpFamily.IPV6, this);
  }

  private Ipv6Routes(Ipv6Routes original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
    this.fib = fork.of(original.fib);
  }

  @Override
  public Ipv6Routes fork(Fork fork) {
    return new Ipv6Routes(this, fork);
  }

  Fib fib() {
    return fib;
  }

  @Override
  public @Nullable Link link(int index) {
    NetDevice device = stack.devices().find(index);
    if (device == null) {
      return null;
    }
    Ipv6Device owner = stack.find(device);
    return new Link(
        device.name(),
        device.isUp(),
        device.hasCarrier(),
        owner != null,
        owner != null && owner.is(DeviceSetting.IGNORE_ROUTES_WITH_LINKDOWN));
  }

  /// What a lookup that ends at this route returns; null if it succeeds.
  static @Nullable Errno error(Route route) {
    return route.type().error();
  }

  /// Whether it is of this host itself: local or anycast.
  static boolean isOwn(Route route) {
    return route.type() == RouteType.LOCAL || route.type() == RouteType.ANYCAST;
  }

  // ---- Routes that come with addresses ----

  /// The route to the range of an address.
  void addPrefix(Ipv6InterfaceAddress address, @Nullable SimTime expires) {
    addPrefix(
        address.device(), address.prefix(), (int) address.metric(), expires, address.origin());
  }

  /// The route to a range on a link.
  ///
  /// @param metric 0 for the usual one
  void addPrefix(
      NetDevice device, Ipv6Prefix prefix, int metric, @Nullable SimTime expires, Origin origin) {
    if (!device.isUp()) {
      return;
    }
    insert(
        Route.to(prefix)
            .metric(metric == 0 ? METRIC_OF_ADDRESSES : metric)
            .protocol(RouteProtocol.KERNEL)
            .nextHop(NextHop.on(device.index()).withState(false, !device.hasCarrier()))
            .expires(expires)
            .origin(origin)
            .build());
  }

  /// The route to the other end of an address.
  void addPeer(Ipv6InterfaceAddress address, Ipv6Prefix peer) {
    addPrefix(address.device(), peer, (int) address.metric(), null, address.origin());
  }

  /// Lifetime or metric of an address changed (`modify_prefix_route`).
  ///
  /// @param had whether there should be a route already
  void changePrefix(Ipv6InterfaceAddress address, @Nullable SimTime expires, boolean had) {
    Route known = had ? findPrefix(address.device(), address.prefix()) : null;
    int metric = address.metric() == 0 ? METRIC_OF_ADDRESSES : (int) address.metric();
    if (known != null && known.metric() == metric) {
      replace(known, known.toBuilder().expires(expires).build());
      return;
    }
    if (known != null) {
      remove(known);
    }
    addPrefix(address, expires);
  }

  void removePrefix(NetDevice device, Ipv6Prefix prefix) {
    Route known = findPrefix(device, prefix);
    if (known != null) {
      remove(known);
    }
  }

  /// The route to a range ends when the last address in it does.
  void expirePrefix(NetDevice device, Ipv6Prefix prefix, SimTime expires) {
    Route known = findPrefix(device, prefix);
    if (known != null && known.expires() == null) {
      replace(known, known.toBuilder().expires(expires).build());
    }
  }

  /// The route over this device without a router (`addrconf_get_prefix_route`).
  @Nullable Route findPrefix(NetDevice device, Ipv6Prefix prefix) {
    return find(
        Route.TABLE_MAIN,
        prefix,
        route -> route.nextHops().stream().anyMatch(hop -> isDirect(hop, device)));
  }

  private static boolean isDirect(NextHop hop, NetDevice device) {
    return hop.device() == device.index() && hop.gateway() == null;
  }

  /// The route to all groups.
  void addGroups(NetDevice device) {
    if (!device.isUp()) {
      return;
    }
    insert(
        Route.to(GROUPS)
            .table(Route.TABLE_LOCAL)
            .type(RouteType.MULTICAST)
            .metric(METRIC_OF_ADDRESSES)
            .protocol(RouteProtocol.KERNEL)
            .nextHop(NextHop.on(device.index()).withState(false, !device.hasCarrier()))
            .origin(device.origin())
            .build());
  }

  void addLocal(Ipv6InterfaceAddress address) {
    addOwn(address.device(), address.address(), RouteType.LOCAL, address.origin());
  }

  void removeLocal(Ipv6InterfaceAddress address) {
    removeOwn(address.device(), address.address(), RouteType.LOCAL);
  }

  void addAnycast(NetDevice device, Ipv6Address address, Origin origin) {
    addOwn(device, address, RouteType.ANYCAST, origin);
  }

  void removeAnycast(NetDevice device, Ipv6Address address) {
    removeOwn(device, address, RouteType.ANYCAST);
  }

  private void addOwn(NetDevice device, Ipv6Address address, RouteType type, Origin origin) {
    insert(
        Route.to(new Ipv6Prefix(address, 128))
            .table(Route.TABLE_LOCAL)
            .type(type)
            .metric(0)
            .protocol(RouteProtocol.KERNEL)
            .nextHop(NextHop.on(device.index()))
            .origin(origin)
            .build());
  }

  private void removeOwn(NetDevice device, Ipv6Address address, RouteType type) {
    Route known =
        find(
            Route.TABLE_LOCAL,
            new Ipv6Prefix(address, 128),
            route -> route.type() == type && isDirect(route.nextHops().getFirst(), device));
    if (known != null) {
      remove(known);
    }
  }

  /// Routes forget that they preferred a source address that is gone (`rt6_remove_prefsrc`).
  void removePreferredSource(Ipv6InterfaceAddress address) {
    updateAll(route ->
        address.address().equals(route.preferredSource()) && uses(route, address.device())
            ? route.toBuilder().preferredSource(null).build()
            : route);
  }

  // ---- Routes that routers announce ----

  @Nullable Route findDefaultRouter(NetDevice device, Ipv6Address router) {
    return find(
        Route.TABLE_MAIN,
        Ipv6Prefix.ALL,
        route ->
            isAnnounced(route)
                && route.nextHops().getFirst().device() == device.index()
                && router.equals(route.nextHops().getFirst().gateway()));
  }

  void addDefaultRouter(
      NetDevice device,
      Ipv6Address router,
      RouterPreference preference,
      int metric,
      SimTime expires,
      int hopLimit) {
    RouteMetrics metrics =
        hopLimit == 0 ? RouteMetrics.NONE : RouteMetrics.of(RouteMetric.HOPLIMIT, hopLimit);
    insert(
        Route.to(Ipv6Prefix.ALL)
            .metric(metric)
            .protocol(RouteProtocol.ROUTER_ADVERTISEMENT)
            .via(router, device.index())
            .preference(preference)
            .metrics(metrics)
            .expires(expires)
            .origin(device.origin())
            .build());
    stack.probes().routeAdded(device.index(), router);
  }

  /// A router has become a host: it is no way out any more (`rt6_clean_tohost`).
  void removeDefaultRouter(Ipv6Address router) {
    removeAll(route ->
        isAnnounced(route)
            && route.destination().length() == 0
            && router.equals(route.nextHops().getFirst().gateway()));
  }

  /// This host has become a router and takes no advice (`rt6_purge_dflt_routers`).
  void removeAllDefaultRouters() {
    removeAll(route -> {
      if (!isAnnounced(route) || route.destination().length() != 0) {
        return false;
      }
      Ipv6Device owner = stack.find(route.nextHops().getFirst().device());
      return owner == null || owner.setting(DeviceSetting.ACCEPT_RA) != 2;
    });
  }

  private static boolean isAnnounced(Route route) {
    return route.protocol().equals(RouteProtocol.ROUTER_ADVERTISEMENT);
  }

  /// Removes the routes whose time is over (`fib6_age`).
  ///
  /// @return whether there are others that end some time
  boolean removeExpired(SimTime now) {
    removeAll(route -> {
      SimTime expires = route.expires();
      return expires != null && expires.isBefore(now);
    });
    return fib.tables().stream()
        .anyMatch(table -> table.all().stream().anyMatch(route -> route.expires() != null));
  }

  // ---- What happens to devices ----

  /// The device was set up, and has addresses (`rt6_sync_up` with RTNH_F_DEAD).
  void deviceUp(NetDevice device) {
    updateHops(device, hop -> hop.withState(false, hop.linkdown() && !device.hasCarrier()));
  }

  /// The carrier is back (`rt6_sync_up` with RTNH_F_LINKDOWN).
  void linkUp(NetDevice device) {
    updateHops(device, hop -> hop.withState(hop.dead(), false));
  }

  /// The carrier is gone (`rt6_sync_down_dev`, NETDEV_CHANGE); this host's own addresses stay.
  void linkDown(NetDevice device) {
    updateAll(route ->
        isOwn(route) ? route : withHops(route, device, hop -> hop.withState(hop.dead(), true)));
  }

  /// The device went down or away: so do its routes, and its share in others (`rt6_disable_ip`).
  void deviceDown(NetDevice device, boolean gone) {
    updateAll(route -> {
      if (!uses(route, device)) {
        return route;
      }
      Route marked = withHops(route, device, hop -> hop.withState(true, true));
      boolean all = marked.nextHops().stream().allMatch(NextHop::dead);
      if (!gone && !all) {
        return marked;
      }
      ImmutableList<NextHop> others =
          marked.nextHops().stream()
              .filter(hop -> hop.device() != device.index())
              .collect(ImmutableList.toImmutableList());
      return all || others.isEmpty() ? null : marked.withNextHops(others);
    });
    stack.exceptions().forget(device);
  }

  /// Routes with an MTU of their own follow the device's (`rt6_mtu_change_route`).
  void mtuChanged(NetDevice device, int mtu) {
    Ipv6Device owner = stack.find(device);
    long before = owner == null ? mtu : owner.setting(DeviceSetting.MTU);
    updateAll(route -> {
      int own = route.metrics().get(RouteMetric.MTU);
      boolean follows =
          own != 0
              && uses(route, device)
              && !route.metrics().isLocked(RouteMetric.MTU)
              && (own >= mtu || own == before);
      return follows
          ? route.toBuilder().metrics(route.metrics().with(RouteMetric.MTU, mtu)).build()
          : route;
    });
    stack.exceptions().mtuChanged(device, mtu);
  }

  private void updateHops(NetDevice device, UnaryOperator<NextHop> change) {
    updateAll(route -> withHops(route, device, change));
  }

  private static Route withHops(Route route, NetDevice device, UnaryOperator<NextHop> change) {
    return uses(route, device)
        ? route.withNextHops(
            route.nextHops().stream()
                .map(hop -> hop.device() == device.index() ? change.apply(hop) : hop)
                .collect(ImmutableList.toImmutableList()))
        : route;
  }

  private static boolean uses(Route route, NetDevice device) {
    return route.nextHops().stream().anyMatch(hop -> hop.device() == device.index());
  }

  // ---- Questions ----

  /// Whether packets to `destination` go over `router`, now or but for another redirect
  /// (`__ip6_route_redirect`).
  boolean isFirstHop(NetDevice device, Ipv6Address destination, Ipv6Address router) {
    RouteQuery query = RouteQuery.output(destination, Ipv6Address.ANY).withOif(device.index());
    return stack.router().lookup(query, true) instanceof Ipv6Way.Found found
        && (found.nextHop(destination).equals(router) || router.equals(found.hop().gateway()));
  }

  // ---- Tables ----

  /// Puts a route among those to its destination, behind those with the same metric; one that is
  /// there already stays as it is, but for its lifetime (`fib6_add_rt2node`).
  ///
  /// @return whether it is new
  boolean insert(Route route) {
    RoutingTable table = fib.table(route.table());
    List<Route> there = new ArrayList<>(table.at(route.destination()));
    int at = 0;
    while (at < there.size()
        && Integer.compareUnsigned(there.get(at).metric(), route.metric()) <= 0) {
      Route each = there.get(at);
      if (each.metric() == route.metric() && hasSameHop(each, route)) {
        if (each.expires() != null) {
          replace(each, each.toBuilder().expires(route.expires()).build());
        }
        return false;
      }
      at++;
    }
    there.add(at, route);
    table.set(route.destination(), ImmutableList.copyOf(there));
    if (route.expires() != null) {
      stack.sweep().plan();
    }
    return true;
  }

  /// Whether one of the next hops of `known` is that of `other` (`rt6_duplicate_nexthop`).
  static boolean hasSameHop(Route known, Route other) {
    NextHop wanted = other.nextHops().getFirst();
    return known.nextHops().stream()
        .anyMatch(hop ->
            hop.device() == wanted.device()
                && java.util.Objects.equals(hop.gateway(), wanted.gateway()));
  }

  @Nullable Route find(int table, IpPrefix destination, Predicate<Route> wanted) {
    RoutingTable known = fib.find(table);
    if (known != null) {
      for (Route route : known.at(destination)) {
        if (wanted.test(route)) {
          return route;
        }
      }
    }
    return null;
  }

  void replace(Route before, Route after) {
    RoutingTable table = fib.table(before.table());
    table.set(
        before.destination(),
        table.at(before.destination()).stream()
            .map(route -> route == before ? after : route)
            .collect(ImmutableList.toImmutableList()));
  }

  void remove(Route route) {
    RoutingTable table = fib.table(route.table());
    table.set(
        route.destination(),
        table.at(route.destination()).stream()
            .filter(each -> each != route)
            .collect(ImmutableList.toImmutableList()));
    stack.exceptions().forget(route);
  }

  private void removeAll(Predicate<Route> unwanted) {
    updateAll(route -> unwanted.test(route) ? null : route);
  }

  private void updateAll(Change change) {
    for (RoutingTable table : fib.tables()) {
      table.update(change::of).forEach(gone -> stack.exceptions().forget(gone));
    }
  }

  /// What becomes of a route; null removes it.
  private interface Change {
    @Nullable Route of(Route route);
  }
}
