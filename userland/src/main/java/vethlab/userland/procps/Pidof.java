package vethlab.userland.procps;

import java.util.List;
import java.util.stream.Collectors;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.GetOpt;

/// `pidof`: the processes that run a program, the newest first (`pidof` of sysvinit-utils).
public final class Pidof implements Program {

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given = GetOpt.parse(arguments, "cdz?hno:qsxS:");
    if (given.problem() != null) {
      throw new NotModelled("pidof " + String.join(" ", arguments));
    }
    boolean single = false;
    boolean quiet = false;
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "s" -> single = true;
        case "q" -> quiet = true;
        default -> throw new NotModelled("pidof -" + option.name());
      }
    }
    List<Process> found =
        self.table().all().reversed().stream()
            .filter(process -> process.isAlive() && process != self)
            .filter(process -> given.operands().stream().anyMatch(word -> runs(process, word)))
            .toList();
    if (found.isEmpty()) {
      return 1;
    }
    if (!quiet) {
      self.printLine(
          (single ? found.subList(0, 1) : found)
              .stream()
                  .map(process -> Integer.toString(process.pid()))
                  .collect(Collectors.joining(" ")));
    }
    return 0;
  }

  private static boolean runs(Process process, String program) {
    if (process.arguments().isEmpty()) {
      return false;
    }
    String word = process.arguments().getFirst();
    String called = word.startsWith("-") ? word.substring(1) : word;
    return program.indexOf('/') >= 0
        ? called.equals(program)
        : called.substring(called.lastIndexOf('/') + 1).equals(program);
  }
}
