package vethlab.userland.shell.lexer;

import vethlab.userland.shell.syntax.Command;

/// Reads the commands inside a word; the grammar does that.
public interface Nested {

  /// The commands up to a `)`, which is not taken.
  Command untilParenthesis();

  /// The commands of a text of its own.
  ///
  /// @param line the number of its first line
  Command of(String text, int line);

  /// Reads words from a text of its own.
  ///
  /// @param line the number of its first line
  WordReader reader(String text, int line);
}
