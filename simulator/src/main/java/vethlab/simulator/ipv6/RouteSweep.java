package vethlab.simulator.ipv6;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.time.Timer;

/// Removes routes whose time is over, once in a while (`fib6_run_gc`).
final class RouteSweep implements Forkable {

  private record Due(RouteSweep sweep) implements Event {

    @Override
    public void happen() {
      sweep.timer = null;
      sweep.run();
    }

    @Override
    public Event fork(Fork fork) {
      return new Due(fork.of(sweep));
    }
  }

  private final Ipv6Stack stack;
  private @Nullable Timer timer;

  RouteSweep(Ipv6Stack stack) {
    this.stack = stack;
  }

  private RouteSweep(RouteSweep original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
    this.timer = fork.ofNullable(original.timer);
  }

  @Override
  public RouteSweep fork(Fork fork) {
    return new RouteSweep(this, fork);
  }

  /// There is something that will be over some time.
  void plan() {
    if (timer == null) {
      Duration interval = Duration.ofSeconds(stack.settings().number("route/gc_interval"));
      timer = stack.devices().core().timeline().schedule(interval, new Due(this));
    }
  }

  /// Sweeps now; again later if anything is left that will be over.
  void run() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    SimTime now = stack.devices().core().now();
    boolean more = stack.routes().removeExpired(now);
    more |= stack.exceptions().removeOver(now);
    if (more) {
      plan();
    }
  }
}
