package vethlab.userland.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `printf`: the format used again for as long as there are arguments.
public final class Printf {

  /// What came out.
  ///
  /// @param problems messages about arguments and formats, without the program's name
  /// @param failed whether the format is bad, so that nothing more was printed
  public record Result(String text, List<String> problems, boolean failed) {}

  /// What depends on who prints.
  ///
  /// @param quote how `%q` quotes
  /// @param now the time of day for `%(…)T`
  public record Host(java.util.function.UnaryOperator<String> quote, Instant now) {}

  private final String format;
  private final List<String> arguments;
  private final Host host;
  private final StringBuilder out = new StringBuilder();
  private final List<String> problems = new ArrayList<>();
  private int next;
  private int at;
  private boolean ended;
  private boolean failed;

  private Printf(String format, List<String> arguments, Host host) {
    this.format = format;
    this.arguments = arguments;
    this.host = host;
  }

  public static Result print(String format, List<String> arguments, Host host) {
    Printf printf = new Printf(format, arguments, host);
    printf.run();
    return new Result(printf.out.toString(), printf.problems, printf.failed);
  }

  private void run() {
    do {
      int before = next;
      once();
      if (next == before) {
        return; // the format takes no arguments
      }
    } while (next < arguments.size() && !ended && !failed);
  }

  private void once() {
    at = 0;
    StringBuilder plain = new StringBuilder();
    while (at < format.length() && !ended && !failed) {
      char c = format.charAt(at);
      if (c == '\\' && at + 1 < format.length()) {
        plain.append(c).append(format.charAt(at + 1));
        at += 2;
      } else if (c != '%') {
        plain.append(c);
        at++;
      } else if (format.startsWith("%%", at)) {
        plain.append('%');
        at += 2;
      } else {
        flush(plain);
        at++;
        directive();
      }
    }
    flush(plain);
  }

  private void flush(StringBuilder plain) {
    out.append(Escapes.decode(plain.toString(), Escapes.Dialect.PRINTF_FORMAT).text());
    plain.setLength(0);
  }

  private String argument() {
    return next < arguments.size() ? arguments.get(next++) : missing();
  }

  private String missing() {
    next++;
    return "";
  }

  private void directive() {
    int start = at;
    StringBuilder flags = new StringBuilder();
    while (at < format.length() && "-+ #0'".indexOf(format.charAt(at)) >= 0) {
      flags.append(format.charAt(at++));
    }
    int width = number();
    if (width < 0 && width != NONE) {
      flags.append('-');
      width = -width;
    }
    int precision = NONE;
    if (at < format.length() && format.charAt(at) == '.') {
      at++;
      precision = Math.max(0, number());
    }
    while (at < format.length() && "hlLjzt".indexOf(format.charAt(at)) >= 0) {
      at++;
    }
    if (at >= format.length()) {
      fail("`" + format.substring(start) + "': missing format character");
      return;
    }
    Field field = new Field(flags.toString(), Math.max(0, width), precision);
    char kind = format.charAt(at++);
    switch (kind) {
      case 's' -> out.append(field.text(argument()));
      case 'c' -> {
        String text = argument();
        out.append(field.text(text.isEmpty() ? "" : text.substring(0, 1)));
      }
      case 'b' -> {
        Escapes.Decoded decoded = Escapes.decode(argument(), Escapes.Dialect.PRINTF_ARGUMENT);
        out.append(field.text(decoded.text()));
        ended = decoded.ended();
      }
      case 'q' -> out.append(field.text(host.quote().apply(argument())));
      case 'd', 'i' -> out.append(field.integer(integer(argument()), 'd'));
      case 'u', 'o', 'x', 'X' -> out.append(field.integer(integer(argument()), kind));
      case 'e', 'E', 'f', 'F', 'g', 'G' -> out.append(field.decimal(decimal(argument()), kind));
      case '(' -> time(field);
      default -> fail("`" + kind + "': invalid format character");
    }
  }

  private static final int NONE = Integer.MIN_VALUE;

  private int number() {
    if (at < format.length() && format.charAt(at) == '*') {
      at++;
      return integer(argument()).intValue();
    }
    int start = at;
    while (at < format.length() && Character.isDigit(format.charAt(at)) && at - start < 6) {
      at++;
    }
    return at == start ? NONE : Integer.parseInt(format.substring(start, at));
  }

  private void fail(String message) {
    problems.add(message);
    failed = true;
  }

  private void time(Field field) {
    int end = format.indexOf(")T", at);
    if (end < 0) {
      fail("`(': invalid format character");
      return;
    }
    String pattern = format.substring(at, end);
    at = end + 2;
    String given = argument();
    Instant when =
        given.isEmpty() || given.equals("-1") || given.equals("-2")
            ? host.now()
            : Instant.ofEpochSecond(integer(given).longValue());
    String shown = pattern.isEmpty() ? "%H:%M:%S" : pattern;
    out.append(field.text(TimeFormat.format(shown, when.atZone(ZoneOffset.UTC))));
  }

