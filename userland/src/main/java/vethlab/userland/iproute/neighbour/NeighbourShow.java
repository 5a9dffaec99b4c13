package vethlab.userland.iproute.neighbour;

import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.print.Report;

/// `ip neigh show`: the neighbours in the order in which they were met; the kernel's own depends on
/// a random hash.
final class NeighbourShow implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    NeighbourFilter filter = new NeighbourFilter(tool, arguments, false);
    Report report = tool.report();
    NeighbourPrinter printer = new NeighbourPrinter(tool, report, filter.index() == 0);
    report.begin();
    filter.lines().forEach(each -> printer.print(each, 0));
    report.end();
    return 0;
  }
}
