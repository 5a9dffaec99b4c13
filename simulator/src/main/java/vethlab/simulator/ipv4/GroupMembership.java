package vethlab.simulator.ipv4;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.time.Timer;

/// A group that a device is in, or has left a moment ago (`ip_mc_list`): from all senders, since
/// filters by source are not modelled.
public final class GroupMembership implements Forkable {

  private final Ipv4Address group;
  int users = 1;

  /// How many reports of the change are still to be sent.
  int changesLeft;

  /// How many version 1 and 2 reports are still to be sent unasked.
  int unsolicitedLeft;

  /// Whether this host sent the last report, so that it must say when it leaves (version 2).
  boolean reporter;

  /// Whether the device takes the group's frames in.
  boolean filtered;

  @Nullable Timer timer;

  GroupMembership(Ipv4Address group) {
    this.group = group;
  }

  private GroupMembership(GroupMembership original, Fork fork) {
    fork.enter(original, this);
    this.group = original.group;
    this.users = original.users;
    this.changesLeft = original.changesLeft;
    this.unsolicitedLeft = original.unsolicitedLeft;
    this.reporter = original.reporter;
    this.filtered = original.filtered;
    this.timer = fork.ofNullable(original.timer);
  }

  @Override
  public GroupMembership fork(Fork fork) {
    return new GroupMembership(this, fork);
  }

  public Ipv4Address group() {
    return group;
  }

  /// How many joined.
  public int users() {
    return users;
  }

  boolean isTimerRunning() {
    return timer != null && timer.isPending();
  }

  void stopTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    reporter = false;
    unsolicitedLeft = 0;
  }
}
