package vethlab.analysis.report;

import com.google.common.collect.ImmutableList;
import vethlab.analysis.machine.Reachability;
import vethlab.simulator.capture.text.FrameText;
import vethlab.simulator.capture.text.Style;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.trace.Branch;
import vethlab.simulator.trace.DeviceStep;
import vethlab.simulator.trace.Ending;
import vethlab.simulator.trace.Origin;
import vethlab.simulator.trace.Step;

/// The way of a packet for people to read: place by place, decision by decision, each copy and each
/// answer indented below the step that made it.
public final class TraceText {

  private static final int DEEPER = 4;

  private final Document document = new Document();
  private final FrameText frames = new FrameText(Style.BRIEF);

  private TraceText() {}

  /// What was asked, the way of the packet that asked, and the answer.
  public static Document of(Reachability result, ImmutableList<Branch> traces) {
    TraceText text = new TraceText();
    text.document.section(result.question() + ": " + result.answer().text());
    for (Branch trace : traces) {
      text.document.section(trace.title());
      text.branch(trace, 0);
    }
    if (result.blame() != null) {
      text.document.section("why not: " + result.blame().explanation());
      Origin origin = result.blame().origin();
      if (origin.isKnown()) {
        text.document.line(DEEPER, OriginText.of(origin) + ": " + origin.command());
      }
    }
    return text.document;
  }

  private void branch(Branch branch, int indent) {
    String place = "";
    for (Branch.Entry entry : branch.entries()) {
      switch (entry) {
        case Branch.Taken(var time, Step step) -> {
          if (!step.place().equals(place)) {
            place = step.place();
            document.line(indent, place);
          }
          document.line(indent + DEEPER, text(step));
        }
        case Branch.Branched(Branch other) -> {
          document.line(indent + DEEPER, "> " + other.title());
          branch(other, indent + 2 * DEEPER);
        }
      }
    }
    ending(branch, place, indent);
  }

  private String text(Step step) {
    return step instanceof DeviceStep.Transmitted(var place, EthernetFrame frame)
        ? step.text() + ": " + frames.show(frame)
        : step.text();
  }

  private void ending(Branch branch, String place, int indent) {
    Ending ending = branch.ending();
    if (ending == null) {
      document.line(indent + DEEPER, "under way");
      return;
    }
    if (!ending.place().equals(place)) {
      document.line(indent, ending.place());
    }
    document.line(indent + DEEPER, text(ending));
  }

  private static String text(Ending ending) {
    return switch (ending) {
      case Ending.Delivered delivered -> "delivered to " + delivered.to();
      case Ending.Replaced replaced -> "replaced by " + replaced.by();
      case Ending.Dropped dropped -> {
        Origin origin = dropped.origin();
        yield "dropped: "
            + dropped.reason()
            + ", "
            + dropped.reason().meaning()
            + (dropped.missing() == null ? "" : " (missing: " + dropped.missing() + ")")
            + (origin == null || !origin.isKnown() ? "" : " " + OriginText.of(origin));
      }
    };
  }
}
