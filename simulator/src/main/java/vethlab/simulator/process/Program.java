package vethlab.simulator.process;

import java.util.List;

/// Something that a process can run: the shell, `ip`, `ping`, a subshell.
///
/// It sees the machine only through the [Process] that it is given.
public interface Program {

  /// Runs to its end.
  ///
  /// Signals that end the process leave this method by an exception that must not be caught.
  ///
  /// @param arguments the words behind the program's name
  /// @return the exit status, 0 to 255
  int run(Process self, List<String> arguments);
}
