package vethlab.simulator.time;

import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;

/// One pending event on a [Timeline]: the handle with which it is called off (`timer_list`).
public final class Timer implements Forkable, Comparable<Timer> {

  private final SimTime due;
  private final long order;
  private final Event event;
  private boolean pending = true;

  Timer(SimTime due, long order, Event event) {
    this.due = due;
    this.order = order;
    this.event = event;
  }

  private Timer(Timer original, Fork fork) {
    fork.enter(original, this);
    this.due = original.due;
    this.order = original.order;
    this.pending = original.pending;
    this.event = original.event.fork(fork);
  }

  @Override
  public Timer fork(Fork fork) {
    return new Timer(this, fork);
  }

  /// When the event happens.
  public SimTime due() {
    return due;
  }

  /// What happens then.
  public Event event() {
    return event;
  }

  /// Whether it is still to happen.
  public boolean isPending() {
    return pending;
  }

  /// Calls the event off; does nothing if it has happened (`del_timer`).
  public void cancel() {
    pending = false;
  }

  /// Earlier first; among equal times, scheduled first.
  @Override
  public int compareTo(Timer other) {
    int byTime = due.compareTo(other.due);
    return byTime != 0 ? byTime : Long.compare(order, other.order);
  }
}
