package vethlab.simulator.bridge;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.time.Timer;

/// Takes away the entries of a forwarding database whose time is over (`gc_work`).
///
/// It runs shortly after the bridge is set up, and then whenever the oldest entry's time is over,
/// at the latest after the ageing time. As long as nothing is there that could age, the rounds are
/// only counted, so that a machine at rest has nothing pending.
public final class FdbCollector implements Forkable {

  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration SHORTEST = Duration.ofMillis(10);

  private final ForwardingDatabase database;
  private final Bridge bridge;
  private @Nullable SimTime due;
  private @Nullable Timer timer;

  /// One round.
  private record Round(FdbCollector collector) implements Event {

    @Override
    public void happen() {
      collector.run();
    }

    @Override
    public Event fork(Fork fork) {
      return new Round(fork.of(collector));
    }
  }

  FdbCollector(ForwardingDatabase database, Bridge bridge) {
    this.database = database;
    this.bridge = bridge;
  }

  private FdbCollector(FdbCollector original, Fork fork) {
    fork.enter(original, this);
    this.database = fork.of(original.database);
    this.bridge = fork.of(original.bridge);
    this.due = original.due;
    this.timer = fork.ofNullable(original.timer);
  }

  @Override
  public FdbCollector fork(Fork fork) {
    return new FdbCollector(this, fork);
  }

  /// How long until the next round (`gc_timer`); zero if none is planned.
  public Duration remaining() {
    SimTime next = nextRound();
    return next == null ? Duration.ZERO : next.since(bridge.core().now());
  }

  /// The bridge is set up.
  void start() {
    plan(FIRST);
  }

  /// The bridge is set down.
  void stop() {
    due = null;
    cancel();
  }

  /// The ageing time changed: looks at once.
  void runNow() {
    plan(Duration.ZERO);
    wake();
  }

  /// There is something that ages.
  void wake() {
    SimTime next = nextRound();
    if (next != null && (timer == null || !timer.isPending())) {
      timer = bridge.core().timeline().schedule(next.since(bridge.core().now()), new Round(this));
    }
  }

  private void run() {
    SimTime now = bridge.core().now();
    SimTime next = database.collect();
    Duration wait = next == null ? bridge.holdTime() : next.since(now);
    plan(wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait);
    if (next != null) {
      wake();
    }
  }

  private void plan(Duration wait) {
    cancel();
    due = bridge.core().now().plus(wait);
  }

  private void cancel() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  /// When the next round is due: rounds passed over found nothing to do.
  private @Nullable SimTime nextRound() {
    SimTime now = bridge.core().now();
    if (due != null && due.isBefore(now)) {
      long period = Math.max(bridge.holdTime().toNanos(), SHORTEST.toNanos());
      long behind = now.nanos() - due.nanos();
      long rounds = (behind + period - 1) / period;
      due = new SimTime(due.nanos() + rounds * period);
    }
    return due;
  }
}
