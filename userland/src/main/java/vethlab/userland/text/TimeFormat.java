package vethlab.userland.text;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;
import vethlab.simulator.errno.NotModelled;

/// Dates as `strftime` writes them in the C locale.
public final class TimeFormat {

  private TimeFormat() {}

  /// Fills in `%Y`, `%H` and their kin; `%N` is `date`'s nanoseconds.
  public static String format(String pattern, ZonedDateTime when) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c != '%' || i + 1 == pattern.length()) {
        out.append(c);
        continue;
      }
      char kind = pattern.charAt(++i);
      if ((kind == '-' || kind == '_' || kind == '^') && i + 1 < pattern.length()) {
        String plain = one(pattern.charAt(++i), when);
        out.append(
            switch (kind) {
              case '-' -> plain.replaceFirst("^0+(?=.)", "");
              case '_' -> spaced(plain);
              default -> plain.toUpperCase(Locale.ROOT);
            });
      } else if (kind == '3' && pattern.startsWith("N", i + 1)) {
        i++;
        out.append(one('N', when), 0, 3);
      } else {
        out.append(one(kind, when));
      }
    }
    return out.toString();
  }

  private static String spaced(String digits) {
    StringBuilder out = new StringBuilder(digits);
    for (int i = 0; i < out.length() - 1 && out.charAt(i) == '0'; i++) {
      out.setCharAt(i, ' ');
    }
    return out.toString();
  }

  private static String one(char kind, ZonedDateTime when) {
    return switch (kind) {
      case '%' -> "%";
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'Y' -> by("yyyy", when);
      case 'y' -> by("yy", when);
      case 'C' -> by("yyyy", when).substring(0, 2);
      case 'm' -> by("MM", when);
      case 'd' -> by("dd", when);
      case 'e' -> spaced(by("dd", when));
      case 'H' -> by("HH", when);
      case 'I' -> by("hh", when);
      case 'k' -> spaced(by("HH", when));
      case 'l' -> spaced(by("hh", when));
      case 'M' -> by("mm", when);
      case 'S' -> by("ss", when);
      case 'N' -> String.format(Locale.ROOT, "%09d", when.getNano());
      case 'p' -> by("a", when);
      case 'P' -> by("a", when).toLowerCase(Locale.ROOT);
      case 'a' -> by("EEE", when);
      case 'A' -> by("EEEE", when);
      case 'b', 'h' -> by("MMM", when);
      case 'B' -> by("MMMM", when);
      case 'j' -> String.format(Locale.ROOT, "%03d", when.getDayOfYear());
      case 'u' -> Integer.toString(when.getDayOfWeek().getValue());
      case 'w' -> Integer.toString(when.getDayOfWeek().getValue() % 7);
      case 'V' -> String.format(Locale.ROOT, "%02d", when.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case 's' -> Long.toString(when.getLong(ChronoField.INSTANT_SECONDS));
      case 'z' -> "+0000";
      case 'Z' -> "UTC";
      case 'F' -> by("yyyy-MM-dd", when);
      case 'T', 'X' -> by("HH:mm:ss", when);
      case 'D', 'x' -> by("MM/dd/yy", when);
      case 'R' -> by("HH:mm", when);
      case 'r' -> by("hh:mm:ss a", when);
      case 'c' -> format("%a %b %e %H:%M:%S %Y", when);
      default -> throw new NotModelled("the date format %" + kind);
    };
  }

  private static String by(String pattern, ZonedDateTime when) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(when);
  }
}
