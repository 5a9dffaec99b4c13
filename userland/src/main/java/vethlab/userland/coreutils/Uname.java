package vethlab.userland.coreutils;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.simulator.profile.KernelProfile;
import vethlab.userland.program.Called;
import vethlab.userland.program.GetOpt;

/// `uname`: what kernel the machine has and what it is called.
public final class Uname implements Program {

  /// The parts in the order in which they are printed.
  private static final String ORDER = "snrvmpio";

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "asnrvmpio",
            "all/a",
            "kernel-name/s",
            "sysname/s",
            "nodename/n",
            "kernel-release/r",
            "release/r",
            "kernel-version/v",
            "machine/m",
            "processor/p",
            "hardware-platform/i",
            "operating-system/o",
            "help",
            "version");
    if (given.problem() != null) {
      return refuse(self, given.problem());
    }
    if (!given.operands().isEmpty()) {
      return refuse(self, "extra operand ‘" + given.operands().getFirst() + "’");
    }
    Set<String> wanted = new LinkedHashSet<>();
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "help", "version" -> throw new NotModelled("uname --" + option.name());
        case "a" -> wanted.addAll(List.of("s", "n", "r", "v", "m", "o"));
        default -> wanted.add(option.name());
      }
    }
    if (wanted.isEmpty()) {
      wanted.add("s");
    }
    List<String> parts = new ArrayList<>();
    for (String letter : ORDER.split("", -1)) {
      if (wanted.contains(letter)) {
        parts.add(part(self, letter));
      }
    }
    self.printLine(String.join(" ", parts));
    return 0;
  }

  private static String part(Process self, String letter) {
    KernelProfile kernel = self.table().core().profile();
    return switch (letter) {
      case "s" -> "Linux";
      case "n" -> self.uts().hostname();
      case "r" -> kernel.release();
      case "v" -> kernel.version();
      case "m" -> "x86_64";
      case "o" -> "GNU/Linux";
      default -> "unknown";
    };
  }

  private static int refuse(Process self, String problem) {
    String name = Called.as(self);
    self.complain(name + ": " + problem);
    self.complain("Try '" + name + " --help' for more information.");
    return 1;
  }
}
