package vethlab.simulator.device;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.time.Timeline;
import vethlab.simulator.time.Timer;

/// Turns carrier changes into operational states a little later (`net/core/link_watch.c`).
///
/// At most one round a second, but urgent events are not made to wait: a device whose link is
/// another device (`ifindex` differs from `iflink`), or whose queue is about to change.
public final class LinkWatch implements Forkable {

  private static final Duration ROUND = Duration.ofSeconds(1);

  private final Timeline timeline;
  private final Set<NetDevice> changed = new LinkedHashSet<>();
  private SimTime nextRound = SimTime.ZERO;
  private @Nullable Timer timer;

  /// The round of one link watch.
  record Round(LinkWatch watch) implements Event {

    @Override
    public void happen() {
      watch.run();
    }

    @Override
    public Event fork(Fork fork) {
      return new Round(fork.of(watch));
    }
  }

  LinkWatch(Timeline timeline) {
    this.timeline = timeline;
  }

  private LinkWatch(LinkWatch original, Fork fork) {
    fork.enter(original, this);
    this.timeline = fork.of(original.timeline);
    this.nextRound = original.nextRound;
    this.timer = fork.ofNullable(original.timer);
    fork.later(() -> original.changed.forEach(device -> changed.add(fork.of(device))));
  }

  @Override
  public LinkWatch fork(Fork fork) {
    return new LinkWatch(this, fork);
  }

  /// Notes that the carrier of `device` changed (`linkwatch_fire_event`).
  public void fire(NetDevice device, boolean urgent) {
    changed.add(device);
    Duration wait = nextRound.since(timeline.now());
    if (urgent || wait.isNegative()) {
      wait = Duration.ZERO;
    }
    if (timer != null && timer.isPending()) {
      if (timer.due().since(timeline.now()).compareTo(wait) <= 0) {
        return;
      }
      timer.cancel();
    }
    timer = timeline.schedule(wait, new Round(this));
  }

  /// Forgets a device that goes away (`linkwatch_forget_dev`).
  void forget(NetDevice device) {
    changed.remove(device);
  }

  private void run() {
    nextRound = timeline.now().plus(ROUND);
    List<NetDevice> round = List.copyOf(changed);
    changed.clear();
    round.forEach(NetDevice::linkChanged);
  }
}
