package vethlab.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import vethlab.scenarios.yaml.InputException;
import vethlab.simulator.errno.NotModelled;
import vethlab.userland.stage.DirectionException;

/// What cannot go on, as one line for people and an exit code.
final class Failures {

  private Failures() {}

  /// A command line that is wrong.
  static int wrongUsage(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    String problem = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
    command.getErr().println("vethlab: " + problem);
    command.getErr().println("try '" + command.getCommandSpec().qualifiedName() + " --help'");
    return ExitCode.USAGE;
  }

  /// What a command threw.
  static int thrown(Exception thrown, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    switch (thrown) {
      case InputException wrong -> {
        err.println("vethlab: " + wrong.getMessage());
        return ExitCode.USAGE;
      }
      case DirectionException wrong -> {
        err.println("vethlab: " + wrong.getMessage());
        return ExitCode.USAGE;
      }
      case UsageException wrong -> {
        err.println("vethlab: " + wrong.getMessage());
        return ExitCode.USAGE;
      }
      case NotModelled refused -> {
        err.println("vethlab: not modelled: " + refused.what());
        return ExitCode.INCONCLUSIVE;
      }
      default -> {
        return unexpected(thrown, err);
      }
    }
  }

  /// A fault of vethlab itself: one line, and how to tell us.
  static int unexpected(Throwable thrown, PrintWriter err) {
    StackTraceElement[] trace = thrown.getStackTrace();
    String where = trace.length == 0 ? "" : " at " + trace[0];
    err.println(
        "vethlab: a fault of vethlab itself: "
            + thrown
            + where
            + "; please report it with the lab (VETHLAB_DEBUG=1 shows more)");
    if (System.getenv("VETHLAB_DEBUG") != null) {
      thrown.printStackTrace(err);
    }
    return ExitCode.INCONCLUSIVE;
  }
}
