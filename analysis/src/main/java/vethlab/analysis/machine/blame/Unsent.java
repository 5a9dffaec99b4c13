package vethlab.analysis.machine.blame;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.ipv4.RouteDecision;
import vethlab.simulator.ipv6.Ipv6Request;
import vethlab.simulator.ipv6.Ipv6Sent;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.Ending;
import vethlab.simulator.trace.Origin;

/// Why a namespace cannot even begin to send to an address.
final class Unsent {

  private Unsent() {}

  /// What its routes say, or null if they lead there.
  static Ending.@Nullable Dropped refusal(NetworkNamespace from, IpAddress to) {
    return switch (to) {
      case Ipv4Address ipv4 ->
          from.ipv4().route(RouteQuery.output(ipv4, Ipv4Address.ANY))
                  instanceof RouteDecision.Refused refused
              ? new Ending.Dropped(
                  refused.reason(), from.name(), refused.origin(), refused.missing())
              : null;
      case Ipv6Address ipv6 ->
          from.ipv6().route(Ipv6Request.of(echo(), ipv6, "echo request"))
                  instanceof Ipv6Sent.Failed failed
              ? new Ending.Dropped(
                  DropReason.IP_OUTNOROUTES, from.name(), origin(from, failed), failed.missing())
              : null;
    };
  }

  private static Icmpv6Message echo() {
    return new Icmpv6Message.Echo(true, 0, 0, Bytes.EMPTY);
  }

  /// The line of what refuses; where nothing leads there, the one that made the namespace.
  private static Origin origin(NetworkNamespace from, Ipv6Sent.Failed failed) {
    return failed.origin() != null ? failed.origin() : from.devices().origin();
  }
}
