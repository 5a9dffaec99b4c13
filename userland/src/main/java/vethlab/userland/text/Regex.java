package vethlab.userland.text;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// POSIX regular expressions, basic and extended with the GNU additions, as Java patterns.
///
/// Of several alternatives that match at one place Java takes the first, POSIX the longest; they
/// differ only where one alternative is the beginning of a later one.
public final class Regex {

  private final String source;
  private final boolean extended;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int open;

  private Regex(String source, boolean extended) {
    this.source = source;
    this.extended = extended;
  }

  /// An extended expression (`grep -E`, `[[ =~ ]]`, awk).
  ///
  /// @throws PatternSyntaxException if it is none
  public static Pattern extended(String source, boolean ignoreCase) {
    return compile(source, true, ignoreCase);
  }

  /// A basic expression (`grep`, `sed`), in which `\(`, `\{`, `\|`, `\+`, `\?` are special.
  ///
  /// @throws PatternSyntaxException if it is none
  public static Pattern basic(String source, boolean ignoreCase) {
    return compile(source, false, ignoreCase);
  }

  private static Pattern compile(String source, boolean extended, boolean ignoreCase) {
    String java = new Regex(source, extended).translate();
    int flags = Pattern.DOTALL | (ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
    return Pattern.compile(java, flags);
  }

  private String translate() {
    boolean begins = true; // of the expression or of a group or alternative
    while (at < source.length()) {
      char c = source.charAt(at++);
      boolean wasBegin = begins;
      begins = false;
      switch (c) {
        case '\\' -> begins = escaped(wasBegin);
        case '[' -> bracket();
        case '.' -> out.append('.');
        case '*' -> out.append(wasBegin ? "\\*" : "*");
        case '^' -> {
          boolean anchor = extended || wasBegin;
          out.append(anchor ? "^" : "\\^");
          begins = anchor;
        }
        case '$' -> out.append(extended || endsHere() ? "\\z" : "\\$");
        case '(', ')', '|', '+', '?', '{' -> {
          if (extended) {
            begins = operator(c, wasBegin);
          } else {
            out.append('\\').append(c);
          }
        }
        case '}' -> out.append("\\}");
        default -> literal(c);
      }
    }
    if (open > 0) {
      throw new PatternSyntaxException("Unmatched ( or \\(", source, source.length());
    }
    return out.toString();
  }

  private void literal(char c) {
    if (c < 0x80 && !Character.isLetterOrDigit(c)) {
      out.append('\\');
    }
    out.append(c);
  }

  /// Whether a `$` of a basic expression is an anchor: at the end, or before `\)` and `\|`.
  private boolean endsHere() {
    return at == source.length() || source.startsWith("\\)", at) || source.startsWith("\\|", at);
  }

  /// @return whether an expression begins behind it
  private boolean operator(char c, boolean atBegin) {
    switch (c) {
      case '(' -> {
        open++;
        out.append('(');
        return true;
      }
      case ')' -> {
        if (open == 0) {
          if (extended) {
            throw new PatternSyntaxException("Unmatched ) or \\)", source, at);
          }
          out.append("\\)");
          return false;
        }
        open--;
        out.append(')');
        return false;
      }
      case '|' -> {
        out.append('|');
        return true;
      }
      case '{' -> {
        interval(atBegin);
        return false;
      }
      default -> {
        out.append(atBegin ? "\\" + c : String.valueOf(c));
        return false;
      }
    }
  }

  private void interval(boolean atBegin) {
    String closer = extended ? "}" : "\\}";
    int end = source.indexOf(closer, at);
    String inside = end < 0 ? "" : source.substring(at, end);
    if (atBegin || !inside.matches("[0-9]*(,[0-9]*)?") || inside.isEmpty()) {
      if (!extended) {
        throw new PatternSyntaxException("Invalid preceding regular expression", source, at);
      }
      out.append("\\{");
      return;
    }
    out.append('{').append(inside.startsWith(",") ? "0" + inside : inside).append('}');
    at = end + closer.length();
  }

  /// @return whether an expression begins behind it
  private boolean escaped(boolean atBegin) {
    if (at == source.length()) {
      throw new PatternSyntaxException("Trailing backslash", source, at);
    }
    char c = source.charAt(at++);
    switch (c) {
      case 'w' -> out.append("[\\p{L}\\p{N}_]");
      case 'W' -> out.append("[^\\p{L}\\p{N}_]");
      case 's' -> out.append("\\s");
      case 'S' -> out.append("\\S");
      case 'b' -> out.append("\\b");
      case 'B' -> out.append("\\B");
      case '<' -> out.append("\\b(?=\\w)");
      case '>' -> out.append("\\b(?<=\\w)");
      case '`' -> out.append("\\A");
      case '\'' -> out.append("\\z");
      case 'n' -> out.append("\\n");
      case 't' -> out.append("\\t");
      case '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
          out.append(String.format(Locale.ROOT, "(?:\\%c)", c));
      case '(', ')', '|', '+', '?', '{' -> {
        if (!extended) {
          return operator(c, atBegin);
        }
        out.append('\\').append(c);
      }
      default -> literal(c);
    }
    return false;
  }

  private void bracket() {
    int start = at;
    StringBuilder set = new StringBuilder("[");
    if (at < source.length() && source.charAt(at) == '^') {
      set.append('^');
      at++;
    }
    boolean first = true;
    while (true) {
      if (at >= source.length()) {
        throw new PatternSyntaxException("Unmatched [, [^, [:, [., or [=", source, start);
      }
      char c = source.charAt(at++);
      if (c == ']' && !first) {
        out.append(set).append(']');
        return;
      }
      first = false;
      if (c == '[' && at < source.length() && source.charAt(at) == ':') {
        int end = source.indexOf(":]", at);
        if (end < 0) {
          throw new PatternSyntaxException("Unmatched [, [^, [:, [., or [=", source, start);
        }
        set.append(characterClass(source.substring(at + 1, end)));
        at = end + 2;
      } else if (c == '-'
          && at < source.length()
          && source.charAt(at) != ']'
          && set.length() > 1
          && !set.toString().equals("[^")) {
        set.append('-');
      } else {
        if ("[]\\^-&~#".indexOf(c) >= 0 || c == ' ') {
          set.append('\\');
        }
        set.append(c);
      }
    }
  }

  private String characterClass(String name) {
    return switch (name) {
      case "alpha" -> "\\p{L}";
      case "digit" -> "0-9";
      case "alnum" -> "\\p{L}\\p{N}";
      case "upper" -> "\\p{Lu}";
      case "lower" -> "\\p{Ll}";
      case "space" -> "\\s";
      case "blank" -> " \\t";
      case "punct" -> "\\p{Punct}";
      case "print" -> "\\p{Print}\\p{L}";
      case "graph" -> "\\p{Graph}\\p{L}";
      case "cntrl" -> "\\p{Cntrl}";
      case "xdigit" -> "\\p{XDigit}";
      default -> throw new PatternSyntaxException("Invalid character class name", source, at);
    };
  }
}
