package vethlab.simulator.ipv6;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.time.SimTime;

/// All [PathException]s of a namespace (`rt6_insert_exception`).
final class PathExceptions implements Forkable {

  private final Ipv6Stack stack;
  private final List<PathException> exceptions = new ArrayList<>();

  PathExceptions(Ipv6Stack stack) {
    this.stack = stack;
  }

  private PathExceptions(PathExceptions original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
    original.exceptions.forEach(each -> exceptions.add(fork.of(each)));
  }

  @Override
  public PathExceptions fork(Fork fork) {
    return new PathExceptions(this, fork);
  }

  /// What is known about a destination of a route, or null.
  @Nullable PathException find(Route route, NextHop hop, Ipv6Address destination) {
    for (PathException each : exceptions) {
      if (each.destination().equals(destination)
          && each.device() == hop.device()
          && each.route().saysTheSame(route)) {
        if (each.isOver(now())) {
          exceptions.remove(each);
          return null;
        }
        each.use(now());
        return each;
      }
    }
    return null;
  }

  /// A packet was too big somewhere on the way (`ip6_update_pmtu`).
  ///
  /// @param device where the news came in
  void tooBig(NetDevice device, Ipv6Address destination, Ipv6Address source, int mtu) {
    RouteQuery query = RouteQuery.output(destination, source).withOif(device.index());
    if (mtu >= Ipv6Stack.MINIMUM_MTU
        && stack.router().lookup(query, AddressScope.isStrict(destination))
            instanceof Ipv6Way.Found found
        && mtu < found.mtu()) {
      Duration lasts = Duration.ofSeconds(stack.settings().number("route/mtu_expires"));
      exception(found, destination).setMtu(mtu, now().plus(lasts));
    }
  }

  /// A router knows a nearer one, or that the destination is on the link.
  void redirect(NetDevice device, Ipv6Address destination, @Nullable Ipv6Address nearer) {
    RouteQuery query = RouteQuery.output(destination, Ipv6Address.ANY).withOif(device.index());
    if (stack.router().lookup(query, true) instanceof Ipv6Way.Found found) {
      exception(found, destination).redirect(nearer);
    }
  }

  private PathException exception(Ipv6Way.Found found, Ipv6Address destination) {
    PathException known = found.exception();
    if (known != null) {
      return known;
    }
    PathException made = new PathException(found.route(), found.hop().device(), destination, now());
    exceptions.add(made);
    stack.sweep().plan();
    return made;
  }

  /// All that is known, oldest first.
  ImmutableList<LearnedWay> all() {
    SimTime now = now();
    ImmutableList.Builder<LearnedWay> all = ImmutableList.builder();
    for (PathException each : exceptions) {
      if (!each.isOver(now)) {
        IpAddress gateway = null;
        for (NextHop hop : each.route().nextHops()) {
          gateway = hop.device() == each.device() && gateway == null ? hop.gateway() : gateway;
        }
        all.add(
            new LearnedWay(
                each.route(),
                each.destination(),
                each.device(),
                each.redirected() ? each.gateway() : gateway,
                each.mtu(),
                each.expires()));
      }
    }
    return all.build();
  }

  /// Forgets everything.
  void clear() {
    exceptions.clear();
  }

  /// Forgets what is over.
  ///
  /// @return whether anything is left
  boolean removeOver(SimTime now) {
    exceptions.removeIf(each -> each.isOver(now));
    return !exceptions.isEmpty();
  }

  /// A route is gone, and what was known about its destinations with it.
  void forget(Route route) {
    exceptions.removeIf(each -> each.route().saysTheSame(route));
  }

  /// A device is down.
  void forget(NetDevice device) {
    exceptions.removeIf(each -> each.device() == device.index());
  }

  /// A device's MTU changed: nothing on the way is longer (`rt6_exceptions_update_pmtu`).
  void mtuChanged(NetDevice device, int mtu) {
    exceptions.removeIf(each -> each.device() == device.index() && each.mtu() >= mtu);
  }

  private SimTime now() {
    return stack.devices().core().now();
  }
}
