package vethlab.userland.shell.syntax;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/// A stretch of a word in which one kind of quoting or expansion holds.
public sealed interface WordPart {

  /// Plain text, open to braces, tildes and patterns.
  record Literal(String text) implements WordPart {}

  /// Text that stands for itself: `'a b'`, `\*`, `$'\n'`, and what is plain between double quotes.
  record Quoted(String text) implements WordPart {}

  /// Text between double quotes.
  record DoubleQuoted(ImmutableList<WordPart> parts) implements WordPart {}

  /// `$name`, `${name…}`.
  ///
  /// @param indirect whether the value names the parameter that is meant (`${!name}`)
  /// @param text the source
  record Parameter(
      String name,
      @Nullable Subscript subscript,
      boolean indirect,
      ParameterOperation operation,
      String text)
      implements WordPart {}

  /// `$(…)` or `` `…` ``.
  record Substitution(Command commands, String text) implements WordPart {}

  /// `$((…))`: the expression is expanded as if between double quotes.
  record Arithmetic(Word expression, String text) implements WordPart {}

  /// `<(…)` and `>(…)`.
  ///
  /// @param isRead whether the word names something to read from
  record ProcessSubstitution(boolean isRead, Command commands, String text) implements WordPart {}

  /// `(…)` behind `name=`: the elements of an array.
  record ArrayLiteral(ImmutableList<Assignment.Element> elements, String text)
      implements WordPart {}

  /// Which element of an array.
  sealed interface Subscript {

    /// `[@]`, or `[*]` if joined.
    record Every(boolean joined) implements Subscript {}

    /// An arithmetic expression, or the key of an associative array.
    record Element(Word index) implements Subscript {}
  }
}
