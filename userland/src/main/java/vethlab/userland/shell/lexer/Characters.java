package vethlab.userland.shell.lexer;

/// What single characters mean to the shell.
public final class Characters {

  private Characters() {}

  /// Whether it ends a word.
  public static boolean isMeta(int c) {
    return switch (c) {
      case ' ', '\t', '\n', '|', '&', ';', '(', ')', '<', '>' -> true;
      default -> false;
    };
  }

  /// Whether it begins a quotation or an expansion.
  public static boolean isQuoteOrExpansion(int c) {
    return switch (c) {
      case '\\', '\'', '"', '`', '$' -> true;
      default -> false;
    };
  }

  public static boolean isNameStart(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  public static boolean isNamePart(int c) {
    return isNameStart(c) || isDigit(c);
  }

  public static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /// Whether it is one of the parameters named by a sign: `$?`, `$@` …
  public static boolean isSpecialParameter(int c) {
    return switch (c) {
      case '@', '*', '#', '?', '-', '$', '!' -> true;
      default -> false;
    };
  }

  /// Whether a text can be the name of a variable.
  public static boolean isName(String text) {
    return !text.isEmpty()
        && isNameStart(text.charAt(0))
        && text.chars().allMatch(Characters::isNamePart);
  }

  /// Whether a text is digits only.
  public static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(Characters::isDigit);
  }
}
