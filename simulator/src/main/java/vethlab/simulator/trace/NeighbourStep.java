package vethlab.simulator.trace;

/// What the neighbour layer decided.
public sealed interface NeighbourStep extends Step {

  /// The next hop's address was known.
  record Resolved(String place, String address, String mac, String state) implements NeighbourStep {

    @Override
    public String text() {
      return "next hop " + address + " is at " + mac + " (" + state + ")";
    }
  }

  /// The packet waits until the next hop has answered.
  record Queued(String place, String address, String state) implements NeighbourStep {

    @Override
    public String text() {
      return "next hop " + address + " is not known (" + state + "): the packet waits";
    }
  }
}
