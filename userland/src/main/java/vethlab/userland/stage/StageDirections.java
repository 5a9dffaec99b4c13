package vethlab.userland.stage;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a pasted lab: its lines are typed, and its `#@` comments say what else happens.
///
/// | comment | what happens |
/// |---|---|
/// | `#@ terminal NAME` | the typing goes on there; the terminal is opened on first use |
/// | `#@ type TEXT` | TEXT and Enter for whatever runs in the foreground |
/// | `#@ key ^C` | the key is pressed |
/// | `#@ wait 1.5s` | time passes (`ms`, `s` or `m`) |
public final class StageDirections {

  private static final String MARK = "#@";
  private static final Pattern TIME = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ms|s|m)?");
  private static final Pattern KEY = Pattern.compile("\\^([A-Za-z\\\\])");
  private static final BigDecimal LONGEST_WAIT = BigDecimal.valueOf(86_400);

  private StageDirections() {}

  /// What is to be done, in order.
  ///
  /// @throws DirectionException if a `#@` comment says nothing that is known
  public static ImmutableList<Act> read(String file, String text) {
    ImmutableList.Builder<Act> acts = ImmutableList.builder();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String stripped = line.strip();
      if (stripped.startsWith(MARK)) {
        acts.add(direction(file, number, stripped.substring(MARK.length()).strip()));
      } else {
        acts.add(new Act.Line(number, line));
      }
    }
    return acts.build();
  }

  private static Act direction(String file, int line, String text) {
    String word = firstWord(text);
    String rest = text.substring(word.length()).strip();
    return switch (word) {
      case "terminal" -> {
        if (!rest.matches("[A-Za-z0-9_.-]+")) {
          throw new DirectionException(file, line, "'#@ terminal' takes a name: '" + rest + "'");
        }
        yield new Act.Terminal(line, rest);
      }
      case "type" -> new Act.Type(line, rest);
      case "key" -> {
        Matcher key = KEY.matcher(rest);
        if (!key.matches()) {
          throw new DirectionException(file, line, "'#@ key' takes a key as ^C: '" + rest + "'");
        }
        yield new Act.Key(line, key.group(1).toUpperCase(Locale.ROOT).charAt(0));
      }
      case "wait" -> new Act.Wait(line, time(file, line, rest));
      default ->
          throw new DirectionException(
              file, line, "'#@ " + word + "' is not known; known are terminal, type, key, wait");
    };
  }

  private static Duration time(String file, int line, String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw new DirectionException(file, line, "'#@ wait' takes a time as 1.5s: '" + text + "'");
    }
    BigDecimal number = new BigDecimal(time.group(1));
    String unit = time.group(2) == null ? "s" : time.group(2);
    BigDecimal seconds =
        switch (unit) {
          case "ms" -> number.movePointLeft(3);
          case "m" -> number.multiply(BigDecimal.valueOf(60));
          default -> number;
        };
    if (seconds.compareTo(LONGEST_WAIT) > 0) {
      throw new DirectionException(file, line, "'#@ wait' takes a day at the most: '" + text + "'");
    }
    return Duration.ofNanos(seconds.movePointRight(9).longValue());
  }

  private static String firstWord(String text) {
    int end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }
}
