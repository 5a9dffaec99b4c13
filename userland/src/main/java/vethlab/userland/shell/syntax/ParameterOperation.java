package vethlab.userland.shell.syntax;

import org.jspecify.annotations.Nullable;

/// What is done with a parameter's value: what follows the name in `${name…}`.
public sealed interface ParameterOperation {

  /// The value itself.
  record Value() implements ParameterOperation {}

  /// `${#name}`.
  record Length() implements ParameterOperation {}

  /// `${name-word}`, `${name=word}`, `${name?word}`, `${name+word}`.
  ///
  /// @param orEmpty whether an empty value counts as none (the forms with a colon)
  record Substitute(Kind kind, boolean orEmpty, Word word) implements ParameterOperation {

    /// What the word is for.
    public enum Kind {
      DEFAULT,
      ASSIGN,
      COMPLAIN,
      ALTERNATIVE
    }
  }

  /// `${name#pattern}`, `${name##pattern}`.
  record RemovePrefix(Word pattern, boolean longest) implements ParameterOperation {}

  /// `${name%pattern}`, `${name%%pattern}`.
  record RemoveSuffix(Word pattern, boolean longest) implements ParameterOperation {}

  /// `${name:offset:length}`: arithmetic expressions.
  record Slice(Word offset, @Nullable Word length) implements ParameterOperation {}

  /// `${name/pattern/replacement}`.
  record Replace(Where where, Word pattern, @Nullable Word replacement)
      implements ParameterOperation {

    /// Which matches are replaced.
    public enum Where {
      FIRST,
      ALL,
      PREFIX,
      SUFFIX
    }
  }

  /// `${name^pattern}` and its kin.
  record ChangeCase(To to, boolean all, @Nullable Word pattern) implements ParameterOperation {

    /// What letters become.
    public enum To {
      UPPER,
      LOWER,
      OTHER
    }
  }

  /// `${name@Q}` and its kin.
  record Transform(char letter) implements ParameterOperation {}

  /// `${!name[@]}`: the keys of an array.
  record Keys() implements ParameterOperation {}

  /// `${!prefix*}` and `${!prefix@}`: the names of the variables that begin so.
  record Names(boolean joined) implements ParameterOperation {}

  /// Something that is no expansion: `bad substitution` when it is reached.
  record Bad() implements ParameterOperation {}
}
