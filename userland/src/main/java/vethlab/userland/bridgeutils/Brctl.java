package vethlab.userland.bridgeutils;

import com.google.common.collect.ImmutableList;
import java.util.List;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.Output;

/// `brctl`: makes, changes and shows bridges of the caller's namespace.
public final class Brctl implements Program {

  private static final String VERSION = "bridge-utils, 1.7";

  @Override
  public int run(Process self, List<String> arguments) {
    try (Output output = Output.of(self)) {
      GetOpt options = GetOpt.parse(arguments, "Vh", "help/h", "version/V");
      for (GetOpt.Option option : options.options()) {
        if (option.name().equals("V")) {
          output.line(VERSION);
          return 0;
        }
        if (option.name().equals("h")) {
          showUsage(output);
          return 0;
        }
      }
      if (options.problem() != null) {
        self.complain("brctl: " + options.problem());
        self.complain("Unknown option '?'");
        showUsage(output);
        return 1;
      }
      return run(self, output, options.operands());
    }
  }

  private static int run(Process self, Output output, ImmutableList<String> words) {
    if (words.isEmpty()) {
      showUsage(output);
      return 1;
    }
    BrctlCommand command = BrctlCommand.named(words.getFirst());
    if (command == null) {
      self.complain("never heard of command [" + words.getFirst() + "]");
      showUsage(output);
      return 1;
    }
    ImmutableList<String> rest = words.subList(1, words.size());
    if (rest.size() < command.leastArguments()) {
      output.line("Incorrect number of arguments for command");
      output.line("Usage: brctl " + command.usage());
      return 1;
    }
    Bridges bridges =
        new Bridges(self.network().devices(), self.mounts().sysfs().equals(self.network()));
    try {
      return command.run(bridges, output, rest) ? 0 : 1;
    } catch (BrctlFailure failure) {
      self.complain(failure.text());
      return 1;
    }
  }

  private static void showUsage(Output output) {
    output.line("Usage: brctl [commands]");
    output.line("commands:");
    for (BrctlCommand command : BrctlCommand.values()) {
      output.line(String.format("\t%-10s\t%s", command.word(), command.help()));
    }
  }
}
