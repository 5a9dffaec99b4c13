package vethlab.simulator.ipv4;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteMetric;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.fib.RouteResult;
import vethlab.simulator.fib.RouteScope;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.Origin;

/// Decides where packets of this host go (`ip_route_output_key_hash_rcu`).
final class Ipv4Routing {

  /// The longest packet that IPv4 knows.
  static final int LONGEST = 65_535;

  private final Ipv4Stack stack;

  Ipv4Routing(Ipv4Stack stack) {
    this.stack = stack;
  }

  /// The way of a packet of this host.
  ///
  /// @param query its source may be open
  /// @param freeSource whether the source need not be this host's
  RouteDecision output(RouteQuery query, boolean freeSource) {
    Ipv4Address source = ipv4(query.source());
    Ipv4Address destination = ipv4(query.destination());
    if (!source.isUnspecified()) {
      if (source.isMulticast() || source.isLimitedBroadcast()) {
        return refused(Errno.EINVAL, "a source that can be one");
      }
      if (query.oif() == 0 && (destination.isMulticast() || destination.isLimitedBroadcast())) {
        NetDevice holder = stack.holderOrLocal(source);
        return holder == null
            ? notOurs(source)
            : make(destination, source, null, holder, holder.index(), RouteType.UNICAST);
      }
      if (!freeSource && stack.holderOrLocal(source) == null) {
        return notOurs(source);
      }
    }
    NetDevice bound = null;
    if (query.oif() != 0) {
      bound = stack.devices().find(query.oif());
      if (bound == null) {
        return refused(Errno.ENODEV, "device " + query.oif());
      }
      if (!bound.isUp() || stack.find(bound) == null) {
        return new RouteDecision.Refused(
            Errno.ENETUNREACH, DropReason.IP_OUTNOROUTES, bound.origin(), bound.name() + " up");
      }
      if (destination.isLocalMulticast()
          || destination.isLimitedBroadcast()
          || query.protocol() == IpProtocol.IGMP) {
        Ipv4Address chosen = source.isUnspecified() ? select(bound, RouteScope.LINK) : source;
        return make(destination, chosen, null, bound, query.oif(), RouteType.UNICAST);
      }
      if (source.isUnspecified()) {
        if (destination.isMulticast()) {
          source = select(bound, query.minimumScope());
        } else if (destination.isUnspecified()) {
          source = select(bound, RouteScope.HOST);
        }
      }
    }
    if (destination.isUnspecified()) {
      Ipv4Address self = source.isUnspecified() ? Ipv4Address.LOOPBACK : source;
      NetDevice loopback = stack.loopback();
      return make(self, self, null, loopback, query.oif(), RouteType.LOCAL);
    }
    return byTables(query, destination, source, bound);
  }

  private RouteDecision byTables(
      RouteQuery query, Ipv4Address destination, Ipv4Address source, @Nullable NetDevice bound) {
    RouteResult result = stack.fib().lookup(withAddresses(query, destination, source));
    if (!(result instanceof RouteResult.Found found)) {
      if (bound != null) {
        // Routes only say which router to take: a bound sender needs none.
        Ipv4Address chosen = source.isUnspecified() ? select(bound, RouteScope.LINK) : source;
        return make(destination, chosen, null, bound, query.oif(), RouteType.UNICAST);
      }
      return unroutable(result, destination, DropReason.IP_OUTNOROUTES);
    }
    Route route = found.route();
    if (route.type() == RouteType.LOCAL) {
      Ipv4Address chosen = source;
      if (chosen.isUnspecified()) {
        chosen = route.preferredSource() instanceof Ipv4Address preferred ? preferred : destination;
      }
      return make(
          destination, chosen, found, stack.loopback(), found.nextHop().device(), RouteType.LOCAL);
    }
    RouteResult.Found chosen = select(found, query, destination, source);
    NetDevice device = stack.devices().find(chosen.nextHop().device());
    if (device == null) {
      return refused(Errno.ENETUNREACH, "device " + chosen.nextHop().device());
    }
    Ipv4Address from = source.isUnspecified() ? preferredSource(chosen) : source;
    return make(destination, from, chosen, device, query.oif(), route.type());
  }

  /// Which next hop, and which of several default routes (`fib_select_path`).
  private RouteResult.Found select(
      RouteResult.Found found, RouteQuery query, Ipv4Address destination, Ipv4Address source) {
    if (query.oif() != 0) {
      return found;
    }
    if (found.route().nextHops().size() > 1) {
      boolean withPorts = stack.settings().number("fib_multipath_hash_policy") == 1;
      return stack
          .multipath()
          .choose(
              found,
              new MultipathChoice.Flow(
                  source,
                  destination,
                  withPorts ? query.protocol() : 0,
                  withPorts ? query.sourcePort() << 16 | query.destinationPort() : 0));
    }
    return stack.defaultRoutes().choose(found, query);
  }

  /// The source that a route gives (`fib_result_prefsrc`).
  Ipv4Address preferredSource(RouteResult.Found found) {
    if (found.route().preferredSource() instanceof Ipv4Address preferred) {
      return preferred;
    }
    NetDevice device = stack.devices().find(found.nextHop().device());
    if (device == null) {
      return Ipv4Address.ANY;
    }
    Ipv4Address near =
        found.nextHop().gateway() instanceof Ipv4Address gateway ? gateway : Ipv4Address.ANY;
    return stack.selection().select(device, near, found.route().scope());
  }

