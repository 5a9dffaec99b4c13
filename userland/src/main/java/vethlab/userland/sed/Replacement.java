package vethlab.userland.sed;

import java.util.regex.Matcher;

/// The right side of `s/…/…/` filled in: `&`, `\1`, `\n`, and the changes of case (backslash and U,
/// L, u, l, E).
final class Replacement {

  private final StringBuilder out = new StringBuilder();
  private char mode = 'E';
  private char next = 'E';

  private Replacement() {}

  static String fill(String source, Matcher match) {
    Replacement replacement = new Replacement();
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '&') {
        replacement.add(match.group());
      } else if (c == '\\' && i + 1 < source.length()) {
        replacement.escaped(source.charAt(++i), match);
      } else {
        replacement.add(String.valueOf(c));
      }
    }
    return replacement.out.toString();
  }

  private void escaped(char c, Matcher match) {
    switch (c) {
      case '0' -> add(match.group());
      case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
        String group = c - '0' <= match.groupCount() ? match.group(c - '0') : null;
        add(group == null ? "" : group);
      }
      case 'n' -> add("\n");
      case 't' -> add("\t");
      case 'U', 'L' -> mode = c;
      case 'E' -> mode = 'E';
      case 'u', 'l' -> next = c;
      default -> add(String.valueOf(c));
    }
  }

  private void add(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (next != 'E') {
        c = next == 'u' ? Character.toUpperCase(c) : Character.toLowerCase(c);
        next = 'E';
      } else if (mode == 'U') {
        c = Character.toUpperCase(c);
      } else if (mode == 'L') {
        c = Character.toLowerCase(c);
      }
      out.append(c);
    }
  }
}
