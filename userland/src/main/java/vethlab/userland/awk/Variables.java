package vethlab.userland.awk;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The variables of a program and of the functions that run.
final class Variables {

  /// A variable: a value, or an array once it is used as one.
  static final class Box {
    private final @Nullable Box origin;
    private Value value = Value.none();
    private @Nullable AwkArray array;

    /// A box that, if it becomes an array, shares it with another one.
    Box(@Nullable Box origin) {
      this.origin = origin;
      this.array = origin == null ? null : origin.array;
    }

    boolean isArray() {
      return array != null;
    }

    boolean isUntouched() {
      return array == null && value instanceof Value.None;
    }

    AwkArray array() {
      if (array == null) {
        array = origin == null ? new AwkArray() : origin.array();
      }
      return array;
    }

    Value value() {
      if (array != null) {
        throw new AwkFault("type error: an array where a value is expected");
      }
      return value;
    }

    void set(Value other) {
      value();
      value = other;
    }
  }

  private final Map<String, Box> globals = new HashMap<>();
  private final ArrayDeque<Map<String, Box>> frames = new ArrayDeque<>();

  Box box(String name) {
    Map<String, Box> frame = frames.peek();
    Box local = frame == null ? null : frame.get(name);
    return local != null ? local : globals.computeIfAbsent(name, any -> new Box(null));
  }

  /// What a variable says, as text.
  String text(String name) {
    return box(name).value().text("%.6g");
  }

  int depth() {
    return frames.size();
  }

  void push(Map<String, Box> frame) {
    frames.push(frame);
  }

  void pop() {
    frames.pop();
  }
}
