package vethlab.userland.text;

import java.nio.charset.StandardCharsets;

/// The backslashes of `$'…'`, `echo -e` and `printf`.
public final class Escapes {

  /// Where the backslashes stand, which decides small things.
  public enum Dialect {
    /// `$'…'`: octal without a leading zero, `\cX`, `\'`.
    ANSI_QUOTES,
    /// `echo -e`: octal with a leading zero, `\c` ends the output.
    ECHO,
    /// The format of `printf`: octal without a leading zero, `\c` is not known.
    PRINTF_FORMAT,
    /// `%b` of `printf`: both octals, `\c` ends the output.
    PRINTF_ARGUMENT
  }

  /// What a text says.
  ///
  /// @param ended whether `\c` said that nothing follows
  public record Decoded(String text, boolean ended) {}

  private final String text;
  private final Dialect dialect;
  private int at;

  private Escapes(String text, Dialect dialect) {
    this.text = text;
    this.dialect = dialect;
  }

  public static Decoded decode(String text, Dialect dialect) {
    return new Escapes(text, dialect).run();
  }

  private Decoded run() {
    StringBuilder octets = new StringBuilder(); // Latin-1: one char an octet
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '\\' || at == text.length()) {
        append(octets, String.valueOf(c));
        continue;
      }
      char kind = text.charAt(at++);
      switch (kind) {
        case 'a' -> octets.append('\007');
        case 'b' -> octets.append('\b');
        case 'e', 'E' -> octets.append('\033');
        case 'f' -> octets.append('\f');
        case 'n' -> octets.append('\n');
        case 'r' -> octets.append('\r');
        case 't' -> octets.append('\t');
        case 'v' -> octets.append('\013');
        case '\\' -> octets.append('\\');
        case '\'', '"', '?' -> {
          if (dialect == Dialect.ECHO) {
            octets.append('\\');
          }
          octets.append(kind);
        }
        case 'x' -> {
          int value = digits(16, 2);
          if (value < 0) {
            octets.append("\\x");
          } else {
            octets.append((char) value);
          }
        }
        case 'u', 'U' -> {
          int value = digits(16, kind == 'u' ? 4 : 8);
          append(octets, value < 0 ? "\\" + kind : Character.toString(value));
        }
        case 'c' -> {
          if (dialect == Dialect.ECHO || dialect == Dialect.PRINTF_ARGUMENT) {
            return new Decoded(text(octets), true);
          }
          if (dialect == Dialect.ANSI_QUOTES && at < text.length()) {
            octets.append((char) (Character.toUpperCase(text.charAt(at++)) ^ 0x40));
          } else {
            octets.append("\\c");
          }
        }
        case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(octets, kind);
        default -> append(octets, "\\" + kind);
      }
    }
    return new Decoded(text(octets), false);
  }

  private void octal(StringBuilder octets, char first) {
    boolean zeroLeads =
        dialect == Dialect.ECHO || (dialect == Dialect.PRINTF_ARGUMENT && first == '0');
    if (zeroLeads && first != '0') {
      octets.append('\\').append(first);
      return;
    }
    if (!zeroLeads) {
      at--;
    }
    int value = digits(8, 3);
    octets.append((char) (Math.max(value, 0) & 0xff));
  }

  /// A number of at most so many digits, or -1 if there is none.
  private int digits(int radix, int most) {
    int value = -1;
    for (int i = 0; i < most && at < text.length(); i++) {
      int digit = Character.digit(text.charAt(at), radix);
      if (digit < 0) {
        break;
      }
      value = Math.max(value, 0) * radix + digit;
      at++;
    }
    return value;
  }

  private static void append(StringBuilder octets, String text) {
    if (text.length() == 1 && text.charAt(0) < 0x80) {
      octets.append(text);
      return;
    }
    octets.append(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  private static String text(StringBuilder octets) {
    String all = octets.toString();
    if (all.chars().allMatch(c -> c < 0x80)) {
      return all;
    }
    return new String(all.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
