package vethlab.analysis.machine.question;

import java.time.Duration;
import java.util.stream.Stream;
import vethlab.simulator.machine.Limits;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.machine.Outcome;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.trace.Recorder;

/// Asks questions, each on a copy of the machine of its own, so that their order does not matter.
public final class Asker {

  /// How long an answer may take, in virtual time: what `ping -W4` waits, and time for the program
  /// to end.
  static final Duration PATIENCE = Duration.ofSeconds(4);

  /// How many steps of packets' ways are kept for one question.
  private static final int MOST_STEPS = 50_000;

  /// A storm is one long before this.
  private static final long MOST_FRAMES = 100_000;

  private static final long MOST_EVENTS = 500_000;

  /// How many hash secrets are tried where a route has several next hops.
  private static final int SECRETS = 8;

  private final Machine original;
  private final boolean hashed;

  /// @param original the machine to copy for each question; it is never changed
  public Asker(Machine original) {
    this.original = original;
    this.hashed = original.namespaces().all().stream().anyMatch(Asker::hasChoices);
  }

  private static boolean hasChoices(NetworkNamespace namespace) {
    return Stream.of(namespace.ipv4().fib(), namespace.ipv6().fib())
        .flatMap(fib -> fib.tables().stream())
        .flatMap(table -> table.all().stream())
        .anyMatch(route -> route.nextHops().size() > 1);
  }

  /// Asks, as the machine stands. Where a hash with a random secret chooses among next hops, and
  /// the choice matters, the answer is [Answer#DEPENDS].
  public Asked ask(Question question) {
    Asked asked = askOn(original.copy(), question);
    for (int secret = 1; hashed && secret <= SECRETS; secret++) {
      Machine copy = original.copy();
      copy.core().setHashSecret(secret * 0x9e37_79b9_7f4a_7c15L);
      if (askOn(copy, question).answer() != asked.answer()) {
        return asked.withAnswer(Answer.DEPENDS);
      }
    }
    return asked;
  }

  private static Asked askOn(Machine copy, Question question) {
    Limits limits = copy.limits();
    copy.setLimits(
        new Limits(
            MOST_FRAMES,
            MOST_EVENTS,
            limits.time().plus(PATIENCE.multipliedBy(2)),
            limits.commands(),
            limits.outputOctets(),
            limits.computing()));
    Asked asked = askHere(copy, question);
    copy.close();
    return asked;
  }

  /// Asks on the machine itself: what is learned there stays known.
  public static Asked askHere(Machine machine, Question question) {
    NetworkNamespace from = Participants.find(machine, question.from());
    if (from == null) {
      throw new IllegalArgumentException("there is no namespace " + question.from());
    }
    Recorder recorder = new Recorder(MOST_STEPS);
    machine.core().setRecorder(recorder);
    Exchange exchange =
        switch (question.service()) {
          case Service.Echo e -> new PingExchange(machine, from, question.address());
          case Service.Tcp tcp ->
              new TcpExchange(machine, recorder, from, question.address(), tcp.port());
          case Service.Udp udp -> new UdpExchange(machine, recorder, from, question, udp.port());
        };
    Answer answer = exchange.answer();
    machine.core().setRecorder(null);
    Outcome broken = machine.broken();
    return new Asked(
        question,
        broken == null ? answer : Answer.UNKNOWN,
        recorder.roots(),
        exchange.printed(),
        machine,
        broken);
  }
}
