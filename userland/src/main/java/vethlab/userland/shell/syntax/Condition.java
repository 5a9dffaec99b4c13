package vethlab.userland.shell.syntax;

/// What stands between `[[` and `]]`.
public sealed interface Condition {

  /// True if the word is not empty.
  record NotEmpty(Word word) implements Condition {}

  /// `-f word` and its kin.
  record Unary(String operator, Word operand) implements Condition {}

  /// `left == right` and its kin; for `==`, `!=` and `=` the right word is a pattern, for `=~` a
  /// regular expression.
  record Binary(Word left, String operator, Word right) implements Condition {}

  /// `! inner`.
  record Not(Condition inner) implements Condition {}

  /// `left && right`.
  record And(Condition left, Condition right) implements Condition {}

  /// `left || right`.
  record Or(Condition left, Condition right) implements Condition {}
}
