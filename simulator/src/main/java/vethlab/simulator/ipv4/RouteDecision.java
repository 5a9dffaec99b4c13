package vethlab.simulator.ipv4;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.Origin;

/// What routing decided about a packet.
public sealed interface RouteDecision {

  /// It has a way.
  record Routed(PacketRoute route) implements RouteDecision {}

  /// It has none.
  ///
  /// @param errno what a sender is told
  /// @param reason why a packet from the wire ends
  /// @param origin the line of the route, rule or setting that refused, or null
  /// @param missing what would have let it pass, or null
  record Refused(Errno errno, DropReason reason, @Nullable Origin origin, @Nullable String missing)
      implements RouteDecision {}
}
