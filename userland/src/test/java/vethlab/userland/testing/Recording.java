package vethlab.userland.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.SoftAssertions;
import vethlab.simulator.errno.NotModelled;

/// What a real machine answered to a list of commands, to be compared with what ours answers.
///
/// A command stands behind `$ `; its standard error follows, each line behind `2> `, then its
/// standard output, then `[exit N]`. `! COMMAND` is run and its answer not looked at, `& COMMAND`
/// goes on in the background with its standard input open, `+ N` lets N milliseconds pass, and `#`
/// stands before remarks.
public final class Recording {

  private final List<String> lines;

  private Recording(List<String> lines) {
    this.lines = lines;
  }

  /// Reads a resource that lies beside a test.
  public static Recording of(Class<?> test, String name) {
    try (InputStream text = test.getResourceAsStream(name)) {
      if (text == null) {
        throw new IllegalStateException("no recording " + name);
      }
      return new Recording(
          new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// Replays it and compares.
  ///
  /// @param withoutChance takes out of an answer what differs from machine to machine
  public void compare(Workplace place, UnaryOperator<String> withoutChance) {
    SoftAssertions together = new SoftAssertions();
    String command = "";
    List<String> answer = new ArrayList<>();
    for (String line : lines) {
      if (!command.isEmpty()) {
        answer.add(line);
        if (line.startsWith("[exit ")) {
          together
              .assertThat(withoutChance.apply(answer(place, command)))
              .as("$ %s", command)
              .isEqualTo(withoutChance.apply(String.join("\n", answer)));
          command = "";
        }
      } else if (line.startsWith("$ ")) {
        command = line.substring(2);
        answer.clear();
      } else if (line.startsWith("! ")) {
        place.run(line.substring(2));
      } else if (line.startsWith("& ")) {
        place.startOpen(line.substring(2));
        place.pass(Duration.ofMillis(100));
      } else if (line.startsWith("+ ")) {
        place.pass(Duration.ofMillis(Long.parseLong(line.substring(2))));
      }
    }
    together.assertAll();
  }

  private static String answer(Workplace place, String command) {
    Workplace.Result result;
    try {
      result = place.run(command);
    } catch (NotModelled | IllegalStateException refused) {
      return "not modelled: " + refused.getMessage();
    }
    StringBuilder answer = new StringBuilder();
    result.err().lines().forEach(line -> answer.append("2> ").append(line).append('\n'));
    answer.append(result.out());
    if (!result.out().isEmpty() && !result.out().endsWith("\n")) {
      answer.append("\n<no newline at end>\n");
    }
    return answer.append("[exit ").append(result.status()).append(']').toString();
  }
}