  private BigInteger integer(String text) {
    String digits = text.strip();
    if (digits.isEmpty()) {
      return BigInteger.ZERO;
    }
    if (digits.startsWith("'") || digits.startsWith("\"")) {
      return BigInteger.valueOf(digits.length() > 1 ? digits.codePointAt(1) : 0);
    }
    boolean negative = digits.startsWith("-");
    String figures = negative || digits.startsWith("+") ? digits.substring(1) : digits;
    int radix = 10;
    if (figures.startsWith("0x") || figures.startsWith("0X")) {
      radix = 16;
      figures = figures.substring(2);
    } else if (figures.length() > 1 && figures.startsWith("0")) {
      radix = 8;
    }
    int end = 0;
    while (end < figures.length() && Character.digit(figures.charAt(end), radix) >= 0) {
      end++;
    }
    if (end < figures.length() || end == 0) {
      problems.add(text + ": invalid number");
    }
    BigInteger value =
        end == 0 ? BigInteger.ZERO : new BigInteger(figures.substring(0, end), radix);
    return negative ? value.negate() : value;
  }

  private BigDecimal decimal(String text) {
    String digits = text.strip();
    if (digits.isEmpty()) {
      return BigDecimal.ZERO;
    }
    int end = digits.length();
    while (end > 0) {
      try {
        BigDecimal value = new BigDecimal(digits.substring(0, end));
        if (end < digits.length()) {
          problems.add(text + ": invalid number");
        }
        return value;
      } catch (NumberFormatException shorter) {
        end--;
      }
    }
    problems.add(text + ": invalid number");
    return BigDecimal.ZERO;
  }

  /// Width, precision and flags of a directive.
  private record Field(String flags, int width, int precision) {

    private boolean has(char flag) {
      return flags.indexOf(flag) >= 0;
    }

    String text(String text) {
      return padded(
          precision >= 0 && precision < text.length() ? text.substring(0, precision) : text);
    }

    private String padded(String text) {
      int missing = width - text.codePointCount(0, text.length());
      if (missing <= 0) {
        return text;
      }
      return has('-') ? text + " ".repeat(missing) : " ".repeat(missing) + text;
    }

    String integer(BigInteger given, char kind) {
      BigInteger value = given;
      String sign = "";
      if (kind == 'd') {
        sign = value.signum() < 0 ? "-" : has('+') ? "+" : has(' ') ? " " : "";
        value = value.abs();
      } else if (value.signum() < 0) {
        value = value.add(BigInteger.ONE.shiftLeft(64));
      }
      String digits =
          switch (kind) {
            case 'o' -> value.toString(8);
            case 'x' -> value.toString(16);
            case 'X' -> value.toString(16).toUpperCase(Locale.ROOT);
            default -> value.toString();
          };
      String prefix = "";
      if (has('#') && value.signum() != 0) {
        prefix = kind == 'x' ? "0x" : kind == 'X' ? "0X" : kind == 'o' ? "0" : "";
      }
      if (precision > digits.length()) {
        digits = "0".repeat(precision - digits.length()) + digits;
      }
      return zeroPadded(sign + prefix, digits, precision < 0);
    }

    private String zeroPadded(String lead, String digits, boolean allowed) {
      int missing = width - lead.length() - digits.length();
      if (allowed && has('0') && !has('-') && missing > 0) {
        return lead + "0".repeat(missing) + digits;
      }
      return padded(lead + digits);
    }

    String decimal(BigDecimal given, char kind) {
      String sign = given.signum() < 0 ? "-" : has('+') ? "+" : has(' ') ? " " : "";
      int places = precision < 0 ? 6 : precision;
      String digits =
          switch (kind) {
            case 'f', 'F' -> String.format(Locale.ROOT, "%." + places + "f", given.abs());
            case 'e', 'E' -> String.format(Locale.ROOT, "%." + places + "e", given.abs());
            default -> general(given.abs(), Math.max(1, places));
          };
      return zeroPadded(
          sign, Character.isUpperCase(kind) ? digits.toUpperCase(Locale.ROOT) : digits, true);
    }

    /// `%g`: as short as the precision allows.
    private String general(BigDecimal value, int places) {
      if (value.signum() == 0) {
        return "0";
      }
      BigDecimal rounded = value.round(new MathContext(places));
      int exponent = rounded.precision() - rounded.scale() - 1;
      if (exponent < -4 || exponent >= places) {
        String text = String.format(Locale.ROOT, "%." + (places - 1) + "e", rounded);
        int e = text.indexOf('e');
        return has('#') ? text : shortened(text.substring(0, e)) + text.substring(e);
      }
      String text = rounded.setScale(Math.max(0, places - 1 - exponent)).toPlainString();
      return has('#') ? text : shortened(text);
    }

    private static String shortened(String digits) {
      if (!digits.contains(".")) {
        return digits;
      }
      int end = digits.length();
      while (digits.charAt(end - 1) == '0') {
        end--;
      }
      return digits.substring(0, digits.charAt(end - 1) == '.' ? end - 1 : end);
    }
  }
}
