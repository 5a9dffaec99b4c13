package vethlab.simulator.ipv4;

import vethlab.simulator.device.NetDevice;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteType;

/// Routes in traces, in the words of `ip route`.
final class RouteText {

  private RouteText() {}

  static String of(PacketRoute chosen, Ipv4Stack stack) {
    StringBuilder text = new StringBuilder();
    Route route = chosen.route();
    if (route == null) {
      if (chosen.type() != RouteType.UNICAST) {
        text.append(chosen.type().text()).append(' ');
      }
      return text.append("dev ").append(chosen.device().name()).toString();
    }
    if (route.type() != RouteType.UNICAST) {
      text.append(route.type().text()).append(' ');
    }
    text.append(
        route.destination().length() == 0
            ? "default"
            : route.destination().isHost() ? route.destination().address() : route.destination());
    if (chosen.gateway() != null) {
      text.append(" via ").append(chosen.gateway());
    }
    NextHop hop = route.nextHop();
    NetDevice device =
        chosen.delivered() && hop != null ? stack.devices().find(hop.device()) : chosen.device();
    text.append(" dev ").append(device == null ? chosen.device().name() : device.name());
    if (route.metric() != 0) {
      text.append(" metric ").append(route.metric());
    }
    return text.toString();
  }
}
