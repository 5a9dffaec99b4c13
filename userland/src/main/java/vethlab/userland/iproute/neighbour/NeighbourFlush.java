package vethlab.userland.iproute.neighbour;

import java.util.List;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.neighbour.NeighbourTable;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Tool;

/// `ip neigh flush`: takes away all neighbours that are meant, in rounds until none is left.
final class NeighbourFlush implements Command {

  private static final int MOST_ROUNDS = 10;

  @Override
  public int run(Tool tool, Arguments arguments) {
    if (arguments.isEmpty()) {
      throw tool.fail(-1, "Flush requires arguments.");
    }
    NeighbourFilter filter = new NeighbourFilter(tool, arguments, true);
    NeighbourPrinter printer = new NeighbourPrinter(tool, tool.textReport(), filter.index() == 0);
    boolean told = tool.options().statistics() > 0;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<NeighbourLine> doomed = filter.lines();
      if (doomed.isEmpty()) {
        if (told) {
          tool.print(done(round));
        }
        return 0;
      }
      if (tool.options().statistics() > 1) {
        doomed.forEach(each -> printer.print(each, 0));
      }
      doomed.forEach(each -> delete(tool, each));
      if (told) {
        tool.print("\n*** Round " + (round + 1) + ", deleting " + doomed.size() + " entries ***\n");
        tool.flush();
      }
      filter.ignoreFailed();
    }
    tool.print("*** Flush not complete bailing out after " + MOST_ROUNDS + " rounds\n");
    return 1;
  }

  private static String done(int rounds) {
    return rounds == 0
        ? "Nothing to flush.\n"
        : "*** Flush is complete after " + rounds + " round" + (rounds > 1 ? "s" : "") + " ***\n";
  }

  private static void delete(Tool tool, NeighbourLine line) {
    NeighbourTable table = NeighbourModify.table(tool, line.family());
    NetDevice device = line.device();
    if (line.isProxy()) {
      table.deleteProxy(device, line.address());
    } else if (device != null) {
      table.delete(device, line.address());
    }
  }
}
