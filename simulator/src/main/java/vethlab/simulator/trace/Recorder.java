package vethlab.simulator.trace;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.time.SimTime;

/// Collects the ways of all packets that start while it is installed, up to a limit.
public final class Recorder {

  private final List<Branch> roots = new ArrayList<>();
  private final int limit;
  private int recorded;

  /// @param limit how many steps and branches are kept at the most
  public Recorder(int limit) {
    this.limit = limit;
  }

  /// Starts the way of a packet that nothing else caused; null once the recorder is full.
  public @Nullable Branch begin(SimTime time, String title) {
    if (!hasRoom()) {
      return null;
    }
    Branch root = new Branch(title, Branch.Relation.START, time, this);
    roots.add(root);
    return root;
  }

  /// What started, in order.
  public ImmutableList<Branch> roots() {
    return ImmutableList.copyOf(roots);
  }

  /// Whether something was left out.
  public boolean isFull() {
    return recorded >= limit;
  }

  boolean hasRoom() {
    return recorded++ < limit;
  }
}
