package vethlab.cli;

import org.jspecify.annotations.Nullable;
import vethlab.userland.shell.grammar.Parser;
import vethlab.userland.shell.lexer.Aliases;
import vethlab.userland.shell.lexer.CharSource;
import vethlab.userland.shell.lexer.LineSource;
import vethlab.userland.shell.lexer.SyntaxError;
import vethlab.userland.stage.Performance;
import vethlab.userland.stage.Shown;

/// Whether a lab has a syntax error that its play ran into.
///
/// The shell has said so in its own words, among what the commands print; a caller needs to know it
/// without reading that.
final class LabSyntax {

  private LabSyntax() {}

  /// `lab.sh:12: syntax error …`, or null if the shell met none.
  static @Nullable String problem(Performance played) {
    for (Shown shown : played.transcript().pieces()) {
      if (shown.text().contains("syntax error") || shown.text().contains("unexpected EOF")) {
        return firstError(played.lab().name(), played.lab().text());
      }
    }
    return null;
  }

  /// The first line of a text that is no command, if there is one: what a program printed may look
  /// like the shell's complaint.
  private static @Nullable String firstError(String file, String text) {
    Parser parser = new Parser(CharSource.ofCommands(LineSource.of(text), 1), Aliases.none(true));
    try {
      while (parser.next() != null) {
        // only the end or an error is of interest
      }
      return null;
    } catch (SyntaxError error) {
      return file + ":" + error.line() + ": " + error.message();
    }
  }
}
