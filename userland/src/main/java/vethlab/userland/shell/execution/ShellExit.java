package vethlab.userland.shell.execution;

/// The end of a shell on its way out: `exit`, `set -e`, a fault that it cannot go on after.
public final class ShellExit extends RuntimeException {

  private final int status;

  public ShellExit(int status) {
    super(null, null, false, false);
    this.status = status & 0xff;
  }

  public int status() {
    return status;
  }
}
