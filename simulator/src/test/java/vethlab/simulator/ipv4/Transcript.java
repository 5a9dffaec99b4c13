package vethlab.simulator.ipv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A session with the real tools on a real kernel, replayed here: each command must print the same.
///
/// Lines that begin with `$ ` are commands, `sleep` lets time pass, the others are what was
/// printed. Of `ip addr` only the lines about addresses count.
final class Transcript {

  private record Step(String command, List<String> printed) {}

  private final String name;
  private final List<Step> steps = new ArrayList<>();

  private Transcript(String name) {
    this.name = name;
  }

  /// Reads `src/test/resources/ipv4/NAME`.
  static Transcript of(String name) {
    Transcript transcript = new Transcript(name);
    try (InputStream in = Transcript.class.getResourceAsStream("/ipv4/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no transcript " + name);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        if (line.startsWith("$ ")) {
          transcript.steps.add(new Step(line.substring(2), new ArrayList<>()));
        } else if (!line.startsWith("#") && !transcript.steps.isEmpty()) {
          transcript.steps.getLast().printed().add(line.stripTrailing());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return transcript;
  }

  /// Types all commands in `host`.
  void replay(Ipv4Lab lab, Ipv4Lab.Host host) {
    int number = 0;
    for (Step step : steps) {
      number++;
      if (step.command().startsWith("sleep ")) {
        lab.run(Double.parseDouble(step.command().substring(6)));
        continue;
      }
      String printed = host.run(step.command());
      lab.run(0.001);
      List<String> expected = new ArrayList<>(step.printed());
      if (step.command().contains("addr show")) {
        expected.removeIf(line -> !line.startsWith("    inet ") && !line.contains("valid_lft"));
      }
      if (step.command().contains("route get")) {
        expected.removeIf(line -> line.startsWith("    cache"));
        expected.replaceAll(line ->
            line.replace(" uid 0", "")
                .replaceFirst(" mark \\d+", "")
                .replaceFirst(" table \\d+", ""));
      }
      if (step.command().equals("ip neigh show")) {
        expected.sort(null);
        printed = String.join("\n", printed.lines().sorted().toList());
      }
      assertThat(
              printed.isEmpty() ? List.of() : printed.lines().map(String::stripTrailing).toList())
          .as("%s, step %d: %s", name, number, step.command())
          .isEqualTo(expected);
    }
  }
}
