package vethlab.userland.shell.execution;

import java.util.Locale;
import java.util.function.ToIntFunction;
import vethlab.simulator.time.SimTime;
import vethlab.userland.shell.syntax.Command;

/// `time`: virtual time that passed while a pipeline ran.
final class Timed {

  private final Shell shell;

  Timed(Shell shell) {
    this.shell = shell;
  }

  int run(Command.Pipeline pipeline, ToIntFunction<Command.Pipeline> how) {
    SimTime before = shell.process().now();
    int status = how.applyAsInt(pipeline);
    long millis = shell.process().now().since(before).toMillis();
    boolean posix = pipeline.timing() == Command.Pipeline.Timing.POSIX;
    shell.write(2, posix ? posix(millis) : bash(millis));
    return status;
  }

  private static String bash(long millis) {
    return "\nreal\t" + minutes(millis) + "\nuser\t" + minutes(0) + "\nsys\t" + minutes(0) + "\n";
  }

  private static String minutes(long millis) {
    return String.format(
        Locale.ROOT, "%dm%d.%03ds", millis / 60_000, millis / 1000 % 60, millis % 1000);
  }

  private static String posix(long millis) {
    return String.format(
        Locale.ROOT, "real %d.%02d\nuser 0.00\nsys 0.00\n", millis / 1000, millis % 1000 / 10);
  }
}
