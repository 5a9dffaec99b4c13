package vethlab.simulator.trace;

/// What a socket did.
public sealed interface SocketStep extends Step {

  /// The data reached a socket.
  record Accepted(String place, String socket) implements SocketStep {

    @Override
    public String text() {
      return "taken by " + socket;
    }
  }
}
