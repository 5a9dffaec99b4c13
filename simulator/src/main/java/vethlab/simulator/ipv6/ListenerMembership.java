package vethlab.simulator.ipv6;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.Timer;

/// A group that a device has joined (`struct ifmcaddr6`).
final class ListenerMembership implements Forkable {

  /// A query for the group is to be answered, or a version 1 report repeated (`mld_mca_work`).
  record Due(ListenerMembership membership) implements Event {

    @Override
    public void happen() {
      membership.listener.groupDue(membership);
    }

    @Override
    public Event fork(Fork fork) {
      return new Due(fork.of(membership));
    }
  }

  final MulticastListener listener;
  final Ipv6Address group;
  int users = 1;

  /// How many reports of the change are still to be sent.
  int changes;

  /// Whether this host was the last to report the group in version 1.
  boolean lastReporter;

  /// Whether the device takes the group's frames in.
  boolean filtered;

  @Nullable Timer timer;

  ListenerMembership(MulticastListener listener, Ipv6Address group) {
    this.listener = listener;
    this.group = group;
  }

  private ListenerMembership(ListenerMembership original, Fork fork) {
    fork.enter(original, this);
    this.listener = fork.of(original.listener);
    this.group = original.group;
    this.users = original.users;
    this.changes = original.changes;
    this.lastReporter = original.lastReporter;
    this.filtered = original.filtered;
    this.timer = fork.ofNullable(original.timer);
  }

  @Override
  public ListenerMembership fork(Fork fork) {
    return new ListenerMembership(this, fork);
  }

  /// Whether routers are told: not of ff02::1, and of nothing that stays on the host.
  boolean isReported() {
    return !group.equals(Ipv6Address.ALL_NODES)
        && AddressScope.of(group) >= AddressScope.LINK_LOCAL;
  }

  void cancelTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
