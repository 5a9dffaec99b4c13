package vethlab.userland.iproute.command;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Numbers as C's `strtoul` with base 0 reads them: `0x` hexadecimal, `0` octal, a sign allowed.
public final class Numbers {

  private static final BigInteger WRAP = BigInteger.ONE.shiftLeft(64);
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private Numbers() {}

  /// A number of at most so many bits, or null if the text is anything else (`get_u8` … `get_u64`).
  public static @Nullable Long unsigned(String text, int bits) {
    Prefix number = prefix(text, 0);
    if (number == null || number.end() != text.length()) {
      return null;
    }
    BigInteger value = number.value();
    if (value.abs().compareTo(WRAP) >= 0) {
      return null;
    }
    BigInteger wrapped = value.mod(WRAP);
    if (wrapped.bitLength() > bits) {
      return null;
    }
    return wrapped.longValue();
  }

  /// A number that fits 32 bits with a sign, or null (`get_integer`).
  public static @Nullable Integer integer(String text) {
    Prefix number = prefix(text, 0);
    if (number == null || number.end() != text.length() || number.value().bitLength() > 31) {
      return null;
    }
    return number.value().intValue();
  }

  /// The decimal number that the text begins with, 0 if with none (`atoi`).
  public static int atoi(String text) {
    Prefix number = prefix(text, 10);
    if (number == null) {
      return 0;
    }
    return number.value().min(LONG_MAX).max(LONG_MAX.negate()).intValue();
  }

  /// A number at the beginning of a text.
  ///
  /// @param end where the text goes on
  public record Prefix(BigInteger value, int end) {}

  /// The number that the text begins with, or null if with none.
  ///
  /// @param base 10 or 16, or 0 to go by the number's own prefix
  public static @Nullable Prefix prefix(String text, int base) {
    int at = 0;
    while (at < text.length() && " \t\n\u000b\f\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    boolean negative = at < text.length() && text.charAt(at) == '-';
    if (negative || (at < text.length() && text.charAt(at) == '+')) {
      at++;
    }
    int radix = base == 0 ? 10 : base;
    boolean hexadecimal =
        text.regionMatches(true, at, "0x", 0, 2)
            && at + 2 < text.length()
            && Character.digit(text.charAt(at + 2), 16) >= 0;
    if (base != 10 && hexadecimal) {
      radix = 16;
      at += 2;
    } else if (base == 0 && at < text.length() && text.charAt(at) == '0') {
      radix = 8;
    }
    int end = at;
    while (end < text.length() && isDigit(text.charAt(end), radix)) {
      end++;
    }
    if (end == at) {
      return null;
    }
    BigInteger value = new BigInteger(text.substring(at, end), radix);
    return new Prefix(negative ? value.negate() : value, end);
  }

  private static boolean isDigit(char letter, int radix) {
    return letter < 128 && Character.digit(letter, radix) >= 0;
  }
}
