package vethlab.userland.coreutils.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A list such as `1,3-5,7-` of `cut`.
record Ranges(List<Range> ranges) {

  /// From one number to another, both included.
  record Range(int from, int to) {}

  /// Reads a list; null if it is none.
  static @Nullable Ranges parse(String text) {
    List<Range> ranges = new ArrayList<>();
    for (String part : text.split("[, ]", -1)) {
      if (!part.matches("[0-9]+|[0-9]+-[0-9]*|-[0-9]+")) {
        return null;
      }
      int dash = part.indexOf('-');
      String left = dash < 0 ? part : part.substring(0, dash);
      String right = dash < 0 ? part : part.substring(dash + 1);
      int from = left.isEmpty() ? 1 : Integer.parseInt(left);
      int to = right.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(right);
      if (from < 1 || to < from) {
        return null;
      }
      ranges.add(new Range(from, to));
    }
    return new Ranges(ranges);
  }

  boolean contains(int number) {
    return ranges.stream().anyMatch(range -> range.from <= number && number <= range.to);
  }
}
