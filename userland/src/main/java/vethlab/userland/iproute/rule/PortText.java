package vethlab.userland.iproute.rule;

import org.jspecify.annotations.Nullable;
import vethlab.userland.iproute.command.Numbers;

/// Ports as a user writes them, `80` or `1000-2000`, valid or not; letters behind them do not
/// count, and what is more than 16 bits is cut off (`sscanf` with `%hu-%hu`).
record PortText(int first, int last) {

  /// Reads them, or null if there is no number.
  static @Nullable PortText read(String text) {
    Numbers.Prefix first = Numbers.prefix(text, 10);
    if (first == null) {
      return null;
    }
    int from = cut(first);
    if (first.end() < text.length() && text.charAt(first.end()) == '-') {
      Numbers.Prefix last = Numbers.prefix(text.substring(first.end() + 1), 10);
      if (last != null) {
        return new PortText(from, cut(last));
      }
    }
    return new PortText(from, from);
  }

  private static int cut(Numbers.Prefix number) {
    return number.value().intValue() & 0xffff;
  }
}
