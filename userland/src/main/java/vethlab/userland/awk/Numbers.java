package vethlab.userland.awk;

import java.util.List;
import java.util.Locale;

/// Numbers as text and back, as C does it.
final class Numbers {

  private Numbers() {}

  /// How many characters at the beginning are a number.
  static int prefix(String text) {
    int at = 0;
    if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
      at++;
    }
    if (text.regionMatches(true, at, "0x", 0, 2) && digits(text, at + 2, 16) > at + 2) {
      return digits(text, at + 2, 16);
    }
    int whole = digits(text, at, 10);
    int end = whole;
    if (end < text.length() && text.charAt(end) == '.') {
      end = digits(text, end + 1, 10);
      if (end == whole + 1 && whole == at) {
        return 0;
      }
    }
    if (end == at) {
      return 0;
    }
    if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      int sign = end + 1;
      if (sign < text.length() && (text.charAt(sign) == '+' || text.charAt(sign) == '-')) {
        sign++;
      }
      int exponent = digits(text, sign, 10);
      end = exponent > sign ? exponent : end;
    }
    return end;
  }

  private static int digits(String text, int from, int radix) {
    int at = from;
    while (at < text.length() && Character.digit(text.charAt(at), radix) >= 0) {
      at++;
    }
    return at;
  }

  /// The number at the beginning; 0 if there is none.
  static double parse(String text) {
    String stripped = text.stripLeading();
    int length = prefix(stripped);
    if (length == 0) {
      return 0;
    }
    String digits = stripped.substring(0, length);
    int x = digits.toLowerCase(Locale.ROOT).indexOf("0x");
    if (x >= 0) {
      double value = Long.parseLong(digits.substring(x + 2), 16);
      return digits.startsWith("-") ? -value : value;
    }
    return Double.parseDouble(digits);
  }

  /// A whole number of 32 bits by its digits, any other by a format.
  static String format(double number, String format) {
    if (number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE) {
      return Long.toString((long) number);
    }
    if (Double.isNaN(number)) {
      return "-nan";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    return AwkFormat.format(format, List.of(Value.of(number)), "%.6g");
  }
}
