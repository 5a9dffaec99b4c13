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
/// A full round comes at most once a second. An urgent change does not wait for it: then there is a
/// round for the urgent devices alone. Urgent is what hangs on another device, and a queue that is
/// about to work.
public final class LinkWatch implements Forkable {

  private static final Duration ROUND = Duration.ofSeconds(1);

  private final Timeline timeline;
  private final Set<NetDevice> changed = new LinkedHashSet<>();
  private SimTime nextRound = SimTime.ZERO;
  private boolean urgentRound;
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
    this.urgentRound = original.urgentRound;
    this.timer = fork.ofNullable(original.timer);
    fork.later(() -> original.changed.forEach(device -> changed.add(fork.of(device))));
  }

  @Override
  public LinkWatch fork(Fork fork) {
    return new LinkWatch(this, fork);
  }

  /// Notes that the carrier of `device` changed (`linkwatch_fire_event`).
  void fire(NetDevice device) {
    boolean urgent = isUrgent(device);
    if (!device.linkState().isWatched()) {
      device.linkState().setWatched(true);
      changed.add(device);
    } else if (!urgent) {
      return;
    }
    schedule(urgent);
  }

  /// Forgets a device that goes away (`linkwatch_forget_dev`).
  void forget(NetDevice device) {
    device.linkState().setWatched(false);
    changed.remove(device);
  }

  private void schedule(boolean urgent) {
    if (urgentRound) {
      return;
    }
    if (urgent) {
      urgentRound = true;
      if (timer != null) {
        timer.cancel();
      }
      timer = timeline.schedule(Duration.ZERO, new Round(this));
    } else if (timer == null || !timer.isPending()) {
      timer = timeline.schedule(nextRound.since(timeline.now()), new Round(this));
    }
  }

  private void run() {
    boolean urgentOnly = timeline.now().isBefore(nextRound);
    if (!urgentOnly) {
      nextRound = timeline.now().plus(ROUND);
    }
    urgentRound = false;
    List<NetDevice> round = List.copyOf(changed);
    changed.clear();
    for (NetDevice device : round) {
      if (!device.linkState().isWatched()) {
        continue; // gone meanwhile
      }
      if (urgentOnly && !isUrgent(device)) {
        changed.add(device);
      } else {
        device.linkState().setWatched(false);
        change(device);
      }
    }
    if (!changed.isEmpty()) {
      schedule(false);
    }
  }

  /// Whether a device's change must not wait (`linkwatch_urgent_event`).
  private static boolean isUrgent(NetDevice device) {
    return device.linkState().isUrgent(device.index() != device.linkIndex());
  }

  /// The round reached a device (`linkwatch_do_dev`).
  private static void change(NetDevice device) {
    LinkState link = device.linkState();
    link.followCarrier(device.index() != device.linkIndex());
    if (device.isUp()) {
      if (link.hasCarrier()) {
        link.activate();
      } else {
        link.deactivate();
      }
      device.table().tell(device, DeviceListener.Change.CHANGE);
    }
  }
}
