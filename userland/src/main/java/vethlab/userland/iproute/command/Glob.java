package vethlab.userland.iproute.command;

/// Patterns with `*`, `?` and `[…]` (`fnmatch` without flags).
public final class Glob {

  private Glob() {}

  /// Whether a pattern fits the whole of a text.
  public static boolean matches(String pattern, String text) {
    return matches(pattern, 0, text, 0);
  }

  private static boolean matches(String pattern, int p, String text, int t) {
    int at = p;
    int place = t;
    while (at < pattern.length()) {
      char letter = pattern.charAt(at);
      if (letter == '*') {
        for (int rest = place; rest <= text.length(); rest++) {
          if (matches(pattern, at + 1, text, rest)) {
            return true;
          }
        }
        return false;
      }
      if (place >= text.length()) {
        return false;
      }
      int end = letter == '[' ? pattern.indexOf(']', at + 2) : -1;
      if (end > 0) {
        if (!isOneOf(pattern.substring(at + 1, end), text.charAt(place))) {
          return false;
        }
        at = end + 1;
      } else {
        if (letter == '\\' && at + 1 < pattern.length()) {
          at++;
          letter = pattern.charAt(at);
        } else if (letter == '?') {
          letter = text.charAt(place);
        }
        if (letter != text.charAt(place)) {
          return false;
        }
        at++;
      }
      place++;
    }
    return place == text.length();
  }

  /// Whether a letter is in a set such as `a-z_` or `!0-9`.
  private static boolean isOneOf(String set, char letter) {
    boolean inverse = set.startsWith("!") || set.startsWith("^");
    boolean found = false;
    for (int i = inverse ? 1 : 0; i < set.length(); i++) {
      if (i + 2 < set.length() && set.charAt(i + 1) == '-') {
        found |= set.charAt(i) <= letter && letter <= set.charAt(i + 2);
        i += 2;
      } else {
        found |= set.charAt(i) == letter;
      }
    }
    return found != inverse;
  }
}
