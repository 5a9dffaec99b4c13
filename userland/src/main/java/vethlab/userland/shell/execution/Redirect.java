package vethlab.userland.shell.execution;

import vethlab.simulator.file.Node;

/// A redirection whose words are expanded: what is to become of which descriptor.
sealed interface Redirect {

  /// Leads to a file.
  ///
  /// @param exclusive whether a regular file that is there is an error (`set -C`)
  record ToFile(int number, String path, Node.OpenMode mode, boolean exclusive)
      implements Redirect {}

  /// Reads a text.
  record FromText(int number, String text) implements Redirect {}

  /// Leads where another one leads.
  ///
  /// @param move whether the other one is closed then
  record Copy(int number, int from, boolean move) implements Redirect {}

  /// Is closed.
  record Close(int number) implements Redirect {}
}
