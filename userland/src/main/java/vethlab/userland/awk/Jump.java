package vethlab.userland.awk;

/// A statement on its way out of others: `next`, `exit`, `return`, `break`, `continue`.
final class Jump extends RuntimeException {

  enum Kind {
    NEXT,
    NEXT_FILE,
    EXIT,
    RETURN,
    BREAK,
    CONTINUE
  }

  private final Kind kind;
  private final transient Value value;

  /// A jump that carries the value of `exit` or `return`.
  Jump(Kind kind, Value value) {
    super(null, null, false, false);
    this.kind = kind;
    this.value = value;
  }

  Kind kind() {
    return kind;
  }

  Value value() {
    return value;
  }
}
