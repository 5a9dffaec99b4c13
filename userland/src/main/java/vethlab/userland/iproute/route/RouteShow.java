package vethlab.userland.iproute.route;

import java.util.List;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.rtnetlink.RouteReport;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.print.Report;

/// `ip route show`.
public final class RouteShow implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    RouteFilter filter = new RouteFilterWords(tool, arguments).read();
    RouteListing listing = new RouteListing(tool, filter);
    Report report = tool.report();
    report.begin();
    List<RouteReport> routes;
    try {
      routes = listing.routes();
    } catch (KernelError refused) {
      if (!listing.mayLackTable()) {
        tool.error(Tool.answer(refused));
        throw tool.fail(-2, "Dump terminated");
      }
      routes = List.of();
    }
    RoutePrinter printer = new RoutePrinter(tool, report, filter);
    routes.forEach(printer::print);
    report.end();
    return 0;
  }
}
