package vethlab.userland.iproute.route;

import com.google.common.collect.ImmutableList;
import java.util.List;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.RouteSelector;
import vethlab.simulator.packet.IpFamily;
import vethlab.simulator.rtnetlink.RouteReport;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Tool;

/// `ip route flush`: takes away all routes that are meant, in rounds until none is left
/// (`iproute_flush`).
public final class RouteFlush implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    if (arguments.isEmpty()) {
      throw tool.fail(-1, "\"ip route flush\" requires arguments.");
    }
    RouteFilter filter = new RouteFilterWords(tool, arguments).read();
    RouteListing listing = new RouteListing(tool, filter);
    boolean statistics = tool.options().statistics() > 0;
    if (filter.cached) {
      if (listing.families().contains(IpFamily.IPV4)) {
        tool.network().ipv4().flushLearnedRoutes();
        if (statistics) {
          tool.print("*** IPv4 routing cache is flushed.\n");
        }
      }
      if (listing.isIpv4Only()) {
        return 0;
      }
    }
    return flush(tool, filter, listing);
  }

  private static int flush(Tool tool, RouteFilter filter, RouteListing listing) {
    boolean statistics = tool.options().statistics() > 0;
    for (int round = 0; ; round++) {
      List<RouteReport> doomed = doomed(tool, listing);
      if (doomed.isEmpty()) {
        if (statistics) {
          tool.print(
              round == 0
                  ? "Nothing to flush.\n"
                  : "*** Flush is complete after "
                      + round
                      + (round > 1 ? " rounds ***\n" : " round ***\n"));
        }
        return 0;
      }
      if (tool.options().statistics() > 1) {
        RoutePrinter printer = new RoutePrinter(tool, tool.textReport(), filter);
        doomed.forEach(printer::print);
      }
      if (filter.cached) {
        tool.network().ipv6().flushLearnedWays();
      } else {
        doomed.forEach(route -> delete(tool, route));
      }
      if (statistics) {
        tool.print("\n*** Round " + (round + 1) + ", deleting " + doomed.size() + " entries ***\n");
        tool.flush();
      }
    }
  }

  private static List<RouteReport> doomed(Tool tool, RouteListing listing) {
    try {
      return listing.routes();
    } catch (KernelError refused) {
      tool.error(Tool.answer(refused));
      throw tool.fail(-2, "Flush terminated");
    }
  }

  private static void delete(Tool tool, RouteReport route) {
    Integer metric = route.metric();
    RouteSelector selector =
        new RouteSelector(
            route.destination(),
            route.table(),
            route.tos(),
            metric == null ? 0 : metric,
            route.type(),
            route.scope(),
            route.protocol(),
            route.preferredSource(),
            route.metrics(),
            route.hops().stream()
                .map(hop -> NextHop.via(hop.gateway(), hop.device()))
                .collect(ImmutableList.toImmutableList()));
    try {
      switch (route.family()) {
        case IPV4 -> tool.network().ipv4().deleteRoute(selector);
        case IPV6 -> tool.network().ipv6().deleteRoute(selector);
      }
    } catch (KernelError refused) {
      throw tool.fail(-2, "Failed to send flush request: " + refused.errno().text());
    }
  }
}
