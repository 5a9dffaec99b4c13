package vethlab.userland.coreutils.system;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.simulator.process.Signal;
import vethlab.simulator.process.WaitStatus;
import vethlab.simulator.time.SimTime;
import vethlab.userland.program.Executable;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.ToolFiles;

/// `timeout`: runs a program and ends it if it takes too long.
public final class Timeout implements Program {

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "+k:s:v",
            "kill-after=k",
            "signal=s",
            "preserve-status/p",
            "foreground/f",
            "verbose/v",
            "help",
            "version");
    if (given.problem() != null) {
      return ToolFiles.usage(self, given.problem(), 125);
    }
    ToolFiles.refuseHelp(self, given);
    Signal signal = Signal.SIGTERM;
    Duration killAfter = null;
    boolean preserve = false;
    boolean foreground = false;
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "s" -> {
          Signal wanted = signal(option.value());
          if (wanted == null) {
            return ToolFiles.usage(self, "‘" + option.value() + "’: invalid signal", 125);
          }
          signal = wanted;
        }
        case "k" -> {
          killAfter = Sleep.interval(option.value());
          if (killAfter == null) {
            return ToolFiles.usage(self, "invalid time interval ‘" + option.value() + "’", 125);
          }
        }
        case "p" -> preserve = true;
        case "f" -> foreground = true;
        default -> {}
      }
    }
    if (given.operands().size() < 2) {
      self.complain("Try 'timeout --help' for more information.");
      return 125;
    }
    String text = given.operands().getFirst();
    Duration limit = Sleep.interval(text);
    if (limit == null) {
      return ToolFiles.usage(self, "invalid time interval ‘" + text + "’", 125);
    }
    if (!foreground) {
      self.setGroup(self.pid());
    }
    return watch(
        self,
        given.operands().subList(1, given.operands().size()),
        new Terms(limit, signal, killAfter, preserve, foreground));
  }

  private static @Nullable Signal signal(String text) {
    return text.matches("[0-9]{1,2}")
        ? Signal.ofNumber(Integer.parseInt(text))
        : Signal.ofName(text);
  }

  private record Terms(
      Duration limit,
      Signal signal,
      @Nullable Duration killAfter,
      boolean preserve,
      boolean foreground) {}

  private static int watch(Process self, List<String> words, Terms terms) {
    Process child = self.spawn((inner, any) -> become(inner, words), words);
    SimTime deadline = terms.limit.isZero() ? null : self.now().plus(terms.limit);
    boolean late = false;
    boolean killed = false;
    while (true) {
      Process.ChildChange change = self.poll(child.pid(), false);
      if (change != null) {
        return status(change.status(), late, killed, terms.preserve);
      }
      if (deadline != null && !self.now().isBefore(deadline)) {
        Signal signal = late ? Signal.SIGKILL : terms.signal;
        send(self, child, signal, terms.foreground);
        killed |= signal == Signal.SIGKILL;
        deadline = late || terms.killAfter == null ? null : self.now().plus(terms.killAfter);
        late = true;
        continue;
      }
      self.await(self.childChanges(), deadline);
    }
  }

  /// The whole group gets it, the sender too, unless that is to stay in the foreground.
  private static void send(Process self, Process child, Signal signal, boolean foreground) {
    child.signal(signal);
    if (!foreground) {
      self.onSignal(signal, Process.IGNORE);
      self.table().signalGroup(self.group(), signal);
      self.checkpoint();
    }
    child.signal(Signal.SIGCONT);
  }

  private static int become(Process self, List<String> words) {
    Executable found;
    try {
      found = Environment.executable(self, words);
    } catch (KernelError error) {
      self.complain(
          "timeout: failed to run command ‘" + words.getFirst() + "’: " + error.errno().text());
      return error.errno() == Errno.ENOENT ? 127 : 126;
    }
    throw found.exec(self);
  }

  private static int status(WaitStatus end, boolean late, boolean killed, boolean preserve) {
    if (late && !preserve && !killed) {
      return 124;
    }
    return end.shellStatus();
  }
}
