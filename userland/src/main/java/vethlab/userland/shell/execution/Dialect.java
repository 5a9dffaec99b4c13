package vethlab.userland.shell.execution;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vethlab.simulator.errno.NotModelled;

/// Which shell it is: `bash`, or what Debian calls `sh`.
public enum Dialect {
  BASH,

  /// The Debian Almquist shell: no arrays, no `[[`, words of its own for what goes wrong, and the
  /// end of the script where bash goes on.
  DASH;

  /// What bash says, and what dash says in its place; `$1` is what the pattern caught.
  private record Translation(Pattern bash, String dash) {}

  private static final List<Translation> TRANSLATIONS =
      List.of(
          translation("break: only meaningful.*|continue: only meaningful.*", ""),
          translation("(.*): command not found", "$1: not found"),
          translation(
              "cd: (.*): (?:No such file or directory|Not a directory)", "cd: can't cd to $1"),
          translation("(.*): unbound variable", "$1: parameter not set"),
          translation("\\$(.*): unbound variable", "$1: parameter not set"),
          translation("(.*): readonly variable", "$1: is read only"),
          translation(".*: bad substitution", "Bad substitution"),
          translation(
              "(exit|shift|return): (.*): numeric argument required", "$1: Illegal number: $2"),
          translation("(\\[|test): (.*): integer expression expected", "$1: Illegal number: $2"),
          translation("\\[: missing `\\]'", "[: missing ]"),
          translation("kill: \\(\\d+\\) - No such process", "kill: No such process\n"),
          translation(
              "(unset|export|readonly|read): `(.*)': not a valid identifier",
              "$1: $2: bad variable name"),
          translation("(\\d+): Bad file descriptor", "$1: Bad file descriptor"),
          translation("(.*): (parameter (?:null or )?not set)", "$1: $2"),
          translation("local: can only be used in a function", "local: not in a function"),
          translation("exec: (.*): not found", "exec: $1: not found"),
          translation(
              "syntax error near unexpected token `newline'", "Syntax error: newline unexpected"),
          translation(
              "syntax error near unexpected token `(.*)'", "Syntax error: \"$1\" unexpected"),
          translation(
              "syntax error: unexpected end of file", "Syntax error: end of file unexpected"),
          translation(
              "unexpected EOF while looking for matching `[\"'`]'",
              "Syntax error: Unterminated quoted string"));

  private static Translation translation(String bash, String dash) {
    return new Translation(Pattern.compile(bash, Pattern.DOTALL), dash);
  }

  /// What this shell says where bash says that.
  public String message(String bash) {
    return switch (this) {
      case BASH -> bash;
      case DASH -> {
        for (Translation translation : TRANSLATIONS) {
          Matcher matcher = translation.bash.matcher(bash);
          if (matcher.matches()) {
            yield matcher.replaceFirst(translation.dash);
          }
        }
        throw new NotModelled("what dash says instead of \"" + bash + "\"");
      }
    };
  }

  /// What stands before a message of a script.
  String prefix(String name, int line) {
    return switch (this) {
      case BASH -> name + ": line " + line + ": ";
      case DASH -> name + ": " + line + ": ";
    };
  }

  /// The status of a redirection that failed.
  int statusOfRedirection() {
    return this == BASH ? 1 : 2;
  }
}
