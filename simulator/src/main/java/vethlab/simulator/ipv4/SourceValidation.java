package vethlab.simulator.ipv4;

import vethlab.simulator.device.NetDevice;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.fib.RouteResult;
import vethlab.simulator.fib.RouteScope;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.packet.Ipv4Address;

/// Checks the source of packets from the wire: not this host's own, not a broadcast address, and,
/// if `rp_filter` wants it, reached by the device where it came in (`fib_validate_source`).
final class SourceValidation {

  private final Ipv4Stack stack;

  SourceValidation(Ipv4Stack stack) {
    this.stack = stack;
  }

  /// Whether `source` is believed.
  ///
  /// @param destination of the packet; 0.0.0.0 for one that is broadcast
  /// @param outgoing the index of the device by which it would be forwarded; 0 if it is for this
  ///   host
  SourceCheck check(
      Ipv4Address source,
      Ipv4Address destination,
      int tos,
      int mark,
      int outgoing,
      Ipv4Interface on) {
    int filter = on.get(DeviceSetting.RP_FILTER);
    NetDevice device = on.device();
    if (filter == 0 && (device.index() != outgoing || !on.isOn(DeviceSetting.SEND_REDIRECTS))) {
      if (on.isOn(DeviceSetting.ACCEPT_LOCAL)) {
        return SourceCheck.ROUTED;
      }
      if (!stack.fib().hasCustomRules() && !stack.hasCustomLocalRoutes()) {
        return stack.holder(source) == null ? SourceCheck.ROUTED : SourceCheck.LOCAL;
      }
    }
    return fullCheck(source, destination, tos, mark, outgoing, on, filter);
  }

  private SourceCheck fullCheck(
      Ipv4Address source,
      Ipv4Address destination,
      int tos,
      int mark,
      int outgoing,
      Ipv4Interface on,
      int filter) {
    RouteQuery back =
        RouteQuery.output(/* destination= */ source, /* source= */ destination)
            .withTos(tos)
            .withIif(outgoing == 0 ? RouteQuery.LOOPBACK : outgoing)
            .withMark(on.isOn(DeviceSetting.SRC_VALID_MARK) ? mark : 0);
    if (!(stack.fib().lookup(back) instanceof RouteResult.Found found)) {
      return lastResort(filter);
    }
    Route route = found.route();
    if (route.type() == RouteType.LOCAL && !on.isOn(DeviceSetting.ACCEPT_LOCAL)) {
      return SourceCheck.LOCAL;
    }
    if (route.type() != RouteType.UNICAST && route.type() != RouteType.LOCAL) {
      return SourceCheck.INVALID;
    }
    NetDevice device = on.device();
    boolean sameDevice =
        route.nextHops().stream().anyMatch(hop -> hop.device() == device.index())
            || (route.type() == RouteType.LOCAL && device.flags().isLoopback());
    if (sameDevice) {
      return reach(found.nextHop());
    }
    if (on.addresses.isEmpty()) {
      return lastResort(filter);
    }
    if (filter == 1) {
      return SourceCheck.REVERSE_PATH;
    }
    RouteQuery byDevice = back.withOif(device.index()).withLinkStateIgnored();
    return stack.fib().lookup(byDevice) instanceof RouteResult.Found there
            && there.route().type() == RouteType.UNICAST
        ? reach(there.nextHop())
        : SourceCheck.ROUTED;
  }

  private static SourceCheck reach(NextHop hop) {
    return hop.scope().compareTo(RouteScope.HOST) >= 0 ? SourceCheck.ON_LINK : SourceCheck.ROUTED;
  }

  private static SourceCheck lastResort(int filter) {
    return filter != 0 ? SourceCheck.REVERSE_PATH : SourceCheck.ROUTED;
  }
}
