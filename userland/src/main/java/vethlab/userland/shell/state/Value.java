package vethlab.userland.shell.state;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// What a variable holds.
public sealed interface Value {

  /// A text.
  record Scalar(String text) implements Value {}

  /// An indexed array; it changes in place.
  record Indexed(NavigableMap<Long, String> elements) implements Value {}

  /// An associative array; it changes in place.
  record Associative(KeyedElements elements) implements Value {}

  /// A value of its own with the same content.
  default Value copy() {
    return switch (this) {
      case Scalar scalar -> scalar;
      case Indexed(NavigableMap<Long, String> elements) -> new Indexed(new TreeMap<>(elements));
      case Associative(KeyedElements elements) -> new Associative(elements.copy());
    };
  }

  /// What the variable's name without a subscript says; null if there is no element 0.
  default @org.jspecify.annotations.Nullable String plain() {
    return switch (this) {
      case Scalar(String text) -> text;
      case Indexed(Map<Long, String> elements) -> elements.get(0L);
      case Associative(KeyedElements elements) -> elements.get("0");
    };
  }
}
