package vethlab.userland.shell.execution;

/// `break` or `continue` on its way to its loop.
public final class LoopJump extends RuntimeException {

  private final int levels;
  private final boolean goesOn;

  /// A jump out of so many loops.
  ///
  /// @param goesOn whether the last of them goes on (`continue`)
  public LoopJump(int levels, boolean goesOn) {
    super(null, null, false, false);
    this.levels = levels;
    this.goesOn = goesOn;
  }

  int levels() {
    return levels;
  }

  boolean goesOn() {
    return goesOn;
  }
}
