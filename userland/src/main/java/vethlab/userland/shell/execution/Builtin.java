package vethlab.userland.shell.execution;

import java.util.List;

/// A command that the shell carries out itself.
public interface Builtin {

  /// Runs it.
  ///
  /// @param arguments the words behind its name
  /// @return the exit status
  int run(Shell shell, List<String> arguments);

  /// Whether POSIX calls it special: assignments before it stay, and its faults end a script in
  /// POSIX mode.
  default boolean isSpecial() {
    return false;
  }

  /// A builtin whose arguments may be assignments (`export a=1`).
  interface Declaring extends Builtin {

    /// Runs it with its assignments as they are written.
    int declare(Shell shell, List<Argument> arguments);

    @Override
    default int run(Shell shell, List<String> arguments) {
      return declare(shell, arguments.stream().<Argument>map(Argument.Plain::new).toList());
    }
  }

  /// A word among the arguments of a [Declaring] builtin.
  sealed interface Argument {

    /// A word that is expanded already: an option, a name, or `name=value` that came out of an
    /// expansion.
    record Plain(String text) implements Argument {}

    /// An assignment as written.
    record Assigned(vethlab.userland.shell.syntax.Assignment assignment) implements Argument {}
  }
}
