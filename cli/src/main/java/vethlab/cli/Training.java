package vethlab.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The run that the launcher's AOT cache is made from: everyday commands, their output thrown away.
///
/// What is loaded here starts quickly afterwards; a command that is missing here works, only later.
final class Training {

  private static final int MOST_NEIGHBOURS = 8;

  private Training() {}

  /// Runs the everyday commands on the scenario folder that is the first argument, if it is there,
  /// and predicts the labs beside it.
  public static void main(String[] arguments) throws IOException {
    run("--help");
    run("version");
    run("doctor", "--format", "json");
    if (arguments.length > 0 && Files.isDirectory(Path.of(arguments[0]))) {
      String lab = arguments[0];
      for (String command : List.of("run", "predict", "check")) {
        run(command, lab);
        run(command, lab, "--format", "json");
      }
      run("trace", lab, "--from", "netns1", "--to", "netns2");
      for (Path other : neighbours(Path.of(lab))) {
        run("predict", other.toString());
      }
    }
  }

  /// The labs in the folders beside a scenario and beside its group.
  private static List<Path> neighbours(Path scenario) throws IOException {
    try (Stream<Path> all = Files.walk(scenario.toAbsolutePath().resolve("../.."), 3)) {
      return all.filter(path -> path.endsWith("lab.sh")).sorted().limit(MOST_NEIGHBOURS).toList();
    }
  }

  private static void run(String... arguments) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Main.run(nowhere, nowhere, arguments);
  }
}