  /// The route of a packet of this host (`__mkroute_output`).
  private RouteDecision make(
      Ipv4Address destination,
      Ipv4Address source,
      RouteResult.@Nullable Found found,
      NetDevice device,
      int wanted,
      RouteType type) {
    Ipv4Interface on = stack.find(device);
    if (on == null) {
      return refused(Errno.EINVAL, "IPv4 on " + device.name());
    }
    boolean loopback = device.flags().isLoopback();
    if (source.isLoopback() && !loopback && !on.isOn(DeviceSetting.ROUTE_LOCALNET)) {
      return refused(Errno.EINVAL, "route_localnet on " + device.name());
    }
    RouteType decided = type;
    RouteResult.Found by = found;
    boolean delivered = loopback;
    if (destination.isLimitedBroadcast()) {
      decided = RouteType.BROADCAST;
      by = null;
    } else if (destination.isMulticast()) {
      decided = RouteType.MULTICAST;
    } else if (destination.isZeroNet()) {
      return refused(Errno.EINVAL, "a destination");
    }
    if (decided == RouteType.BROADCAST) {
      delivered = true;
    } else if (decided == RouteType.MULTICAST) {
      delivered = on.groups().accepts(destination);
      if (by != null && by.route().destination().length() < 4) {
        by = null; // no router for groups that no route names
      }
    }
    return new RouteDecision.Routed(
        route(device, decided, by, found, destination, source, delivered, false, false, wanted));
  }

  /// A route with its gateway, and with what is known of the destination (`rt_set_nexthop`).
  PacketRoute route(
      NetDevice device,
      RouteType type,
      RouteResult.@Nullable Found by,
      RouteResult.@Nullable Found found,
      Ipv4Address destination,
      Ipv4Address source,
      boolean delivered,
      boolean wantsRedirect,
      boolean input,
      int incoming) {
    IpAddress gateway = null;
    boolean redirected = false;
    SimTime expires = null;
    int pathMtu = 0;
    boolean locked = false;
    int metricMtu = 0;
    if (by != null) {
      NextHop hop = by.nextHop();
      if (hop.gateway() != null && hop.scope().equals(RouteScope.LINK)) {
        gateway = hop.gateway();
      }
      metricMtu = by.route().metrics().get(RouteMetric.MTU);
      locked = by.route().metrics().isLocked(RouteMetric.MTU);
      RouteExceptions.Learned exception = stack.exceptions().find(hop, destination);
      if (exception != null) {
        pathMtu = exception.mtu();
        locked |= exception.locked();
        expires = exception.expires();
        if (exception.gateway() != null) {
          gateway = exception.gateway();
          redirected = true;
        }
      }
    }
    int unlearned = metricMtu != 0 ? metricMtu : device.mtu();
    if (metricMtu == 0 && locked && gateway != null) {
      unlearned = Math.min(unlearned, 576);
    }
    unlearned = Math.min(unlearned, LONGEST);
    int learned = pathMtu != 0 ? Math.min(pathMtu, LONGEST) : unlearned;
    boolean learnedCounts = locked || stack.settings().isOn("ip_forward_use_pmtu");
    return new PacketRoute(
        device,
        type,
        gateway,
        source,
        learned,
        learnedCounts ? learned : unlearned,
        pathMtu,
        locked,
        delivered,
        redirected,
        expires,
        wantsRedirect,
        input,
        incoming,
        found == null ? 1 : found.route().nextHops().size(),
        found == null ? null : found.route());
  }

  private Ipv4Address select(NetDevice device, RouteScope scope) {
    return stack.selection().select(device, Ipv4Address.ANY, scope);
  }

  private static RouteQuery withAddresses(
      RouteQuery query, Ipv4Address destination, Ipv4Address source) {
    return new RouteQuery(
        destination,
        source,
        query.tos(),
        RouteQuery.LOOPBACK,
        query.oif(),
        query.mark(),
        query.minimumScope(),
        query.protocol(),
        query.sourcePort(),
        query.destinationPort(),
        query.ignoreLinkState());
  }

  /// What a lookup without a route means.
  RouteDecision.Refused unroutable(RouteResult result, Ipv4Address destination, DropReason reason) {
    return switch (result) {
      case RouteResult.Refused refused ->
          new RouteDecision.Refused(refused.errno(), reason, refused.origin(), null);
      case RouteResult.NoRoute() ->
          new RouteDecision.Refused(
              Errno.ENETUNREACH, reason, namespaceOrigin(), "a route to " + destination);
      case RouteResult.Found ignored -> throw new IllegalStateException("a route was found");
    };
  }

  /// The line that made the namespace: its loopback device came with it.
  Origin namespaceOrigin() {
    return stack.devices().origin();
  }

  private RouteDecision notOurs(Ipv4Address source) {
    return new RouteDecision.Refused(
        Errno.ENETUNREACH,
        DropReason.IP_OUTNOROUTES,
        namespaceOrigin(),
        "the source address " + source);
  }

  private static RouteDecision refused(Errno errno, String missing) {
    return new RouteDecision.Refused(errno, DropReason.IP_OUTNOROUTES, null, missing);
  }

  static Ipv4Address ipv4(IpAddress address) {
    return address instanceof Ipv4Address ipv4 ? ipv4 : Ipv4Address.ANY;
  }
}
