package vethlab.userland.shell.expansion;

import java.util.Locale;

/// Texts in quotes, so that a shell reads them back as they are.
public final class Quoting {

  private Quoting() {}

  /// In single quotes, or in `$'…'` if there are control characters (`${name@Q}`).
  public static String quote(String text) {
    return hasControls(text) ? ansi(text) : "'" + text.replace("'", "'\\''") + "'";
  }

  /// As `set -x` and `printf %q` differ from it: bare if nothing in it is special.
  public static String quoteIfNeeded(String text) {
    if (text.isEmpty()) {
      return "''";
    }
    if (hasControls(text)) {
      return ansi(text);
    }
    return needsQuotes(text) ? "'" + text.replace("'", "'\\''") + "'" : text;
  }

  /// With a backslash before everything special (`printf %q`).
  public static String escape(String text) {
    if (text.isEmpty()) {
      return "''";
    }
    if (hasControls(text)) {
      return ansi(text);
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean special =
          " \t\n'\"\\|&;()<>!{}*[]?^$`,".indexOf(c) >= 0 || (i == 0 && (c == '#' || c == '~'));
      if (special) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }

  /// In double quotes, as `declare -p` shows values.
  public static String doubleQuote(String text) {
    if (hasControls(text)) {
      return ansi(text);
    }
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\' || c == '$' || c == '`') {
        out.append('\\');
      }
      out.append(c);
    }
    return out.append('"').toString();
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(c -> c < ' ' || c == 0x7f);
  }

  private static boolean needsQuotes(String text) {
    char first = text.charAt(0);
    return first == '~'
        || first == '#'
        || text.chars().anyMatch(c -> " \t\n'\"\\|&;()<>!{}*[]?^$`".indexOf(c) >= 0);
  }

  private static String ansi(String text) {
    StringBuilder out = new StringBuilder("$'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case 7 -> out.append("\\a");
        case '\b' -> out.append("\\b");
        case 27 -> out.append("\\E");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case 11 -> out.append("\\v");
        case '\'' -> out.append("\\'");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c < ' ' || c == 0x7f) {
            out.append(String.format(Locale.ROOT, "\\%03o", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('\'').toString();
  }
}
