package vethlab.userland.awk;

/// A number, a text, or a text from the input that looks like a number; octets are characters.
sealed interface Value {

  /// What nothing has been assigned to: 0 and the empty text.
  record None() implements Value {}

  /// A number.
  record Decimal(double number) implements Value {}

  /// A text.
  record Text(String text) implements Value {}

  /// A text from the input that is a number too.
  record Numeric(String text, double number) implements Value {}

  static Value none() {
    return new None();
  }

  static Value of(double number) {
    return new Decimal(number);
  }

  static Value of(boolean truth) {
    return new Decimal(truth ? 1 : 0);
  }

  static Value of(String text) {
    return new Text(text);
  }

  /// A text from the input.
  static Value input(String text) {
    String stripped = text.strip();
    int length = Numbers.prefix(stripped);
    return length > 0 && length == stripped.length()
        ? new Numeric(text, Numbers.parse(stripped))
        : new Text(text);
  }

  default double number() {
    return switch (this) {
      case None n -> 0;
      case Decimal(double number) -> number;
      case Numeric(String text, double number) -> number;
      case Text(String text) -> Numbers.parse(text);
    };
  }

  /// The text; a number that is not whole is written by `format`.
  default String text(String format) {
    return switch (this) {
      case None n -> "";
      case Decimal(double number) -> Numbers.format(number, format);
      case Numeric(String text, double number) -> text;
      case Text(String text) -> text;
    };
  }

  default boolean truth() {
    return switch (this) {
      case None n -> false;
      case Decimal(double number) -> number != 0;
      case Numeric(String text, double number) -> number != 0;
      case Text(String text) -> !text.isEmpty();
    };
  }

  /// Whether it compares as a number.
  default boolean isNumeric() {
    return !(this instanceof Text);
  }
}
