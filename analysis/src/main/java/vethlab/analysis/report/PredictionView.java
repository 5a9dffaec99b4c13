package vethlab.analysis.report;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.analysis.machine.Leak;
import vethlab.analysis.machine.Notice;
import vethlab.analysis.machine.Prediction;
import vethlab.analysis.machine.Reachability;
import vethlab.analysis.machine.blame.Blame;
import vethlab.analysis.machine.link.Loop;
import vethlab.analysis.machine.question.Answer;
import vethlab.analysis.machine.question.Service;
import vethlab.simulator.trace.Origin;

/// A prediction as JSON has it: plain values under the names of `docs/json.md`. What is null is
/// left out.
///
/// @param inconclusive why some questions have no answer; null if all have one
public record PredictionView(
    String lab,
    ImmutableList<String> namespaces,
    ImmutableList<Entry> reachability,
    ImmutableList<LeakEntry> leaks,
    ImmutableList<LoopEntry> loops,
    ImmutableList<Warning> warnings,
    @Nullable ImmutableList<String> inconclusive) {

  /// @param reachable true, false, `depends` or `unknown`
  /// @param answer of a port: `open`, `refused`, `rejected`, `none`; null for a ping
  public record Entry(
      String from,
      String to,
      String address,
      String protocol,
      @Nullable Integer port,
      Object reachable,
      @Nullable String answer,
      @Nullable String reason,
      @Nullable String where,
      @Nullable Integer line,
      @Nullable String command,
      @Nullable String missing,
      @Nullable String explanation) {}

  public record LeakEntry(
      String from,
      String to,
      String seenBy,
      String where,
      String kind,
      String frame,
      @Nullable Integer line,
      String explanation) {}

  public record LoopEntry(
      String state,
      ImmutableList<Integer> vlans,
      ImmutableList<String> members,
      ImmutableList<String> closed,
      String opener,
      @Nullable Integer line,
      @Nullable String command) {}

  public record Warning(@Nullable Integer line, String text) {}

  public static PredictionView of(String lab, Prediction prediction) {
    return new PredictionView(
        lab,
        prediction.namespaces(),
        map(prediction.reachability(), PredictionView::entry),
        map(prediction.leaks(), PredictionView::leak),
        map(prediction.loops(), PredictionView::loop),
        map(prediction.notices(), PredictionView::warning),
        prediction.broken().isEmpty() ? null : map(prediction.broken(), OutcomeText::of));
  }

  private static <A, B> ImmutableList<B> map(
      ImmutableList<A> values, java.util.function.Function<A, B> change) {
    return values.stream().map(change).collect(ImmutableList.toImmutableList());
  }

  static Entry entry(Reachability each) {
    Service service = each.question().service();
    Blame blame = each.blame();
    Integer port =
        switch (service) {
          case Service.Echo e -> null;
          case Service.Tcp tcp -> tcp.port();
          case Service.Udp udp -> udp.port();
        };
    return new Entry(
        each.question().from(),
        each.question().to(),
        each.question().address().toString(),
        service.protocol(),
        port,
        reachable(each.answer()),
        port == null ? null : each.answer().text(),
        blame == null ? null : blame.reason().name(),
        blame == null ? null : blame.where(),
        blame == null ? null : line(blame.origin()),
        blame == null ? null : command(blame.origin()),
        blame == null ? null : blame.missing(),
        blame == null ? null : blame.explanation());
  }

  private static Object reachable(Answer answer) {
    return switch (answer) {
      case OPEN -> true;
      case REFUSED, REJECTED, NONE -> false;
      case DEPENDS, UNKNOWN -> answer.text();
    };
  }

  private static LeakEntry leak(Leak leak) {
    return new LeakEntry(
        leak.from(),
        leak.to(),
        leak.seenBy(),
        leak.where(),
        leak.kind().text(),
        leak.frame(),
        line(leak.origin()),
        leak.explanation());
  }

  private static LoopEntry loop(Loop loop) {
    return new LoopEntry(
        loop.state().text(),
        loop.vlans(),
        loop.members(),
        loop.closed(),
        loop.opener(),
        line(loop.origin()),
        command(loop.origin()));
  }

  private static Warning warning(Notice notice) {
    return new Warning(line(notice.origin()), notice.text());
  }

  static @Nullable Integer line(Origin origin) {
    return origin.isKnown() ? origin.line() : null;
  }

  static @Nullable String command(Origin origin) {
    return origin.isKnown() ? origin.command() : null;
  }
}
