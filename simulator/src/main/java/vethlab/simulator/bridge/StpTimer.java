package vethlab.simulator.bridge;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.time.Timeline;
import vethlab.simulator.time.Timer;

/// One timer of a bridge or port, as `brctl showstp` shows it.
public final class StpTimer implements Forkable {

  private final Timeline timeline;
  private SimTime end = SimTime.ZERO;
  private @Nullable Timer timer;

  StpTimer(Timeline timeline) {
    this.timeline = timeline;
  }

  private StpTimer(StpTimer original, Fork fork) {
    fork.enter(original, this);
    this.timeline = fork.of(original.timeline);
    this.end = original.end;
    this.timer = fork.ofNullable(original.timer);
  }

  @Override
  public StpTimer fork(Fork fork) {
    return new StpTimer(this, fork);
  }

  /// Runs from now on, for `wait`; what ran before is forgotten (`mod_timer`).
  void start(Duration wait, Event expiry) {
    stop();
    end = timeline.now().plus(wait);
    timer = timeline.schedule(wait, expiry);
  }

  /// Runs from now on to no effect, which still shows.
  void startIdle(Duration wait) {
    stop();
    end = timeline.now().plus(wait);
  }

  void stop() {
    end = SimTime.ZERO;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  public boolean isRunning() {
    return timeline.now().isBefore(end);
  }

  /// How long it still runs; zero if it does not (`br_timer_value`).
  public Duration remaining() {
    return isRunning() ? end.since(timeline.now()) : Duration.ZERO;
  }
}
