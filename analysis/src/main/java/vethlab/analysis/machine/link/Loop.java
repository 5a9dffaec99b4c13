package vethlab.analysis.machine.link;

import com.google.common.collect.ImmutableList;
import vethlab.simulator.trace.Origin;

/// A way round through bridges and cables: a frame that floods goes round for ever, since nothing
/// counts its hops.
///
/// @param vlans the VLANs that can go round, as the bridge of the first member knows them; empty if
///   VLANs are not told apart
/// @param members the ports on the way, as `namespace/bridge/port`
/// @param state whether a frame goes round now
/// @param closed those of the members that do not forward now
/// @param opener the port whose removal opens it: the one that closed it last
/// @param origin the script line that made the opener a port, or last configured it as one
public record Loop(
    ImmutableList<Integer> vlans,
    ImmutableList<String> members,
    State state,
    ImmutableList<String> closed,
    String opener,
    Origin origin) {

  /// What becomes of a frame in the loop.
  public enum State {
    /// It goes round: the first broadcast is a storm.
    STORM("storm"),
    /// The spanning tree has closed a port.
    BROKEN_BY_STP("broken-by-stp"),
    /// A port is not forwarding for another reason: somebody set its state.
    BLOCKED("blocked");

    private final String text;

    State(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }
}
