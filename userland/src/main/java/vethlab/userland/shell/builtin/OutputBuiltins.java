package vethlab.userland.shell.builtin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.userland.program.WallClock;
import vethlab.userland.shell.execution.Shell;
import vethlab.userland.shell.expansion.Quoting;
import vethlab.userland.shell.lexer.Characters;
import vethlab.userland.text.Escapes;
import vethlab.userland.text.Printf;

/// `echo` and `printf`.
final class OutputBuiltins {

  private OutputBuiltins() {}

  static int echo(Shell shell, List<String> arguments) {
    boolean newline = true;
    boolean escapes = shell.options().extra("xpg_echo") || shell.isPlain();
    int at = 0;
    if (shell.isPlain() && !arguments.isEmpty() && arguments.getFirst().equals("-n")) {
      newline = false;
      at = 1;
    }
    while (!shell.isPlain() && at < arguments.size() && arguments.get(at).matches("-[neE]+")) {
      String letters = arguments.get(at++);
      for (int i = 1; i < letters.length(); i++) {
        switch (letters.charAt(i)) {
          case 'n' -> newline = false;
          case 'e' -> escapes = true;
          default -> escapes = false;
        }
      }
    }
    String text = String.join(" ", arguments.subList(at, arguments.size()));
    if (escapes) {
      Escapes.Decoded decoded = Escapes.decode(text, Escapes.Dialect.ECHO);
      text = decoded.text();
      newline &= !decoded.ended();
    }
    return shell.print("echo", newline ? text + "\n" : text);
  }

  static int printf(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "printf", "v:", arguments);
    if (parsed.bad()) {
      return 2;
    }
    String variable = parsed.argument('v');
    if (variable != null && !isAssignable(variable)) {
      shell.complain("printf: `" + variable + "': not a valid identifier");
      return 2;
    }
    if (parsed.rest().isEmpty()) {
      Usage.print(shell, "printf");
      return 2;
    }
    Printf.Result result =
        Printf.print(
            parsed.rest().getFirst(),
            parsed.rest().subList(1, parsed.rest().size()),
            new Printf.Host(Quoting::escape, WallClock.now(shell.process())));
    result.problems().forEach(problem -> shell.complain("printf: " + problem));
    int status = result.problems().isEmpty() ? 0 : 1;
    if (variable != null) {
      assign(shell, variable, result.text());
      return status;
    }
    int written = shell.print("printf", result.text());
    return status == 0 ? written : status;
  }

  private static boolean isAssignable(String text) {
    int bracket = text.indexOf('[');
    return Characters.isName(bracket < 0 ? text : text.substring(0, bracket))
        && (bracket < 0 || text.endsWith("]"));
  }

  /// Sets `name` or `name[subscript]`.
  static void assign(Shell shell, String target, String text) {
    int bracket = target.indexOf('[');
    @Nullable String subscript =
        bracket < 0 ? null : target.substring(bracket + 1, target.length() - 1);
    String name = bracket < 0 ? target : target.substring(0, bracket);
    shell.expander().assigner().assign(name, subscript, text, false);
  }
}
