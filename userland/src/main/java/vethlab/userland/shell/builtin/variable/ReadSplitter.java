package vethlab.userland.shell.builtin.variable;

import java.util.ArrayList;
import java.util.List;

/// Cuts a line that `read` has read: the last variable gets all that is left.
final class ReadSplitter {

  private final String text;
  private final CharSequence escaped;
  private final String separators;
  private int at;

  /// Takes a line with a mark for each character that stood behind a backslash.
  ReadSplitter(String text, CharSequence escaped, String separators) {
    this.text = text;
    this.escaped = escaped;
    this.separators = separators;
  }

  private boolean isSeparator(int index) {
    return index < text.length()
        && separators.indexOf(text.charAt(index)) >= 0
        && !(index < escaped.length() && escaped.charAt(index) == '\\');
  }

  private boolean isBlank(int index) {
    char c = index < text.length() ? text.charAt(index) : 'x';
    return (c == ' ' || c == '\t' || c == '\n') && isSeparator(index);
  }

  private void skipBlanks() {
    while (isBlank(at)) {
      at++;
    }
  }

  /// All fields.
  List<String> all() {
    List<String> fields = new ArrayList<>();
    skipBlanks();
    while (at < text.length()) {
      fields.add(field());
    }
    return fields;
  }

  /// So many fields, the last of them with everything that is left.
  List<String> first(int count) {
    List<String> fields = new ArrayList<>();
    skipBlanks();
    while (fields.size() < count - 1 && at < text.length()) {
      fields.add(field());
    }
    if (at < text.length()) {
      fields.add(rest());
    }
    return fields;
  }

  /// The next field; the delimiter behind it is passed over.
  private String field() {
    int start = at;
    while (at < text.length() && !isSeparator(at)) {
      at++;
    }
    String field = text.substring(start, at);
    skipBlanks();
    if (at < text.length() && isSeparator(at) && !isBlank(at)) {
      at++;
      skipBlanks();
    }
    return field;
  }

  /// What is left, without blanks at its end; a single field loses its delimiter too.
  private String rest() {
    int start = at;
    int mark = at;
    field();
    if (at >= text.length()) {
      at = mark;
      return field();
    }
    int end = text.length();
    while (end > start && isBlank(end - 1)) {
      end--;
    }
    return text.substring(start, end);
  }
}
