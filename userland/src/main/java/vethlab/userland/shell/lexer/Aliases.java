package vethlab.userland.shell.lexer;

import org.jspecify.annotations.Nullable;

/// What reading depends on beside the text: aliases and the extended patterns.
public interface Aliases {

  /// What a word in the place of a command stands for, or null if it is no alias.
  @Nullable String alias(String word);

  /// Whether only the syntax of POSIX is known: no `[[`, no arrays, no `<<<`.
  default boolean isPlain() {
    return false;
  }

  /// Whether `@(a|b)` is part of a word (`shopt -s extglob`).
  boolean extendedPatterns();

  /// No aliases.
  static Aliases none(boolean extendedPatterns) {
    return new Aliases() {
      @Override
      public @Nullable String alias(String word) {
        return null;
      }

      @Override
      public boolean extendedPatterns() {
        return extendedPatterns;
      }
    };
  }
}
