package vethlab.userland.shell.builtin.job;

import java.util.List;
import java.util.Map;
import vethlab.userland.shell.builtin.Usage;
import vethlab.userland.shell.execution.Shell;
import vethlab.userland.shell.expansion.Quoting;
import vethlab.userland.shell.state.Traps;

/// `trap`.
public final class TrapBuiltin {

  private TrapBuiltin() {}

  public static int run(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "trap", "lp", arguments);
    if (parsed.bad()) {
      return 2;
    }
    if (parsed.has('l')) {
      return shell.print("trap", KillBuiltin.table());
    }
    List<String> rest = parsed.rest();
    if (parsed.has('p') || rest.isEmpty()) {
      return print(shell, rest);
    }
    String command = rest.getFirst();
    List<String> events = rest.subList(1, rest.size());
    boolean reset = command.equals("-");
    if (events.isEmpty()) {
      if (Traps.event(command) == null) {
        Usage.print(shell, "trap");
        return 2;
      }
      events = rest;
      reset = true;
    } else if (command.matches("[0-9]{1,2}") && Traps.event(command) != null) {
      events = rest;
      reset = true;
    }
    int status = 0;
    for (String word : events) {
      String event = Traps.event(word);
      if (event == null) {
        shell.complain("trap: " + word + ": invalid signal specification");
        status = 1;
      } else {
        shell.setTrap(event, reset ? null : command);
      }
    }
    return status;
  }

  private static int print(Shell shell, List<String> words) {
    Map<String, String> all = shell.state().traps().all();
    StringBuilder out = new StringBuilder();
    int status = 0;
    if (words.isEmpty()) {
      all.forEach((event, command) -> out.append(line(event, command)));
    }
    for (String word : words) {
      String event = Traps.event(word);
      if (event == null) {
        shell.complain("trap: " + word + ": invalid signal specification");
        status = 1;
      } else if (all.containsKey(event)) {
        out.append(line(event, all.getOrDefault(event, "")));
      }
    }
    return Math.max(status, shell.print("trap", out.toString()));
  }

  private static String line(String event, String command) {
    return "trap -- " + Quoting.quote(command) + " " + event + "\n";
  }
}
