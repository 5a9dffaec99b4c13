package vethlab.userland.shell.builtin.job;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Signal;
import vethlab.userland.shell.builtin.Usage;
import vethlab.userland.shell.execution.Shell;
import vethlab.userland.shell.job.Job;

/// `kill`, as the shell does it.
public final class KillBuiltin {

  private KillBuiltin() {}

  public static int run(Shell shell, List<String> arguments) {
    if (arguments.isEmpty()) {
      Usage.print(shell, "kill");
      return 2;
    }
    int at = 0;
    int number = Signal.SIGTERM.number();
    String word = arguments.getFirst();
    if (word.equals("-l") || word.equals("-L")) {
      return list(shell, arguments.subList(1, arguments.size()));
    }
    if (word.equals("-s") || word.equals("-n")) {
      if (arguments.size() < 2) {
        shell.complain("kill: " + word + ": option requires an argument");
        return 1;
      }
      word = "-" + arguments.get(1);
      at = 1;
    }
    if (word.equals("--")) {
      at++;
    } else if (word.startsWith("-") && word.length() > 1) {
      Integer given = number(word.substring(1));
      if (given == null) {
        shell.complain("kill: " + word.substring(1) + ": invalid signal specification");
        return 1;
      }
      number = given;
      at++;
      if (at < arguments.size() && arguments.get(at).equals("--")) {
        at++;
      }
    }
    if (at >= arguments.size()) {
      Usage.print(shell, "kill");
      return 2;
    }
    int status = 1;
    for (String target : arguments.subList(at, arguments.size())) {
      if (send(shell, target, number)) {
        status = 0;
      }
    }
    shell.process().checkpoint(); // it may have been the shell itself
    return status;
  }

  private static @Nullable Integer number(String text) {
    if (text.matches("[0-9]{1,2}")) {
      int number = Integer.parseInt(text);
      return number == 0 || Signal.ofNumber(number) != null ? number : null;
    }
    Signal signal = Signal.ofName(text);
    return signal == null ? null : signal.number();
  }

  private static boolean send(Shell shell, String target, int number) {
    if (target.startsWith("%")) {
      Job job = JobBuiltins.find(shell, "kill", target);
      return job != null && toJob(shell, job, number);
    }
    if (!target.matches("-?[0-9]{1,9}")) {
      shell.complain("kill: " + target + ": arguments must be process or job IDs");
      return false;
    }
    int pid = Integer.parseInt(target);
    boolean sent;
    if (pid > 0) {
      Process process = shell.process().table().find(pid);
      sent = process != null;
      if (process != null) {
        deliver(process, number);
      }
    } else {
      sent = toGroup(shell, pid == 0 ? shell.process().group() : -pid, number);
    }
    if (!sent) {
      shell.complain("kill: (" + pid + ") - No such process");
    }
    return sent;
  }

  private static void deliver(Process process, int number) {
    Signal signal = Signal.ofNumber(number);
    if (signal != null) {
      process.signal(signal);
    }
  }

  private static boolean toGroup(Shell shell, int group, int number) {
    boolean any = false;
    for (Process process : shell.process().table().all()) {
      if (process.group() == group && process.isAlive()) {
        deliver(process, number);
        any = true;
      }
    }
    return any;
  }

  /// A job gets the signal as a group, or process by process where groups are not in use; one that
  /// is stopped goes on to feel it.
  private static boolean toJob(Shell shell, Job job, int number) {
    boolean stopped = job.state() == Job.State.STOPPED;
    if (shell.hasJobControl()) {
      job.setNotified(false); // a job that is stopped still is told of once more
      toGroup(shell, job.group(), number);
      if (stopped && (number == Signal.SIGTERM.number() || number == Signal.SIGHUP.number())) {
        toGroup(shell, job.group(), Signal.SIGCONT.number());
      }
      return true;
    }
    for (Job.Member member : job.members()) {
      Process process = shell.process().table().find(member.pid());
      if (process != null) {
        deliver(process, number);
      }
    }
    return true;
  }

  private static int list(Shell shell, List<String> words) {
    if (words.isEmpty()) {
      return shell.print("kill", table());
    }
    int status = 0;
    for (String word : words) {
      if (word.matches("[0-9]{1,3}")) {
        int number = Integer.parseInt(word);
        Signal signal = Signal.ofNumber(number > 128 ? number - 128 : number);
        if (signal != null) {
          shell.print("kill", signal.shortName() + "\n");
          continue;
        }
      } else {
        Signal signal = Signal.ofName(word);
        if (signal != null) {
          shell.print("kill", signal.number() + "\n");
          continue;
        }
      }
      shell.complain("kill: " + word + ": invalid signal specification");
      status = 1;
    }
    return status;
  }

  /// The table of all signals, the real-time ones included.
  static String table() {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (int number = 1; number <= 64; number++) {
      String name = name(number);
      if (name == null) {
        continue;
      }
      out.append(String.format(Locale.ROOT, "%2d) %s", number, name));
      column++;
      if (column == 5) {
        out.append('\n');
        column = 0;
      } else {
        out.append('\t');
      }
    }
    return out.append('\n').toString();
  }

  private static @Nullable String name(int number) {
    Signal signal = Signal.ofNumber(number);
    if (signal != null) {
      return signal.name();
    }
    if (number < 34) {
      return null;
    }
    int up = number - 34;
    int down = 64 - number;
    if (up == 0 || down == 0) {
      return up == 0 ? "SIGRTMIN" : "SIGRTMAX";
    }
    return up <= 15 ? "SIGRTMIN+" + up : "SIGRTMAX-" + down;
  }
}
