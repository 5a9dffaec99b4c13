package vethlab.userland.coreutils.text;

import java.util.ArrayList;
import java.util.List;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.ToolFiles;

/// `tee`.
public final class Tee implements Program {

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(arguments, "aip", "append/a", "ignore-interrupts/i", "help", "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 1);
    }
    ToolFiles.refuseHelp(self, given);
    boolean append = given.options().stream().anyMatch(option -> option.name().equals("a"));
    List<Integer> targets = new ArrayList<>(List.of(1));
    int status = 0;
    for (String path : given.operands()) {
      try {
        targets.add(ToolFiles.create(self, path, append));
      } catch (KernelError error) {
        ToolFiles.complain(self, path + ": " + error.errno().text());
        status = 1;
      }
    }
    for (byte[] more = self.read(0, 65536); more != null; more = self.read(0, 65536)) {
      for (int target : targets) {
        try {
          self.write(target, more);
        } catch (KernelError error) {
          String name = target == 1 ? "'standard output'" : given.operands().getFirst();
          ToolFiles.complain(self, name + ": " + error.errno().text());
          status = 1;
        }
      }
    }
    return status;
  }
}
