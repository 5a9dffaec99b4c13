package vethlab.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The `vethlab` command.
@Command(
    name = "vethlab",
    description = "Predicts, packet by packet, what Linux does with a virtual network.",
    subcommands = {VersionCommand.class})
public final class Main {
  private Main() {}

  /// Runs one subcommand and exits with its code.
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }
}
