package vethlab.userland.iproute.ss;

import java.util.List;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.iproute.command.Tool;

/// The program `ss` of iproute2 6.1.
public final class SocketStatistics implements Program {

  @Override
  public int run(Process self, List<String> arguments) {
    Tool tool = new Tool(self);
    new SocketCall(tool).run(arguments);
    tool.flush();
    return 0;
  }
}
