package vethlab.simulator.trace;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.time.SimTime;

/// The way of one packet: its steps in order, the branches that left it, and how it ended.
///
/// A copy made by a flood, a reply, an ARP request for the sake of the packet: each is a branch of
/// the packet that caused it. The root is what a program or a timer sent.
public final class Branch {

  /// Something on the way: a step, or a branch that starts here.
  public sealed interface Entry {}

  /// A step and when it was taken.
  public record Taken(SimTime time, Step step) implements Entry {}

  /// A branch that starts here.
  public record Branched(Branch branch) implements Entry {}

  /// How a branch comes from the one that it is filed under.
  public enum Relation {
    /// It comes from none: a program or a timer sent it.
    START,
    /// The same packet on another way: a copy made by a flood, a fragment.
    COPY,
    /// A way that the packet could have taken and did not.
    PASSED_OVER,
    /// Another packet that was made because of this one: an answer, an ARP request, an error.
    CONSEQUENCE
  }

  private final String title;
  private final Relation relation;
  private final SimTime start;
  private final Recorder recorder;
  private final List<Entry> entries = new ArrayList<>();
  private @Nullable Ending ending;

  Branch(String title, Relation relation, SimTime start, Recorder recorder) {
    this.title = title;
    this.relation = relation;
    this.start = start;
    this.recorder = recorder;
  }

  /// What starts here: `echo request`, `copy to veth23`, `ARP request`.
  public String title() {
    return title;
  }

  public Relation relation() {
    return relation;
  }

  public SimTime start() {
    return start;
  }

  public ImmutableList<Entry> entries() {
    return ImmutableList.copyOf(entries);
  }

  /// How it ended; null while it is under way, or if the recorder was full.
  public @Nullable Ending ending() {
    return ending;
  }

  /// Adds a step.
  public void add(SimTime time, Step step) {
    if (recorder.hasRoom()) {
      entries.add(new Taken(time, step));
    }
  }

  /// Starts a branch here; null once the recorder is full.
  public @Nullable Branch branch(SimTime time, String branchTitle, Relation branchRelation) {
    if (!recorder.hasRoom()) {
      return null;
    }
    Branch branch = new Branch(branchTitle, branchRelation, time, recorder);
    entries.add(new Branched(branch));
    return branch;
  }

  /// Ends the branch; a second ending is ignored, since the first one decided.
  public void end(Ending how) {
    if (ending == null) {
      ending = how;
    }
  }
}
