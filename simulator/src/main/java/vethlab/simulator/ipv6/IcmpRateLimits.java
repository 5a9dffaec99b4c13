package vethlab.simulator.ipv6;

import java.util.HashMap;
import java.util.Map;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Ipv6Address;

/// How many ICMPv6 messages may be sent: in all, and to each host (`icmpv6_global_allow`,
/// `icmpv6_xrlim_allow`).
final class IcmpRateLimits implements Forkable {

  /// Messages a second, and how many at once (`icmp_msgs_per_sec`, `icmp_msgs_burst`).
  private static final long PER_SECOND = 1000;

  private static final long BURST = 50;

  /// How many messages a host may get at once (`XRLIM_BURST_FACTOR`).
  private static final long HOST_BURST = 6;

  private static final long NANOS = 1_000_000_000L;

  /// What a host that was never written to has saved up: a minute.
  private static final long SAVED = 60 * NANOS;

  private static final long REDIRECT_INTERVAL = NANOS;

  private static final class Bucket {
    long tokens;
    long filled;

    Bucket(long tokens, long filled) {
      this.tokens = tokens;
      this.filled = filled;
    }
  }

  private final Ipv6Stack stack;
  private final Map<Ipv6Address, Bucket> hosts = new HashMap<>();
  private long credit;
  private long filled;

  IcmpRateLimits(Ipv6Stack stack) {
    this.stack = stack;
    this.credit = BURST;
  }

  private IcmpRateLimits(IcmpRateLimits original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
    this.credit = original.credit;
    this.filled = original.filled;
    original.hosts.forEach(
        (host, bucket) -> hosts.put(host, new Bucket(bucket.tokens, bucket.filled)));
  }

  @Override
  public IcmpRateLimits fork(Fork fork) {
    return new IcmpRateLimits(this, fork);
  }

  /// Whether a message may be sent; if so, it counts.
  ///
  /// @param device where what it answers was seen; the loopback device knows no limit
  boolean allows(int type, NetDevice device, Ipv6Request request) {
    if (!stack.settings().isRateLimited(type) || device.flags().isLoopback()) {
      return true;
    }
    refill();
    if (credit <= 0 || !(stack.output().resolve(request) instanceof Ipv6Sent.Routed routed)) {
      return false;
    }
    if (!routed.way().output().flags().isLoopback()) {
      // A wider range gets more.
      int shift = (128 - routed.way().route().destination().length()) >> 5;
      long interval = (stack.settings().number("icmp/ratelimit") * 1_000_000L) >> shift;
      if (!take(request.destination(), interval)) {
        return false;
      }
    }
    credit--;
    return true;
  }

  /// Whether a redirect about, or to, this host may be sent.
  boolean allowsRedirect(Ipv6Address host) {
    return take(host, REDIRECT_INTERVAL);
  }

  private void refill() {
    long now = now();
    long more = (now - filled) * PER_SECOND / NANOS;
    if (more > 0) {
      credit = Math.min(BURST, credit + more);
      filled = now;
    }
  }

  /// `inet_peer_xrlim_allow`.
  private boolean take(Ipv6Address host, long interval) {
    long now = now();
    Bucket bucket = hosts.computeIfAbsent(host, fresh -> new Bucket(0, now - SAVED));
    bucket.tokens = Math.min(bucket.tokens + now - bucket.filled, HOST_BURST * interval);
    bucket.filled = now;
    if (bucket.tokens < interval) {
      return false;
    }
    bucket.tokens -= interval;
    return true;
  }

  private long now() {
    return stack.devices().core().now().nanos();
  }
}
