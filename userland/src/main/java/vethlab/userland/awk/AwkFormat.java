package vethlab.userland.awk;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vethlab.userland.text.Printf;

/// `printf` and `sprintf`: each directive is given to the common one with its argument made to fit.
final class AwkFormat {

  private static final Printf.Host HOST = new Printf.Host(text -> text, Instant.EPOCH);

  private final String format;
  private final List<Value> rest;
  private final String conversion;
  private final StringBuilder out = new StringBuilder();

  private AwkFormat(String format, List<Value> arguments, String conversion) {
    this.format = format;
    this.rest = new ArrayList<>(arguments);
    this.conversion = conversion;
  }

  /// Fills in a format.
  ///
  /// @param conversion the format of numbers that are printed as texts
  /// @throws AwkFault if there are too few arguments
  static String format(String format, List<Value> arguments, String conversion) {
    return new AwkFormat(format, arguments, conversion).fill();
  }

  private String fill() {
    int at = 0;
    while (at < format.length()) {
      int percent = format.indexOf('%', at);
      if (percent < 0 || percent + 1 >= format.length()) {
        return out.append(format.substring(at)).toString();
      }
      out.append(format, at, percent);
      int end = percent + 1;
      while (end < format.length() && "-+ #0123456789.*hl".indexOf(format.charAt(end)) >= 0) {
        end++;
      }
      if (end >= format.length()) {
        return out.append(format.substring(percent)).toString();
      }
      if (format.charAt(end) == '%') {
        out.append('%');
      } else {
        String flags = withWidths(format.substring(percent + 1, end));
        out.append(one(flags, format.charAt(end), next()));
      }
      at = end + 1;
    }
    return out.toString();
  }

  private String withWidths(String flags) {
    String filled = flags;
    for (int star = filled.indexOf('*'); star >= 0; star = filled.indexOf('*')) {
      long width = (long) next().number();
      filled = filled.substring(0, star) + width + filled.substring(star + 1);
    }
    return filled;
  }

  private Value next() {
    if (rest.isEmpty()) {
      throw new AwkFault(
          "run time error: not enough arguments passed to printf(\"" + format + "\")",
          out.toString());
    }
    return rest.removeFirst();
  }

  private String one(String flags, char kind, Value value) {
    return switch (kind) {
      case 'd', 'i' -> print("%" + flags + "d", whole(value));
      case 'o', 'x', 'X', 'u' -> print("%" + flags + kind, whole(value));
      case 'e', 'E', 'f', 'F', 'g', 'G' -> decimal(flags, kind, value.number());
      case 'c' -> {
        String text =
            value instanceof Value.Decimal(double number)
                ? String.valueOf((char) ((int) number & 0xff))
                : value.text(conversion);
        yield print("%" + flags + "s", text.isEmpty() ? "" : text.substring(0, 1));
      }
      case 's' -> print("%" + flags + "s", value.text(conversion));
      default -> throw new AwkFault("run time error: bad conversion in printf(\"" + format + "\")");
    };
  }

  private static String whole(Value value) {
    return Long.toString((long) value.number());
  }

  private static String decimal(String flags, char kind, double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      String text = Double.isNaN(number) ? "-nan" : number > 0 ? "inf" : "-inf";
      boolean upper = Character.isUpperCase(kind);
      return print(
          "%" + flags.replace("0", "") + "s", upper ? text.toUpperCase(Locale.ROOT) : text);
    }
    return print("%" + flags + kind, new BigDecimal(number).toPlainString());
  }

  private static String print(String directive, String argument) {
    return Printf.print(directive, List.of(argument), HOST).text();
  }
}
