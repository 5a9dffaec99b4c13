package vethlab.analysis.machine;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.analysis.machine.blame.BlameFinder;
import vethlab.analysis.machine.link.LinkGraph;
import vethlab.analysis.machine.link.Loop;
import vethlab.analysis.machine.link.LoopFinder;
import vethlab.analysis.machine.question.Answer;
import vethlab.analysis.machine.question.Asked;
import vethlab.analysis.machine.question.Asker;
import vethlab.analysis.machine.question.Participants;
import vethlab.analysis.machine.question.Question;
import vethlab.simulator.errno.LimitReached;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.machine.Outcome;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.trace.Origin;

/// Predicts what a machine's networks let through: settles it, and asks every question.
public final class Predictor {

  private static final String HASHED =
      ": a hash with a random secret chooses among next hops, and not all of them lead there";

  private final Machine machine;

  /// @param machine as the lab left it; time will pass on it
  public Predictor(Machine machine) {
    this.machine = machine;
  }

  /// Lets time pass until all has settled.
  public void settle() {
    Settling.settle(machine);
  }

  /// The answers once all has settled.
  public Prediction settled() {
    settle();
    return asked();
  }

  /// The answers as it stands, with a notice for each one that will be another once all has
  /// settled.
  public Prediction atOnce() {
    Prediction now = asked();
    Map<Question, Answer> later = new HashMap<>();
    settled().reachability().forEach(each -> later.put(each.question(), each.answer()));
    ImmutableList.Builder<Notice> notices = ImmutableList.builder();
    for (Reachability each : now.reachability()) {
      Answer then = later.get(each.question());
      if (then != null && then != each.answer()) {
        notices.add(
            new Notice(
                Origin.KERNEL,
                "%s: %s now, %s once all has settled"
                    .formatted(each.question(), each.answer().text(), then.text())));
      }
    }
    return now.withNotices(notices.build());
  }

  /// Asks one question as the machine stands.
  public Asked ask(Question question) {
    return new Asker(machine).ask(question);
  }

  /// What came of a question, with the blame if it is a no.
  public Reachability reachability(Asked asked) {
    return reachability(asked, LinkGraph.of(machine));
  }

  private static Reachability reachability(Asked asked, LinkGraph graph) {
    return switch (asked.answer()) {
      case OPEN, DEPENDS, UNKNOWN -> new Reachability(asked.question(), asked.answer(), null);
      case REFUSED, REJECTED, NONE ->
          new Reachability(asked.question(), asked.answer(), BlameFinder.find(asked, graph));
    };
  }

  private Prediction asked() {
    ImmutableList<String> names =
        Participants.of(machine).stream()
            .map(NetworkNamespace::name)
            .collect(ImmutableList.toImmutableList());
    ImmutableList<Loop> loops = LoopFinder.loops(machine);
    Asker asker = new Asker(machine);
    LinkGraph graph = LinkGraph.of(machine);
    LeakFinder leaks = new LeakFinder();
    Set<Outcome> broken = new LinkedHashSet<>();
    ImmutableList.Builder<Notice> notices = ImmutableList.builder();
    ImmutableList.Builder<Reachability> entries = ImmutableList.builder();
    if (machine.broken() != null) {
      broken.add(machine.broken());
    } else {
      for (Question question : Participants.questions(machine)) {
        Asked asked = asker.ask(question);
        if (asked.broken() != null) {
          broken.add(asked.broken());
        } else if (asked.answer() == Answer.DEPENDS) {
          notices.add(new Notice(Origin.KERNEL, question + HASHED));
        }
        entries.add(reachability(inStorm(asked, loops), graph));
        leaks.look(asked);
      }
    }
    if (isStorm(machine.broken(), loops)) {
      notices.add(
          new Notice(Origin.KERNEL, "a storm rages, so nobody could be asked: see the loops"));
    }
    notices.addAll(Surprises.in(machine));
    broken.removeIf(why -> isStorm(why, loops));
    ImmutableList<Reachability> reachability = entries.build();
    return new Prediction(
        names,
        reachability,
        leaks.leaks(reached(reachability)),
        loops,
        notices.build(),
        ImmutableList.copyOf(broken));
  }

  /// In a storm nobody can tell.
  private static Asked inStorm(Asked asked, List<Loop> loops) {
    return isStorm(asked.broken(), loops) ? asked.withAnswer(Answer.DEPENDS) : asked;
  }

  private static boolean isStorm(@Nullable Outcome broken, List<Loop> loops) {
    return broken instanceof Outcome.Limited(LimitReached.Limit limit, Origin origin)
        && limit == LimitReached.Limit.FRAMES
        && loops.stream().anyMatch(loop -> loop.state() == Loop.State.STORM);
  }

  private static Set<List<String>> reached(List<Reachability> reachability) {
    Set<List<String>> pairs = new HashSet<>();
    for (Reachability each : reachability) {
      if (each.isReachable()) {
        pairs.add(List.of(each.question().from(), each.question().to()));
      }
    }
    return pairs;
  }
}
