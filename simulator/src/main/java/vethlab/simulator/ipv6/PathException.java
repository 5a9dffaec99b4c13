package vethlab.simulator.ipv6;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.time.SimTime;

/// What the network said about one destination of a route (`struct rt6_exception`): that packets
/// must be shorter, or that another router is nearer.
final class PathException implements Forkable {

  /// How long one counts that nobody uses (`net.ipv6.route.gc_timeout`).
  private static final Duration UNUSED = Duration.ofSeconds(60);

  private final Route route;
  private final int device;
  private final Ipv6Address destination;
  private int mtu;
  private boolean redirected;
  private @Nullable Ipv6Address gateway;
  private @Nullable SimTime expires;
  private SimTime used;

  PathException(Route route, int device, Ipv6Address destination, SimTime now) {
    this.route = route;
    this.device = device;
    this.destination = destination;
    this.used = now;
  }

  private PathException(PathException original, Fork fork) {
    fork.enter(original, this);
    this.route = original.route;
    this.device = original.device;
    this.destination = original.destination;
    this.mtu = original.mtu;
    this.redirected = original.redirected;
    this.gateway = original.gateway;
    this.expires = original.expires;
    this.used = original.used;
  }

  @Override
  public PathException fork(Fork fork) {
    return new PathException(this, fork);
  }

  Route route() {
    return route;
  }

  /// The interface index.
  int device() {
    return device;
  }

  Ipv6Address destination() {
    return destination;
  }

  /// The longest packet, or 0 if nothing was said about that.
  int mtu() {
    return mtu;
  }

  void setMtu(int mtu, SimTime expires) {
    this.mtu = mtu;
    this.expires = expires;
  }

  /// Whether the gateway counts instead of the route's.
  boolean redirected() {
    return redirected;
  }

  /// The nearer router; null if the destination is on the link itself.
  @Nullable Ipv6Address gateway() {
    return gateway;
  }

  void redirect(@Nullable Ipv6Address nearer) {
    redirected = true;
    gateway = nearer;
  }

  /// When it is over, or null if that depends on its use.
  @Nullable SimTime expires() {
    return expires;
  }

  void use(SimTime now) {
    used = now;
  }

  boolean isOver(SimTime now) {
    return expires != null ? !now.isBefore(expires) : now.since(used).compareTo(UNUSED) >= 0;
  }
}
