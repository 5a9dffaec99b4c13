package vethlab.cli;

import com.google.common.collect.ImmutableMap;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The `vethlab` command: chooses a subcommand and exits with its code.
@Command(
    name = "vethlab",
    description =
        "Tells, before anything is run, what Linux will do with every frame of a virtual network.",
    synopsisSubcommandLabel = "COMMAND")
final class Main {

  /// The subcommands in the order of the help.
  private static final ImmutableMap<String, Supplier<Object>> COMMANDS =
      ImmutableMap.<String, Supplier<Object>>builder()
          .put("run", RunCommand::new)
          .put("predict", PredictCommand::new)
          .put("check", CheckCommand::new)
          .put("trace", TraceCommand::new)
          .put("doctor", DoctorCommand::new)
          .put("version", VersionCommand::new)
          .buildOrThrow();

  @SuppressWarnings("UnusedVariable") // picocli looks at it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Says how the command is used.")
  private boolean help;

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
        commandLine(arguments)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(Failures::wrongUsage)
            .setExecutionExceptionHandler(Failures::thrown)
            .setOut(out)
            .setErr(err);
    if (arguments.length == 0) {
      command.usage(err);
      return ExitCode.USAGE;
    }
    if (!arguments[0].startsWith("-") && !COMMANDS.containsKey(arguments[0])) {
      String known = String.join(", ", COMMANDS.keySet());
      err.println("vethlab: there is no command '" + arguments[0] + "'; there are " + known);
      return ExitCode.USAGE;
    }
    try {
      return command.execute(arguments);
    } catch (Error fault) { // such as a stack that is too deep: still one line and an exit code
      return Failures.unexpected(fault, err);
    }
  }

  /// The command with the subcommand that is asked for, or with all of them if none is: reading the
  /// options of those that nobody asked for takes time.
  private static CommandLine commandLine(String[] arguments) {
    CommandLine command = new CommandLine(new Main());
    String wanted = arguments.length == 0 ? "" : arguments[0];
    COMMANDS.forEach((name, maker) -> {
      if (name.equals(wanted) || !COMMANDS.containsKey(wanted)) {
        command.addSubcommand(name, maker.get());
      }
    });
    return command;
  }
}
