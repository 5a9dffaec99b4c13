package vethlab.userland.coreutils.system;

import java.util.List;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.Node;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.Output;

/// `which`, as Debian has it.
public final class Which implements Program {

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given = GetOpt.parse(arguments, "+as");
    if (given.problem() != null) {
      self.complain("Illegal option -" + given.problem().replaceAll(".*'(.)'.*", "$1"));
      self.complain("Usage: " + self.arguments().getFirst() + " [-as] args");
      return 2;
    }
    boolean all = given.options().stream().anyMatch(option -> option.name().equals("a"));
    int status = given.operands().isEmpty() ? 1 : 0;
    try (Output output = Output.of(self)) {
      for (String name : given.operands()) {
        boolean found = false;
        String path = self.environment().getOrDefault("PATH", "/bin:/usr/bin");
        for (String directory : name.contains("/") ? new String[] {""} : path.split(":", -1)) {
          String candidate = name.contains("/") ? name : directory + "/" + name;
          if (isExecutable(self, candidate) && (all || !found)) {
            output.line(candidate);
            found = true;
          }
        }
        status = found ? status : 1;
      }
    }
    return status;
  }

  private static boolean isExecutable(Process self, String path) {
    try {
      Node node = self.table().files().find(self, self.directory(), path);
      return node instanceof Node.Openable && (node.mode() & 0111) != 0;
    } catch (KernelError error) {
      return false;
    }
  }
}
