package vethlab.userland.shell.execution;

/// `return` on its way to the function or the sourced file.
public final class FunctionReturn extends RuntimeException {

  private final int status;

  public FunctionReturn(int status) {
    super(null, null, false, false);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
