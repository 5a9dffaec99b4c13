package vethlab.analysis.report;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.analysis.machine.Reachability;
import vethlab.simulator.capture.text.FrameText;
import vethlab.simulator.capture.text.Style;
import vethlab.simulator.trace.Branch;
import vethlab.simulator.trace.DeviceStep;
import vethlab.simulator.trace.Ending;
import vethlab.simulator.trace.Origin;
import vethlab.simulator.trace.Step;

/// A trace as JSON has it: plain values under the names of `docs/json.md`. What is null is left
/// out.
///
/// @param result the question and its answer, as in a prediction
/// @param traces the ways of the packets, the one that asked first
public record TraceView(
    String lab, PredictionView.Entry result, ImmutableList<BranchEntry> traces) {

  /// The way of one packet or copy.
  ///
  /// @param relation how it comes from what it is filed under: `start`, `copy`, `passed-over`,
  ///   `consequence`
  /// @param time when it began, in seconds of virtual time
  /// @param ending null if it was still under way
  public record BranchEntry(
      String title,
      String relation,
      double time,
      ImmutableList<StepEntry> steps,
      @Nullable EndingEntry ending) {}

  /// A decision, or a branch that begins here; the other is null.
  ///
  /// @param step the kind of the decision, such as `BridgeStep.Learned`
  /// @param frame the frame as tcpdump shows it, where it is put on a cable
  public record StepEntry(
      @Nullable String place,
      @Nullable Double time,
      @Nullable String step,
      @Nullable String text,
      @Nullable String frame,
      @Nullable BranchEntry branch) {}

  /// @param how `delivered`, `dropped` or `replaced`
  /// @param to what took it, or what replaced it; null if it was dropped
  public record EndingEntry(
      String how,
      String place,
      @Nullable String to,
      @Nullable String reason,
      @Nullable String missing,
      @Nullable Integer line,
      @Nullable String command) {}

  public static TraceView of(String lab, Reachability result, ImmutableList<Branch> traces) {
    FrameText frames = new FrameText(Style.BRIEF);
    return new TraceView(
        lab,
        PredictionView.entry(result),
        traces.stream()
            .map(branch -> branch(branch, frames))
            .collect(ImmutableList.toImmutableList()));
  }

  private static BranchEntry branch(Branch branch, FrameText frames) {
    return new BranchEntry(
        branch.title(),
        relation(branch.relation()),
        branch.start().nanos() / 1e9,
        branch.entries().stream()
            .map(entry -> entry(entry, frames))
            .collect(ImmutableList.toImmutableList()),
        ending(branch.ending()));
  }

  private static String relation(Branch.Relation relation) {
    return switch (relation) {
      case START -> "start";
      case COPY -> "copy";
      case PASSED_OVER -> "passed-over";
      case CONSEQUENCE -> "consequence";
    };
  }

  private static StepEntry entry(Branch.Entry entry, FrameText frames) {
    return switch (entry) {
      case Branch.Branched(Branch branch) ->
          new StepEntry(null, null, null, null, null, branch(branch, frames));
      case Branch.Taken(var time, Step step) ->
          new StepEntry(
              step.place(),
              time.nanos() / 1e9,
              kind(step),
              step.text(),
              step instanceof DeviceStep.Transmitted sent ? frames.show(sent.frame()) : null,
              null);
    };
  }

  /// `BridgeStep.Learned`: the names that the code has.
  private static String kind(Step step) {
    Class<?> room = step.getClass().getEnclosingClass();
    String name = step.getClass().getSimpleName();
    return room == null ? name : room.getSimpleName() + "." + name;
  }

  private static @Nullable EndingEntry ending(@Nullable Ending ending) {
    return switch (ending) {
      case null -> null;
      case Ending.Delivered delivered ->
          new EndingEntry("delivered", delivered.place(), delivered.to(), null, null, null, null);
      case Ending.Replaced replaced ->
          new EndingEntry("replaced", replaced.place(), replaced.by(), null, null, null, null);
      case Ending.Dropped dropped -> {
        Origin origin = dropped.origin() == null ? Origin.KERNEL : dropped.origin();
        yield new EndingEntry(
            "dropped",
            dropped.place(),
            null,
            dropped.reason().name(),
            dropped.missing(),
            PredictionView.line(origin),
            PredictionView.command(origin));
      }
    };
  }
}
