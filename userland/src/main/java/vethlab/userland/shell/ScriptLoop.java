package vethlab.userland.shell;

import org.jspecify.annotations.Nullable;
import vethlab.userland.shell.execution.Evaluator;
import vethlab.userland.shell.execution.Interrupted;
import vethlab.userland.shell.execution.Shell;
import vethlab.userland.shell.execution.ShellExit;
import vethlab.userland.shell.expansion.ExpansionError;
import vethlab.userland.shell.lexer.LineSource;
import vethlab.userland.shell.state.Option;

/// Reads and carries out the commands of a script until it ends.
final class ScriptLoop {

  private static final int STATUS_OF_FATAL_FAULT = 127; // of `-c`; a file ends with 1

  private final Shell shell;

  ScriptLoop(Shell shell) {
    this.shell = shell;
  }

  /// Runs a script.
  ///
  /// @param what what bash calls it in messages about its syntax: `-c`, or null for a file
  /// @return its exit status
  int run(LineSource lines, @Nullable String what) {
    Evaluator evaluator = new Evaluator(shell);
    boolean last = what != null;
    LineSource source = new Echoed(lines);
    Evaluator.Reading reading = evaluator.begin(source, 1, what);
    int status = 0;
    while (true) {
      try {
        if (!reading.next(last)) {
          return status;
        }
        status = shell.status();
      } catch (Evaluator.SyntaxFault fault) {
        return fault.status();
      } catch (ExpansionError error) {
        if (shell.isPlain()) {
          throw new ShellExit(2);
        }
        if (error.isFatal()) {
          throw new ShellExit(what != null ? STATUS_OF_FATAL_FAULT : 1);
        }
        if (what != null) {
          throw new ShellExit(1);
        }
        status = 1;
        shell.setStatus(1);
      } catch (Interrupted interrupted) {
        throw new ShellExit(130);
      }
    }
  }

  /// Lines that are shown as they are read if `set -v` asks for it.
  private final class Echoed implements LineSource {
    private final LineSource lines;

    Echoed(LineSource lines) {
      this.lines = lines;
    }

    @Override
    public @Nullable String nextLine(boolean continued) {
      String line = lines.nextLine(continued);
      if (line != null && shell.options().is(Option.VERBOSE)) {
        shell.write(2, line);
      }
      return line;
    }
  }
}
