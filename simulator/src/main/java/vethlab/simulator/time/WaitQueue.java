package vethlab.simulator.time;

import java.util.ArrayList;
import java.util.List;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;

/// Those who wait for something to change: data in a socket, room in a pipe, the end of a child
/// (`wait_queue_head`).
///
/// Waiters look again themselves; being woken promises nothing. Waiters are running programs and
/// stay behind in a fork.
public final class WaitQueue implements Forkable {

  /// Someone to be woken.
  public interface Waiter {

    /// Makes the waiter runnable; it runs later, never inside this call.
    void wake();
  }

  private final List<Waiter> waiters = new ArrayList<>();

  public WaitQueue() {}

  private WaitQueue(WaitQueue original, Fork fork) {
    fork.enter(original, this);
  }

  @Override
  public WaitQueue fork(Fork fork) {
    return new WaitQueue(this, fork);
  }

  public void add(Waiter waiter) {
    waiters.add(waiter);
  }

  public void remove(Waiter waiter) {
    waiters.remove(waiter);
  }

  /// Whether someone waits.
  public boolean isAwaited() {
    return !waiters.isEmpty();
  }

  /// Wakes all, first come first.
  public void wakeAll() {
    for (Waiter waiter : List.copyOf(waiters)) {
      waiter.wake();
    }
  }
}
