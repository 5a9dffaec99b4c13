package vethlab.simulator.ipv6;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.Timer;

/// Asks on one link whether there is a router, ever more rarely, until one answers (RFC 4861,
/// 6.3.7; RFC 7559; `addrconf_rs_timer`).
///
/// The first wait is 4 s give or take a tenth; each further one is about twice the one before, up
/// to an hour.
final class RouterSolicitor implements Forkable {

  private record Due(RouterSolicitor solicitor) implements Event {

    @Override
    public void happen() {
      solicitor.due();
    }

    @Override
    public Event fork(Fork fork) {
      return new Due(fork.of(solicitor));
    }
  }

  private final Ipv6Device owner;
  private int sent;
  private Duration interval = Duration.ZERO;
  private boolean asked;
  private boolean answered;
  private @Nullable Timer timer;

  RouterSolicitor(Ipv6Device owner) {
    this.owner = owner;
  }

  private RouterSolicitor(RouterSolicitor original, Fork fork) {
    fork.enter(original, this);
    this.owner = fork.of(original.owner);
    this.sent = original.sent;
    this.interval = original.interval;
    this.asked = original.asked;
    this.answered = original.answered;
    this.timer = fork.ofNullable(original.timer);
  }

  @Override
  public RouterSolicitor fork(Fork fork) {
    return new RouterSolicitor(this, fork);
  }

  /// Whether asking makes sense on this device.
  boolean isWilling() {
    return owner.acceptsAdvertisements()
        && owner.setting(DeviceSetting.ROUTER_SOLICITATIONS) != 0
        && !owner.device().flags().isLoopback();
  }

  /// A link-local address has become usable: asks at once.
  void start() {
    if (!send()) {
      return;
    }
    interval = scaled(seconds(DeviceSetting.ROUTER_SOLICITATION_INTERVAL), 900_000);
    sent = 1;
    asked = true;
    schedule(interval);
  }

  /// The device goes down: forgets all.
  void stop() {
    cancel();
    asked = false;
    answered = false;
  }

  /// A router has advertised itself.
  void advertisementReceived() {
    answered |= asked;
  }

  private void due() {
    if (owner.isDead() || !owner.isReady() || !owner.acceptsAdvertisements() || answered) {
      return;
    }
    long limit = owner.setting(DeviceSetting.ROUTER_SOLICITATIONS);
    boolean more = sent < limit || limit < 0;
    sent++;
    if (!more || !send()) {
      return;
    }
    Duration longest = seconds(DeviceSetting.ROUTER_SOLICITATION_MAX_INTERVAL);
    interval = scaled(interval, 1_900_000);
    if (interval.compareTo(longest) > 0) {
      interval = scaled(longest, 900_000);
    }
    schedule(sent == limit ? seconds(DeviceSetting.ROUTER_SOLICITATION_DELAY) : interval);
  }

  private boolean send() {
    Ipv6Address source = owner.usableLinkLocal();
    if (source == null) {
      return false;
    }
    Icmpv6Message message = new Icmpv6Message.RouterSolicitation(owner.device().address());
    owner
        .stack()
        .output()
        .sendOnLink(
            owner.device(),
            Ipv6Packet.of(source, Ipv6Address.ALL_ROUTERS, 255, message),
            "router solicitation");
    return true;
  }

  /// `duration` times a random factor from `least` millionths to 0.2 more.
  private Duration scaled(Duration duration, long least) {
    long factor = least + owner.device().core().randomness().below(200_001);
    return duration.multipliedBy(factor).dividedBy(1_000_000);
  }

  private Duration seconds(DeviceSetting setting) {
    return Duration.ofSeconds(owner.setting(setting));
  }

  private void schedule(Duration delay) {
    cancel();
    timer = owner.device().core().timeline().schedule(delay, new Due(this));
  }

  private void cancel() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
