package vethlab.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// How long one call of the command takes, from its start to its end: starts `./vethlab` as a
/// process, again and again, and prints the times in order and their median.
///
/// Usage: `java -cp benchmarks/target/benchmarks.jar vethlab.benchmarks.StartUp [TIMES
/// [ARGUMENT…]]` in the root of the repository; by default 15 times `predict
/// scenarios/experiments/2-bridge`.
public final class StartUp {

  private static final int DEFAULT_TIMES = 15;

  private StartUp() {}

  /// Measures and prints.
  ///
  /// @throws IOException if the command cannot be started
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int times = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_TIMES;
    List<String> command = new ArrayList<>(List.of(Path.of("vethlab").toAbsolutePath().toString()));
    command.addAll(
        arguments.length > 1
            ? List.of(arguments).subList(1, arguments.length)
            : List.of("predict", "scenarios/experiments/2-bridge"));
    measure(command); // the first call may build
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      seconds.add(measure(command));
    }
    Collections.sort(seconds);
    System.out.println(String.join(" ", command));
    seconds.forEach(each -> System.out.printf("%.3f ", each));
    System.out.printf("%nmedian %.3f s of %d calls%n", seconds.get(times / 2), times);
  }

  private static double measure(List<String> command) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int status = process.waitFor();
    if (status != 0) {
      throw new IllegalStateException(command + " ended with " + status);
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
