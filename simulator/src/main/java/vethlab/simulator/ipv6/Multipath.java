package vethlab.simulator.ipv6;

import java.util.List;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Ipv6Address;

/// Chooses among several next hops of equal worth, the same one for the same flow
/// (`fib6_select_path`; hash policy 0: addresses and protocol).
///
/// The kernel hashes with a secret drawn at boot, so which one it is cannot be known.
final class Multipath implements Forkable {

  private final Ipv6Stack stack;

  Multipath(Ipv6Stack stack) {
    this.stack = stack;
  }

  private Multipath(Multipath original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
  }

  @Override
  public Multipath fork(Fork fork) {
    return new Multipath(this, fork);
  }

  /// @param best the one to take if the chosen one is out of use
  NextHop choose(Route route, NextHop best, RouteQuery query) {
    List<NextHop> alive =
        route.nextHops().stream().filter(hop -> !hop.dead() && !ignored(hop)).toList();
    int total = alive.stream().mapToInt(NextHop::weight).sum();
    if (total == 0) {
      return best;
    }
    long at = Math.floorMod(hash(query), total);
    for (NextHop hop : alive) {
      at -= hop.weight();
      if (at < 0) {
        return hop;
      }
    }
    return best;
  }

  private boolean ignored(NextHop hop) {
    Ipv6Device owner = stack.find(hop.device());
    return hop.linkdown()
        && owner != null
        && owner.is(DeviceSetting.IGNORE_ROUTES_WITH_LINKDOWN);
  }

  private int hash(RouteQuery query) {
    return FlowLabels.hash(
        stack.secret(),
        (Ipv6Address) query.source(),
        (Ipv6Address) query.destination(),
        query.protocol(),
        0);
  }
}
