package vethlab.userland.shell.builtin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.userland.shell.execution.FunctionReturn;
import vethlab.userland.shell.execution.LoopJump;
import vethlab.userland.shell.execution.Shell;
import vethlab.userland.shell.execution.ShellExit;
import vethlab.userland.shell.expansion.ExpansionError;

/// `:`, `true`, `false`, `break`, `continue`, `return`, `exit`, `logout`.
final class ControlBuiltins {

  private ControlBuiltins() {}

  static int jump(Shell shell, List<String> arguments, boolean goesOn) {
    String name = goesOn ? "continue" : "break";
    if (shell.loopDepth() == 0) {
      shell.complain(name + ": only meaningful in a `for', `while', or `until' loop");
      return 0;
    }
    int levels = 1;
    if (!arguments.isEmpty()) {
      Long given = number(arguments.getFirst());
      if (given == null) {
        shell.complain(name + ": " + arguments.getFirst() + ": numeric argument required");
        throw new ShellExit(128);
      }
      if (given <= 0) {
        shell.complain(name + ": " + given + ": loop count out of range");
        return 1;
      }
      levels = (int) Math.min(given, shell.loopDepth());
    }
    throw new LoopJump(levels, goesOn);
  }

  static int goBack(Shell shell, List<String> arguments) {
    int status = shell.status();
    if (!arguments.isEmpty()) {
      Long given = number(arguments.getFirst());
      if (given == null) {
        shell.complain("return: " + arguments.getFirst() + ": numeric argument required");
      }
      status = given == null ? 2 : (int) (given & 0xff);
    }
    if (!shell.isInCall()) {
      shell.complain("return: can only `return' from a function or sourced script");
      return 2;
    }
    throw new FunctionReturn(status);
  }

  static int exit(Shell shell, List<String> arguments) {
    boolean onTop = shell.settings().interactive() && shell.state().subshellLevel() == 0;
    if (onTop) {
      shell.write(2, "exit\n");
    }
    int status = shell.status();
    if (!arguments.isEmpty()) {
      Long given = number(arguments.getFirst());
      if (given == null) {
        shell.complain("exit: " + arguments.getFirst() + ": numeric argument required");
        throw new ShellExit(2);
      }
      if (arguments.size() > 1) {
        throw ExpansionError.givingUp("exit: too many arguments");
      }
      status = (int) (given & 0xff);
    }
    if (onTop && !shell.mayLeave()) {
      return 1;
    }
    throw new ShellExit(status);
  }

  private static @Nullable Long number(String text) {
    String digits = text.strip();
    return digits.matches("[+-]?[0-9]{1,18}") ? Long.valueOf(digits) : null;
  }
}
