package vethlab.simulator.fib;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.trace.Origin;

/// What a lookup came to.
public sealed interface RouteResult {

  /// A route, and which of its next hops may be used first.
  record Found(Route route, int hop) implements RouteResult {

    public NextHop nextHop() {
      return route.nextHops().get(hop);
    }
  }

  /// A route or a rule that refuses: `blackhole`, `unreachable`, `prohibit`.
  ///
  /// @param route null if it was a rule
  /// @param rule null if it was a route
  record Refused(Errno errno, @Nullable Route route, @Nullable RoutingRule rule)
      implements RouteResult {

    /// The script line that says so.
    public Origin origin() {
      return route != null ? route.origin() : rule != null ? rule.origin() : Origin.KERNEL;
    }
  }

  /// No table knows the destination (`ENETUNREACH`).
  record NoRoute() implements RouteResult {}
}
