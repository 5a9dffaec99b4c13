package vethlab.userland.iproute.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Numbers that have names, from a file in `/etc/iproute2` (`rt_names.c`).
///
/// A line of the file is a number, decimal or `0x` hexadecimal, and a name; `#` starts a comment.
public final class NameTable {

  private final Map<Long, String> names = new LinkedHashMap<>();
  private final boolean numeric;
  private @Nullable String corrupt;

  /// @param text the file's text, or null if it is not there
  /// @param largest the largest number that counts
  /// @param numeric whether names are not shown
  NameTable(Map<Long, String> builtIn, @Nullable String text, long largest, boolean numeric) {
    this.numeric = numeric;
    names.putAll(builtIn);
    if (text != null) {
      text.lines().forEach(line -> read(line, largest));
    }
  }

  private void read(String line, long largest) {
    String content = line.stripLeading();
    if (content.isEmpty() || content.startsWith("#") || corrupt != null) {
      return;
    }
    Numbers.Prefix number = Numbers.prefix(content, content.startsWith("0x") ? 16 : 10);
    String rest = number == null ? "" : content.substring(number.end()).strip();
    if (number == null || rest.isEmpty() || number.value().bitLength() > 32) {
      corrupt = content;
      return;
    }
    long id = number.value().longValue();
    if (id >= 0 && id <= largest) {
      names.put(id, Objects.requireNonNull(rest.split("\\s", 2)[0]));
    }
  }

  /// The line that could not be read, or null; what follows it does not count.
  @Nullable String corrupt() {
    return corrupt;
  }

  /// The name of a number, the number itself if it has none.
  public String name(long id) {
    String name = numeric ? null : names.get(id);
    return name == null ? Long.toString(id) : name;
  }

  /// Whether a number has a name that is shown.
  public boolean hasName(long id) {
    return !numeric && names.containsKey(id);
  }

  /// The number of a name, or the number that the text is, or null.
  ///
  /// @param base of the number: 0, 10 or 16
  /// @param largest the largest number that may be written
  public @Nullable Long number(String text, int base, long largest) {
    for (Map.Entry<Long, String> entry : names.entrySet()) {
      if (entry.getValue().equals(text)) {
        return entry.getKey();
      }
    }
    Numbers.Prefix number = Numbers.prefix(text, base);
    if (number == null || number.end() != text.length() || number.value().signum() < 0) {
      return null;
    }
    return number.value().bitLength() > 32 || number.value().longValue() > largest
        ? null
        : number.value().longValue();
  }
}
