package vethlab.userland.stage;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.process.Process;
import vethlab.simulator.time.SimTime;

/// Finds pings that somebody waits for and that would never end: they are interrupted after three
/// probes, here as on a real kernel.
final class EndlessPings {

  private static final long DEFAULT_INTERVAL_MILLIS = 1000;

  private EndlessPings() {}

  /// The endless ping that someone waits for, or null.
  static @Nullable Process find(Machine machine) {
    for (Process process : machine.processes().all()) {
      boolean ping = process.command().equals("ping") || process.command().equals("ping6");
      if (ping && process.isAlive() && process.isAwaited() && isEndless(process.arguments())) {
        return process;
      }
    }
    return null;
  }

  /// When its third probe has had half an interval for its answer.
  static SimTime cut(Process ping) {
    long interval = interval(ping.arguments()).orElse(DEFAULT_INTERVAL_MILLIS);
    return ping.started().plus(Duration.ofMillis(2 * interval + interval / 2));
  }

  private static boolean isEndless(List<String> words) {
    return words.stream()
        .skip(1)
        .noneMatch(word -> word.matches("-[A-Za-z0-9]*[cw].*") && !word.startsWith("--"));
  }

  private static OptionalLong interval(List<String> words) {
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      String number =
          word.equals("-i") && i + 1 < words.size()
              ? words.get(i + 1)
              : word.startsWith("-i") ? word.substring(2) : "";
      if (number.matches("[0-9]{1,4}(\\.[0-9]{1,6})?")) {
        return OptionalLong.of(Math.max(2, Math.round(Double.parseDouble(number) * 1000)));
      }
    }
    return OptionalLong.empty();
  }
}
