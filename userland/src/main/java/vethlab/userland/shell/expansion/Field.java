package vethlab.userland.shell.expansion;

import vethlab.userland.shell.pattern.Pattern;

/// A word that comes out of splitting: what it says, and what it says as a pattern.
final class Field {

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder pattern = new StringBuilder();

  void append(String more, boolean quoted) {
    text.append(more);
    pattern.append(quoted ? Pattern.quote(more) : more);
  }

  void append(char c) {
    text.append(c);
    pattern.append(c);
  }

  String text() {
    return text.toString();
  }

  String pattern() {
    return pattern.toString();
  }
}
