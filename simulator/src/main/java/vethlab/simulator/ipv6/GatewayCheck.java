package vethlab.simulator.ipv6;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.fib.RouteResult;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.fib.RoutingTable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Ipv6Address;

/// Whether a router can be one (`ip6_validate_gw`): it must be on the link, and not this host.
final class GatewayCheck implements Forkable {

  private final Ipv6Stack stack;

  GatewayCheck(Ipv6Stack stack) {
    this.stack = stack;
  }

  private GatewayCheck(GatewayCheck original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
  }

  @Override
  public GatewayCheck fork(Fork fork) {
    return new GatewayCheck(this, fork);
  }

  /// @param wanted the device that was given, or null
  /// @return the device that the router is behind
  NetDevice check(Route route, NextHop hop, @Nullable NetDevice wanted) {
    Ipv6Address gateway = (Ipv6Address) hop.gateway();
    if (gateway == null) {
      throw new IllegalStateException("no gateway to check");
    }
    if (wanted != null) {
      refuseOwn(gateway, wanted);
    }
    NetDevice device = wanted;
    if (!gateway.isLinkLocal()) {
      if (gateway.isMulticast() || gateway.isUnspecified()) {
        throw new KernelError(Errno.EINVAL, "Invalid gateway address");
      }
      if (hop.onlink()) {
        checkOnLink(gateway, wanted);
      } else {
        device = behind(route, gateway, wanted);
      }
    }
    if (device == null) {
      throw new KernelError(Errno.EINVAL, "Egress device not specified");
    }
    if (device.flags().isLoopback()) {
      throw new KernelError(
          Errno.EINVAL, "Egress device can not be loopback device for this route");
    }
    if (wanted == null) {
      refuseOwn(gateway, device);
    }
    return device;
  }

  /// An address of this host is none, tentative or not; a link-local one counts on its device only.
  private void refuseOwn(Ipv6Address gateway, NetDevice device) {
    for (Ipv6Device owner : stack.all()) {
      boolean counts = !gateway.isLinkLocal() || owner.device() == device;
      if (counts && owner.find(gateway) != null) {
        throw new KernelError(Errno.EINVAL, "Gateway can not be a local address");
      }
    }
  }

  /// `ip6_route_check_nh_onlink`.
  private void checkOnLink(Ipv6Address gateway, @Nullable NetDevice device) {
    RouteResult result = lookup(stack.fib().table(Route.TABLE_MAIN), gateway, device, false);
    if (result instanceof RouteResult.Found found
        && found.route().destination().length() != 0
        && (found.route().type() != RouteType.UNICAST
            || device == null
            || found.nextHop().device() != device.index())) {
      throw new KernelError(Errno.EINVAL, "Nexthop has invalid gateway or device mismatch");
    }
  }

  /// The device that the routes know for the gateway, without a router in between
  /// (`ip6_route_check_nh`).
  private NetDevice behind(Route route, Ipv6Address gateway, @Nullable NetDevice wanted) {
    RoutingTable table = stack.fib().find(route.table());
    NetDevice device = table == null ? null : direct(lookup(table, gateway, wanted, true), wanted);
    if (device == null) {
      RouteQuery query = query(gateway, wanted);
      device = direct(stack.fib().lookup(query, new Ipv6TableLookup(stack, true, false)), wanted);
    }
    if (device == null) {
      throw new KernelError(Errno.EHOSTUNREACH);
    }
    return device;
  }

  private @Nullable RouteResult lookup(
      RoutingTable table, Ipv6Address gateway, @Nullable NetDevice device, boolean strict) {
    return new Ipv6TableLookup(stack, strict, false)
        .in(ImmutableList.of(table), query(gateway, device));
  }

  private static RouteQuery query(Ipv6Address gateway, @Nullable NetDevice device) {
    return RouteQuery.output(gateway, Ipv6Address.ANY)
        .withOif(device == null ? 0 : device.index())
        .withLinkStateIgnored();
  }

  private @Nullable NetDevice direct(@Nullable RouteResult result, @Nullable NetDevice wanted) {
    if (!(result instanceof RouteResult.Found found) || found.nextHop().gateway() != null) {
      return null;
    }
    NetDevice device = stack.devices().find(found.nextHop().device());
    return wanted == null || device == wanted ? device : null;
  }
}
