package vethlab.userland.iproute.command;

/// A command that did not succeed; its message has been printed.
///
/// A batch may go on after it, unlike after [Tool#exit].
public final class CommandFailure extends RuntimeException {

  private final int result;

  public CommandFailure(int result) {
    super("result " + result, null, false, false);
    this.result = result;
  }

  /// What the function of the C program returns, which the program turns into its status.
  public int result() {
    return result;
  }
}
