package vethlab.userland.awk;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vethlab.simulator.errno.NotModelled;

/// The record and its fields: changing one changes the other.
final class Records {

  private static final int MOST_FIELDS = 32767;

  private final List<Value> fields = new ArrayList<>();
  private String record = "";
  private boolean split = true;
  private boolean joined = true;

  /// A new record; it is cut into fields when one is asked for.
  void set(String text) {
    record = text;
    split = false;
    joined = true;
  }

  String record(String outputSeparator) {
    if (!joined) {
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < fields.size(); i++) {
        out.append(i == 0 ? "" : outputSeparator).append(fields.get(i).text("%.6g"));
      }
      record = out.toString();
      joined = true;
    }
    return record;
  }

  int count(String separator) {
    cut(separator);
    return fields.size();
  }

  Value field(int number, String separator) {
    cut(separator);
    return number <= fields.size() ? fields.get(number - 1) : Value.none();
  }

  void setField(int number, Value value, String separator) {
    setCount(Math.max(number, count(separator)), separator);
    fields.set(number - 1, value);
  }

  void setCount(int count, String separator) {
    if (count > MOST_FIELDS) {
      throw new NotModelled("awk with more than " + MOST_FIELDS + " fields");
    }
    cut(separator);
    while (fields.size() > count) {
      fields.removeLast();
    }
    while (fields.size() < count) {
      fields.add(Value.of(""));
    }
    joined = false;
  }

  private void cut(String separator) {
    if (!split) {
      fields.clear();
      split(record, separator).forEach(text -> fields.add(Value.input(text)));
      split = true;
    }
  }

  /// Cuts a text at a separator: a blank for runs of blanks, one character, or a regular
  /// expression.
  static List<String> split(String text, String separator) {
    if (separator.equals(" ")) {
      return words(text);
    }
    if (text.isEmpty()) {
      return List.of();
    }
    if (separator.isEmpty()) {
      return text.chars().mapToObj(c -> String.valueOf((char) c)).toList();
    }
    return split(
        text,
        separator.length() == 1
            ? Pattern.compile(Pattern.quote(separator))
            : ExpressionParser.compile(separator));
  }

  static List<String> split(String text, Pattern separator) {
    List<String> parts = new ArrayList<>();
    if (text.isEmpty()) {
      return parts;
    }
    Matcher matcher = separator.matcher(text);
    int start = 0;
    while (matcher.find()) {
      if (matcher.end() > matcher.start()) {
        parts.add(text.substring(start, matcher.start()));
        start = matcher.end();
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static List<String> words(String text) {
    List<String> parts = new ArrayList<>();
    int at = 0;
    while (true) {
      while (at < text.length() && isBlank(text.charAt(at))) {
        at++;
      }
      if (at >= text.length()) {
        return parts;
      }
      int start = at;
      while (at < text.length() && !isBlank(text.charAt(at))) {
        at++;
      }
      parts.add(text.substring(start, at));
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n';
  }
}
