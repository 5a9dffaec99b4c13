package vethlab.userland.procps;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.ProcessTable;
import vethlab.simulator.process.Signal;

/// Signals as the tools of procps name and send them.
final class Signals {

  private Signals() {}

  /// The number of a name or a number, 0 for the signal that only asks, or null.
  static @Nullable Integer number(String text) {
    if (text.matches("[0-9]{1,2}")) {
      int number = Integer.parseInt(text);
      return number <= 64 ? (Integer) number : null;
    }
    String name = text.equals("POLL") || text.equals("SIGPOLL") ? "IO" : text;
    Signal signal = Signal.ofName(name);
    return signal == null ? null : signal.number();
  }

  /// The name as procps has it.
  static String name(Signal signal) {
    return signal == Signal.SIGIO ? "POLL" : signal.shortName();
  }

  /// Sends a signal to a process, or to a group if the number is negative (`kill`).
  ///
  /// @return whether there was anyone
  static boolean send(ProcessTable processes, int pid, int number) {
    if (pid > 0) {
      Process process = processes.find(pid);
      if (process != null) {
        deliver(process, number);
      }
      return process != null;
    }
    boolean any = false;
    for (Process process : processes.all()) {
      if (process.group() == -pid && process.isAlive()) {
        deliver(process, number);
        any = true;
      }
    }
    return any;
  }

  static void deliver(Process process, int number) {
    Signal signal = Signal.ofNumber(number);
    if (signal != null) {
      process.signal(signal);
    }
  }
}
