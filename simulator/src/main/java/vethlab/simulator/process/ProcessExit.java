package vethlab.simulator.process;

/// Unwinds a program whose process is over; only the runner of the process catches it.
final class ProcessExit extends Error {

  private static final long serialVersionUID = 1;

  private final transient WaitStatus status;

  ProcessExit(WaitStatus status) {
    super(null, null, false, false);
    this.status = status;
  }

  WaitStatus status() {
    return status;
  }
}
