package vethlab.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The `vethlab` command: chooses a subcommand and exits with its code.
@Command(
    name = "vethlab",
    description =
        "Tells, before anything is run, what Linux will do with every frame of a virtual network.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      PredictCommand.class,
      CheckCommand.class,
      TraceCommand.class,
      DoctorCommand.class,
      VersionCommand.class
    })
final class Main {
  private Main() {}

  /// Runs the command line and ends the process with its exit code.
  public static void main(String[] arguments) {
    System.exit(
        run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            arguments));
  }

  /// Runs the command line and returns its exit code, an [ExitCode].
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine command =
        new CommandLine(new Main())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(Failures::wrongUsage)
            .setExecutionExceptionHandler(Failures::thrown)
            .setOut(out)
            .setErr(err);
    command
        .getSubcommands()
        .values()
        .forEach(each -> each.getCommandSpec().mixinStandardHelpOptions(true));
    try {
      return command.execute(arguments);
    } catch (StackOverflowError | OutOfMemoryError exhausted) {
      return Failures.unexpected(exhausted, err);
    }
  }
}
