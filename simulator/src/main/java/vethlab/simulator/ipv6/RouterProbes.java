package vethlab.simulator.ipv6;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.neighbour.Neighbour;
import vethlab.simulator.neighbour.NudState;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.SimTime;

/// Asks now and then whether routers are there that no packet was sent to (RFC 4191, 3.5;
/// `rt6_probe`): when a route over one is looked at, at most once a minute each.
final class RouterProbes implements Forkable {

  private record Router(int device, Ipv6Address address) {}

  private record Due(RouterProbes probes, NetDevice device, Ipv6Address router) implements Event {

    @Override
    public void happen() {
      probes.stack.discovery().solicit(device, router, router.solicitedNode(), null);
    }

    @Override
    public Event fork(Fork fork) {
      return new Due(fork.of(probes), fork.of(device), router);
    }
  }

  private final Ipv6Stack stack;
  private final Map<Router, SimTime> probed = new HashMap<>();

  RouterProbes(Ipv6Stack stack) {
    this.stack = stack;
  }

  private RouterProbes(RouterProbes original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
    this.probed.putAll(original.probed);
  }

  @Override
  public RouterProbes fork(Fork fork) {
    return new RouterProbes(this, fork);
  }

  /// A route over the router is new: the minute begins.
  void routeAdded(int device, Ipv6Address router) {
    probed.put(new Router(device, router), now());
  }

  /// A route over the router is looked at.
  void consider(int index, Ipv6Address router) {
    Ipv6Device owner = stack.find(index);
    if (owner == null || stack.neighbours().lookup(owner.device(), router) != null) {
      return;
    }
    Duration interval = Duration.ofSeconds(owner.setting(DeviceSetting.ROUTER_PROBE_INTERVAL));
    SimTime last = probed.getOrDefault(new Router(index, router), SimTime.ZERO);
    if (now().since(last).compareTo(interval) > 0) {
      probed.put(new Router(index, router), now());
      stack
          .devices()
          .core()
          .timeline()
          .schedule(Duration.ZERO, new Due(this, owner.device(), router));
    }
  }

  /// Whether the router was asked and did not answer.
  boolean isKnownDead(int index, Ipv6Address router) {
    NetDevice device = stack.devices().find(index);
    Neighbour neighbour = device == null ? null : stack.neighbours().lookup(device, router);
    return neighbour != null && neighbour.state() == NudState.FAILED;
  }

  private SimTime now() {
    return stack.devices().core().now();
  }
}
