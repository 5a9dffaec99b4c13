package vethlab.userland.shell.expansion;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.process.Process;
import vethlab.userland.shell.state.Options;
import vethlab.userland.shell.state.Variables;
import vethlab.userland.shell.syntax.Command;

/// What expansions need of the shell that they happen in.
public interface ExpansionContext {

  Process process();

  Variables variables();

  Options options();

  /// `$1`, `$2` …
  List<String> positional();

  /// `$0`.
  String name();

  /// `$?`, `$#`, `$$`, `$!`, `$-`; null if it has no value.
  @Nullable String special(char sign);

  /// What commands print, run in a child; newlines at the end removed.
  String substitute(Command commands);

  /// A path that leads to the output, or input, of commands run beside.
  String openBeside(Command commands, boolean isRead);

  /// Whether only the expansions of POSIX are known.
  boolean isPlain();

  /// A prompt with its backslashes filled in (`${name@P}`).
  String prompt(String text);
}
