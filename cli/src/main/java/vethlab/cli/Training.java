package vethlab.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The run that the launcher's AOT cache is made from: everyday commands, their output thrown away.
///
/// What is loaded here starts quickly afterwards; a command that is missing here works, only later.
final class Training {
  private Training() {}

  /// Runs the everyday commands on the scenario folder that is the first argument, if it is there.
  public static void main(String[] arguments) {
    run("--help");
    run("version");
    run("doctor", "--format", "json");
    if (arguments.length > 0 && Files.isDirectory(Path.of(arguments[0]))) {
      for (String command : List.of("run", "predict", "check")) {
        run(command, arguments[0]);
        run(command, arguments[0], "--format", "json");
      }
    }
  }

  private static void run(String... arguments) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Main.run(nowhere, nowhere, arguments);
  }
}
