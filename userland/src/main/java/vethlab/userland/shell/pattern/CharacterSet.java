package vethlab.userland.shell.pattern;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `[…]` of a pattern: single characters, ranges, classes such as `[:digit:]`.
///
/// Ranges are by code, as in the C locale (`globasciiranges`).
final class CharacterSet {

  /// A set, and where its source ends.
  record Read(CharacterSet set, int end) {}

  private record Range(char from, char to) {}

  private final List<Range> ranges = new ArrayList<>();
  private final List<String> classes = new ArrayList<>();
  private boolean negated;

  private CharacterSet() {}

  /// The set whose source begins behind `[`; null if it is not closed.
  static @Nullable Read read(String source, int from) {
    CharacterSet set = new CharacterSet();
    int at = from;
    if (at < source.length() && (source.charAt(at) == '!' || source.charAt(at) == '^')) {
      set.negated = true;
      at++;
    }
    boolean first = true;
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == ']' && !first) {
        return new Read(set, at + 1);
      }
      first = false;
      if (source.startsWith("[:", at)) {
        int end = source.indexOf(":]", at + 2);
        if (end > 0) {
          set.classes.add(source.substring(at + 2, end));
          at = end + 2;
          continue;
        }
      }
      if (c == '\\' && at + 1 < source.length()) {
        c = source.charAt(++at);
      }
      at++;
      if (at + 1 < source.length() && source.charAt(at) == '-' && source.charAt(at + 1) != ']') {
        at++;
        char to = source.charAt(at);
        if (to == '\\' && at + 1 < source.length()) {
          to = source.charAt(++at);
        }
        at++;
        set.ranges.add(new Range(c, to));
      } else {
        set.ranges.add(new Range(c, c));
      }
    }
    return null;
  }

  boolean contains(char c) {
    boolean in =
        ranges.stream().anyMatch(range -> range.from <= c && c <= range.to)
            || classes.stream().anyMatch(name -> isInClass(c, name));
    return in != negated;
  }

  private static boolean isInClass(char c, String name) {
    boolean graphic = c > ' ' && c != 0x7f;
    return switch (name) {
      case "alpha" -> Character.isLetter(c);
      case "digit" -> c >= '0' && c <= '9';
      case "alnum" -> Character.isLetterOrDigit(c);
      case "upper" -> Character.isUpperCase(c);
      case "lower" -> Character.isLowerCase(c);
      case "space" -> c == ' ' || (c >= '\t' && c <= '\r');
      case "blank" -> c == ' ' || c == '\t';
      case "punct" -> graphic && !Character.isLetterOrDigit(c);
      case "print" -> graphic || c == ' ';
      case "graph" -> graphic;
      case "cntrl" -> c < ' ' || c == 0x7f;
      case "xdigit" -> Character.digit(c, 16) >= 0;
      case "word" -> Character.isLetterOrDigit(c) || c == '_';
      default -> false;
    };
  }
}
