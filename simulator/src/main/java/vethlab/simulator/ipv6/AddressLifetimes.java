package vethlab.simulator.ipv6;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.time.Timer;

/// Addresses that last for a while: what is preferred no more, and what ends
/// (`addrconf_verify_work`).
final class AddressLifetimes implements Forkable {

  private record Due(AddressLifetimes lifetimes) implements Event {

    @Override
    public void happen() {
      lifetimes.check();
    }

    @Override
    public Event fork(Fork fork) {
      return new Due(fork.of(lifetimes));
    }
  }

  private final Ipv6Stack stack;
  private @Nullable Timer timer;

  AddressLifetimes(Ipv6Stack stack) {
    this.stack = stack;
  }

  private AddressLifetimes(AddressLifetimes original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
    this.timer = fork.ofNullable(original.timer);
  }

  @Override
  public AddressLifetimes fork(Fork fork) {
    return new AddressLifetimes(this, fork);
  }

  /// Removes what has reached its end, marks what is not preferred any more, and looks again when
  /// the next is due (`addrconf_verify_rtnl`).
  void check() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    SimTime now = stack.devices().core().now();
    Duration next = null;
    for (Ipv6Device owner : stack.all()) {
      for (Ipv6InterfaceAddress address : List.copyOf(owner.addresses())) {
        Duration left = check(address, now);
        if (left != null && (next == null || left.compareTo(next) < 0)) {
          next = left;
        }
      }
    }
    if (next != null) {
      timer = stack.devices().core().timeline().schedule(next, new Due(this));
    }
  }

  /// @return the time until something changes for the address, or null if nothing will
  private @Nullable Duration check(Ipv6InterfaceAddress address, SimTime now) {
    if (address.lastsForEver()) {
      return null;
    }
    Duration age = now.since(address.updated());
    Duration valid = Duration.ofSeconds(address.validSeconds());
    Duration preferred = Duration.ofSeconds(address.preferredSeconds());
    boolean ends = address.validSeconds() != Ipv6InterfaceAddress.INFINITE;
    if (ends && age.compareTo(valid) >= 0) {
      stack.configuration().remove(address);
      return null;
    }
    if (address.preferredSeconds() == Ipv6InterfaceAddress.INFINITE) {
      return null;
    }
    if (age.compareTo(preferred) < 0) {
      return preferred.minus(age);
    }
    address.set(AddressFlag.DEPRECATED);
    return ends ? valid.minus(age) : null;
  }
}
