package vethlab.analysis.machine;

import com.google.common.collect.ImmutableList;
import vethlab.analysis.machine.link.Loop;
import vethlab.simulator.machine.Outcome;

/// What a lab leads to: who reaches whom, who else sees it, what goes round, and what to know.
///
/// @param namespaces the names of those that take part, by age
/// @param reachability one entry for each question, in order
/// @param broken why some questions have no answer; empty if all have one
public record Prediction(
    ImmutableList<String> namespaces,
    ImmutableList<Reachability> reachability,
    ImmutableList<Leak> leaks,
    ImmutableList<Loop> loops,
    ImmutableList<Notice> notices,
    ImmutableList<Outcome> broken) {

  /// The same with more to know, which comes first.
  public Prediction withNotices(ImmutableList<Notice> more) {
    ImmutableList<Notice> all =
        ImmutableList.<Notice>builder().addAll(more).addAll(notices).build();
    return new Prediction(namespaces, reachability, leaks, loops, all, broken);
  }
}
