package vethlab.userland.bridgeutils;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The values that `brctl` reads, as C's `strtod` and `sscanf` read them: what follows the number
/// does not count.
final class BrctlWords {

  private static final Pattern DECIMAL = Pattern.compile("\\s*([0-9]{1,9}(?:\\.[0-9]{0,6})?).*");
  private static final Pattern INTEGER =
      Pattern.compile("\\s*(-?)(0[xX][0-9a-fA-F]{1,8}|[0-9]{1,10}).*");

  private BrctlWords() {}

  static boolean onOff(String word) {
    return switch (word) {
      case "on", "yes", "1" -> true;
      case "off", "no", "0" -> false;
      default -> throw new BrctlFailure("expect on/off for argument");
    };
  }

  /// A time, kept in hundredths of a second as the kernel is told it.
  static Duration seconds(String word, String complaint) {
    Matcher matcher = DECIMAL.matcher(word);
    if (!matcher.matches()) {
      throw new BrctlFailure(complaint);
    }
    return Duration.ofMillis(10 * (long) (Double.parseDouble(matcher.group(1)) * 100));
  }

  /// A number; hexadecimal with 0x, octal with 0.
  static int number(String word, String complaint) {
    Matcher matcher = INTEGER.matcher(word);
    if (!matcher.matches()) {
      throw new BrctlFailure(complaint);
    }
    String digits = matcher.group(2);
    long value;
    if (digits.startsWith("0x") || digits.startsWith("0X")) {
      value = Long.parseLong(digits.substring(2), 16);
    } else if (digits.matches("0[0-7]+")) {
      value = Long.parseLong(digits, 8);
    } else {
      value = Long.parseLong(digits);
    }
    return (int) (matcher.group(1).isEmpty() ? value : -value);
  }
}
