package vethlab.simulator.time;

import java.time.Duration;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;

/// The virtual clock of a machine and all that is going to happen on it, in order.
///
/// Two events due at the same time happen in the order in which they were scheduled.
public final class Timeline implements Forkable {

  private final PriorityQueue<Timer> pending = new PriorityQueue<>();
  private SimTime now = SimTime.ZERO;
  private long scheduled;

  public Timeline() {}

  private Timeline(Timeline original, Fork fork) {
    fork.enter(original, this);
    this.now = original.now;
    this.scheduled = original.scheduled;
    // The events reach far into the machine: copied when their owners are.
    fork.later(() -> {
      for (Timer timer : original.pending) {
        if (timer.isPending()) {
          pending.add(fork.of(timer));
        }
      }
    });
  }

  @Override
  public Timeline fork(Fork fork) {
    return new Timeline(this, fork);
  }

  public SimTime now() {
    return now;
  }

  /// Lets `event` happen `delay` from now; a negative delay counts as none.
  public Timer schedule(Duration delay, Event event) {
    SimTime due = delay.isNegative() ? now : now.plus(delay);
    Timer timer = new Timer(due, scheduled++, event);
    pending.add(timer);
    return timer;
  }

  /// When the next event is due, or null if nothing is going to happen.
  public @Nullable SimTime nextDue() {
    Timer first = first();
    return first == null ? null : first.due();
  }

  /// Moves the clock to the next event and lets it happen.
  ///
  /// @return whether there was one
  public boolean step() {
    Timer first = first();
    if (first == null) {
      return false;
    }
    pending.remove();
    if (now.isBefore(first.due())) {
      now = first.due();
    }
    first.cancel();
    first.event().happen();
    return true;
  }

  /// Moves the clock on without letting anything happen.
  ///
  /// Events passed over happen late, at the next [#step], as timers do on a busy processor.
  public void advanceTo(SimTime time) {
    if (now.isBefore(time)) {
      now = time;
    }
  }

  /// The number of events still to happen, called-off ones not yet discarded included.
  public int size() {
    return pending.size();
  }

  private @Nullable Timer first() {
    Timer first = pending.peek();
    while (first != null && !first.isPending()) {
      pending.remove();
      first = pending.peek();
    }
    return first;
  }
}
