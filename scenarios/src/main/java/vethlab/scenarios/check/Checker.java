package vethlab.scenarios.check;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vethlab.analysis.machine.Settling;
import vethlab.analysis.machine.blame.Blame;
import vethlab.analysis.machine.blame.BlameFinder;
import vethlab.analysis.machine.link.LinkGraph;
import vethlab.analysis.machine.link.Loop;
import vethlab.analysis.machine.link.LoopFinder;
import vethlab.analysis.machine.question.Answer;
import vethlab.analysis.machine.question.Asked;
import vethlab.analysis.machine.question.Asker;
import vethlab.analysis.machine.question.Participants;
import vethlab.analysis.machine.question.ProgramRun;
import vethlab.analysis.machine.question.Question;
import vethlab.analysis.machine.question.Service;
import vethlab.scenarios.Expectation;
import vethlab.scenarios.Probe;
import vethlab.scenarios.Scenario;
import vethlab.scenarios.TextPattern;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.machine.Outcome;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.process.WaitStatus;
import vethlab.simulator.trace.DropReason;
import vethlab.userland.stage.Performance;

/// Checks a scenario on the machine that has played its lab: expectations on copies, then probes on
/// the machine itself in the order written.
public final class Checker {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Scenario scenario;
  private final Performance played;
  private final Machine machine;

  private Checker(Scenario scenario, Performance played) {
    this.scenario = scenario;
    this.played = played;
    this.machine = played.machine();
  }

  /// What was found, in the order of the scenario.
  ///
  /// @param played how the lab went, to its end
  public static ImmutableList<Checked> check(Scenario scenario, Performance played) {
    return new Checker(scenario, played).check();
  }

  private ImmutableList<Checked> check() {
    Settling.settle(machine);
    ImmutableList.Builder<Checked> all = ImmutableList.builder();
    for (Expectation expectation : scenario.expectations()) {
      all.add(check(expectation));
    }
    for (Probe probe : scenario.probes()) {
      all.add(check(probe));
    }
    return all.build();
  }

  private Checked check(Expectation expectation) {
    return switch (expectation) {
      case Expectation.Reach reach -> reach(reach);
      case Expectation.Console console ->
          patterns(
              console, ConsoleOutput.of(played, console.line()), console.shows(), console.hides());
      case Expectation.State state -> state(state);
      case Expectation.Status status -> status(status);
      case Expectation.Storms storms -> storms(storms);
      case Expectation.Namespaces namespaces -> namespaces(namespaces);
    };
  }

  // ---- Expectations ----

  private Checked reach(Expectation.Reach reach) {
    if (Participants.find(machine, reach.from()) == null) {
      return failed(reach, "there is no namespace " + reach.from());
    }
    ImmutableList<Question> questions = questions(reach);
    if (questions.isEmpty()) {
      return failed(reach, "there is no namespace " + reach.to() + " with an address");
    }
    Asker asker = new Asker(machine);
    for (Question question : questions) {
      Asked asked = asker.ask(question);
      String wrong =
          difference(asked, reach.reachable() ? Answer.OPEN : Answer.NONE, reach.reason());
      if (wrong != null) {
        return failed(reach, question.address() + ": " + wrong);
      }
    }
    return Checked.passed(reach.title(), reach.at());
  }

  /// One question for each address of a namespace, or for the one address that is meant.
  private ImmutableList<Question> questions(Expectation.Reach reach) {
    NetworkNamespace to = Participants.find(machine, reach.to());
    if (to != null) {
      return Participants.addresses(to).stream()
          .map(address -> new Question(reach.from(), reach.to(), address, Service.ECHO))
          .collect(ImmutableList.toImmutableList());
    }
    try {
      IpAddress address = IpAddress.parse(reach.to());
      NetworkNamespace holder = Participants.holder(machine, address);
      String name = holder == null ? "" : holder.name();
      return ImmutableList.of(new Question(reach.from(), name, address, Service.ECHO));
    } catch (IllegalArgumentException noAddress) {
      return ImmutableList.of();
    }
  }

  /// What is wrong with an answer, or null.
  private static @Nullable String difference(
      Asked asked, Answer expected, @Nullable DropReason reason) {
    if (asked.answer() != expected) {
      String found = asked.answer() == Answer.OPEN ? "open" : asked.answer().text();
      return "expected " + expected.text() + ", found " + found + because(asked);
    }
    if (reason == null) {
      return null;
    }
    Blame blame = blame(asked);
    return blame.reason() == reason
        ? null
        : "expected because of " + reason + ", found " + blame.reason() + because(asked);
  }

