package vethlab.userland.shell.execution;

/// `^C` in an interactive shell: what was read is given up.
public final class Interrupted extends RuntimeException {

  public Interrupted() {
    super(null, null, false, false);
  }
}
