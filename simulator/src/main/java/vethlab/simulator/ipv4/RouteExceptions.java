package vethlab.simulator.ipv4;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.time.Timeline;

/// What the network told about single destinations: better routers, smaller MTUs
/// (`fib_nh_exception`).
final class RouteExceptions implements Forkable {

  /// What is known about one destination behind one next hop.
  ///
  /// @param gateway from a redirect, or null
  /// @param mtu from a "fragmentation needed", or 0
  record Learned(
      @Nullable Ipv4Address gateway, int mtu, boolean locked, @Nullable SimTime expires) {}

  private record Key(int device, @Nullable IpAddress gateway, Ipv4Address destination) {}

  private final Timeline timeline;
  private final Map<Key, Learned> exceptions = new LinkedHashMap<>();

  RouteExceptions(Timeline timeline) {
    this.timeline = timeline;
  }

  private RouteExceptions(RouteExceptions original, Fork fork) {
    fork.enter(original, this);
    this.timeline = fork.of(original.timeline);
    this.exceptions.putAll(original.exceptions);
  }

  @Override
  public RouteExceptions fork(Fork fork) {
    return new RouteExceptions(this, fork);
  }

  /// What is known, or null (`find_exception`).
  @Nullable Learned find(NextHop hop, Ipv4Address destination) {
    Key key = key(hop, destination);
    Learned found = exceptions.get(key);
    if (found != null && found.expires() != null && found.expires().isBefore(timeline.now())) {
      exceptions.remove(key);
      return null;
    }
    return found;
  }

  /// A redirect was believed.
  void redirect(NextHop hop, Ipv4Address destination, Ipv4Address gateway, Duration lifetime) {
    Learned before = find(hop, destination);
    exceptions.put(
        key(hop, destination),
        before == null
            ? new Learned(gateway, 0, false, timeline.now().plus(lifetime))
            : new Learned(gateway, before.mtu(), before.locked(), before.expires()));
  }

  /// A smaller MTU was believed.
  void mtu(NextHop hop, Ipv4Address destination, int mtu, boolean locked, Duration lifetime) {
    Learned before = find(hop, destination);
    exceptions.put(
        key(hop, destination),
        new Learned(
            before == null ? null : before.gateway(), mtu, locked, timeline.now().plus(lifetime)));
  }

  /// The MTU of a device changed: what was learned over it follows (`fnhe_update_pmtu`).
  void deviceMtuChanged(int device, int mtu, int before) {
    exceptions.replaceAll((key, each) -> {
      if (key.device() != device || each.mtu() == 0) {
        return each;
      }
      boolean adopt = each.locked() ? mtu <= each.mtu() : mtu < each.mtu() || before == each.mtu();
      return adopt ? new Learned(each.gateway(), mtu, false, each.expires()) : each;
    });
  }

  /// All that is known, oldest first (`ip route show cache`).
  ImmutableList<LearnedRoute> all() {
    SimTime now = timeline.now();
    ImmutableList.Builder<LearnedRoute> all = ImmutableList.builder();
    exceptions.forEach((key, each) -> {
      if (each.expires() == null || !each.expires().isBefore(now)) {
        all.add(
            new LearnedRoute(
                key.destination(),
                key.device(),
                each.gateway() == null ? key.gateway() : each.gateway(),
                each.gateway() != null,
                each.mtu(),
                each.locked(),
                each.expires()));
      }
    });
    return all.build();
  }

  /// Forgets everything (`ip route flush cache`).
  void clear() {
    exceptions.clear();
  }

  /// Forgets what hung on next hops over a device.
  void deviceGone(int device) {
    exceptions.keySet().removeIf(key -> key.device() == device);
  }

  /// Forgets what hung on the next hops of a route that went.
  void routeGone(Iterable<NextHop> hops) {
    for (NextHop hop : hops) {
      exceptions
          .keySet()
          .removeIf(key ->
              key.device() == hop.device()
                  && java.util.Objects.equals(key.gateway(), hop.gateway()));
    }
  }

  private static Key key(NextHop hop, Ipv4Address destination) {
    return new Key(hop.device(), hop.gateway(), destination);
  }
}