  private static String because(Asked asked) {
    return switch (asked.answer()) {
      case OPEN, DEPENDS -> "";
      case REFUSED, REJECTED, NONE -> ": " + blame(asked).explanation();
      case UNKNOWN -> asked.broken() == null ? "" : ": " + asked.broken();
    };
  }

  private static Blame blame(Asked asked) {
    return BlameFinder.find(asked, LinkGraph.of(asked.machine()));
  }

  private Checked state(Expectation.State state) {
    Machine copy = machine.copy();
    NetworkNamespace in = Participants.find(copy, state.namespace());
    if (in == null) {
      return failed(state, "there is no namespace " + state.namespace());
    }
    ProgramRun run = ProgramRun.run(copy, in, List.of("bash", "-c", state.command()), PATIENCE);
    Outcome broken = copy.broken();
    copy.close();
    return broken != null
        ? failed(state, broken.toString())
        : patterns(state, run.output(), state.shows(), state.hides());
  }

  private static Checked patterns(
      Expectation expectation, String output, List<TextPattern> shows, List<TextPattern> hides) {
    for (TextPattern pattern : shows) {
      if (!pattern.occursIn(output)) {
        return failed(expectation, "does not show '" + pattern.text() + "' in:\n" + output);
      }
    }
    for (TextPattern pattern : hides) {
      if (pattern.occursIn(output)) {
        return failed(expectation, "shows '" + pattern.text() + "' in:\n" + output);
      }
    }
    return Checked.passed(expectation.title(), expectation.at());
  }

  private Checked status(Expectation.Status status) {
    WaitStatus exit = played.exit();
    return exit != null && exit.shellStatus() == status.status()
        ? Checked.passed(status.title(), status.at())
        : failed(status, exit == null ? "the shell has not ended" : "found " + exit.shellStatus());
  }

  private Checked storms(Expectation.Storms storms) {
    long found =
        LoopFinder.loops(machine).stream().filter(loop -> loop.state() == Loop.State.STORM).count();
    return Checked.of(
        storms.title(), storms.at(), found == storms.count(), "found " + found + " storms");
  }

  private Checked namespaces(Expectation.Namespaces expected) {
    ImmutableList<String> found =
        Participants.of(machine).stream()
            .map(NetworkNamespace::name)
            .collect(ImmutableList.toImmutableList());
    return Checked.of(
        expected.title(),
        expected.at(),
        found.equals(expected.names()),
        "found " + String.join(", ", found));
  }

  private static Checked failed(Expectation expectation, String detail) {
    return new Checked(expectation.title(), expectation.at(), false, detail);
  }

  // ---- Probes ----

  private Checked check(Probe probe) {
    NetworkNamespace from = Participants.find(machine, probe.from());
    if (from == null) {
      return new Checked(probe.title(), probe.at(), false, "there is no namespace " + probe.from());
    }
    String wrong =
        switch (probe.kind()) {
          case Probe.Ping ping -> ask(probe, ping.address(), Service.ECHO);
          case Probe.Arping arping -> arping(probe, from, arping);
          case Probe.Tcp tcp ->
              tcp.lines().isEmpty()
                  ? ask(probe, tcp.address(), new Service.Tcp(tcp.port()))
                  : DataExchange.tcp(machine, from, tcp).difference(probe.expected());
          case Probe.Udp udp ->
              udp.lines().isEmpty()
                  ? ask(probe, udp.address(), new Service.Udp(udp.port()))
                  : DataExchange.udp(machine, from, udp).difference(probe.expected());
        };
    return new Checked(
        probe.title(), probe.at(), wrong == null, Objects.requireNonNullElse(wrong, ""));
  }

  private @Nullable String ask(Probe probe, IpAddress address, Service service) {
    NetworkNamespace holder = Participants.holder(machine, address);
    String to = holder == null ? "" : holder.name();
    Asked asked = Asker.askHere(machine, new Question(probe.from(), to, address, service));
    return difference(asked, probe.expected(), probe.reason());
  }

  private @Nullable String arping(Probe probe, NetworkNamespace from, Probe.Arping arping) {
    List<String> words =
        List.of("arping", "-c1", "-w4", "-I", arping.device(), arping.address().toString());
    ProgramRun run = ProgramRun.run(machine, from, words, PATIENCE);
    Answer answer = run.succeeded() ? Answer.OPEN : Answer.NONE;
    return answer == probe.expected()
        ? null
        : "expected " + probe.expected().text() + ", found " + answer.text() + ":\n" + run.output();
  }
}
