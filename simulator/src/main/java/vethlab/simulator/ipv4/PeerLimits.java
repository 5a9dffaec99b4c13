package vethlab.simulator.ipv4;

import java.util.LinkedHashMap;
import java.util.Map;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.time.SimTime;

/// How many errors and redirects go to whom (`inet_peer`, `icmp_global_allow`).
final class PeerLimits implements Forkable {

  private static final long MILLI = 1_000_000L;
  private static final int BURST_FACTOR = 6;
  private static final long ERROR_COST = 1_000;
  private static final long ERROR_BURST = 5_000;
  private static final int REDIRECTS = 9;
  private static final long REDIRECT_LOAD = 20;
  private static final long REDIRECT_SILENCE = REDIRECT_LOAD << (REDIRECTS + 1);

  /// What is known of one host.
  ///
  /// @param tokens milliseconds saved up
  /// @param last when it was last looked at, in milliseconds; may lie before the start
  private record Peer(long tokens, long last, int redirects) {}

  private final NetCore core;
  private final Ipv4Settings settings;
  private final Map<Ipv4Address, Peer> peers = new LinkedHashMap<>();
  private long credit;
  private SimTime creditStamp = SimTime.ZERO;

  PeerLimits(NetCore core, Ipv4Settings settings) {
    this.core = core;
    this.settings = settings;
  }

  private PeerLimits(PeerLimits original, Ipv4Settings settings, Fork fork) {
    fork.enter(original, this);
    this.core = fork.of(original.core);
    this.settings = settings;
    this.peers.putAll(original.peers);
    this.credit = original.credit;
    this.creditStamp = original.creditStamp;
  }

  /// Not for [Fork#of]: the settings belong to the stack.
  @Override
  public PeerLimits fork(Fork fork) {
    throw new IllegalStateException("forked by its stack");
  }

  PeerLimits fork(Ipv4Settings doubles, Fork fork) {
    return new PeerLimits(this, doubles, fork);
  }

  /// Whether one more message of a limited kind may be sent by the host at all.
  boolean allowGlobally() {
    if (credit > 0) {
      return true;
    }
    long passed = Math.min(core.now().since(creditStamp).toMillis(), 1000);
    boolean never = creditStamp.equals(SimTime.ZERO);
    if (!never && passed < 20) {
      return false;
    }
    long burst = settings.number("icmp_msgs_burst");
    long more = settings.number("icmp_msgs_per_sec") * (never ? 1000 : passed) / 1000;
    if (more == 0) {
      return false;
    }
    creditStamp = core.now();
    credit = Math.min(credit + more, burst);
    return true;
  }

  /// Whether a message of a limited kind may be sent to `peer` (`icmpv4_xrlim_allow`).
  boolean allow(Ipv4Address peer) {
    long cost = settings.number("icmp_ratelimit");
    Peer known = find(peer);
    long tokens = Math.min(known.tokens() + now() - known.last(), BURST_FACTOR * cost);
    boolean allowed = tokens >= cost;
    peers.put(peer, new Peer(allowed ? tokens - cost : tokens, now(), known.redirects()));
    if (allowed) {
      credit -= core.randomness().below(3);
    }
    return allowed;
  }

  /// Whether `peer` is told that its packet has no way on (`ip_error`).
  boolean allowUnreachable(Ipv4Address peer) {
    Peer known = find(peer);
    long tokens = Math.min(known.tokens() + now() - known.last(), ERROR_BURST);
    boolean allowed = tokens >= ERROR_COST;
    peers.put(peer, new Peer(allowed ? tokens - ERROR_COST : tokens, now(), known.redirects()));
    return allowed;
  }

  /// Whether `peer` is told of a better router once more (`ip_rt_send_redirect`): less and less
  /// often, and then no more until it has been silent for some time.
  boolean allowRedirect(Ipv4Address peer) {
    Peer known = find(peer);
    if (now() > known.last() + REDIRECT_SILENCE) {
      known = new Peer(0, known.last(), 0);
    }
    if (known.redirects() >= REDIRECTS) {
      peers.put(peer, new Peer(known.tokens(), now(), known.redirects()));
      return false;
    }
    boolean allowed =
        known.redirects() == 0 || now() > known.last() + (REDIRECT_LOAD << known.redirects());
    peers.put(peer, allowed ? new Peer(known.tokens(), now(), known.redirects() + 1) : known);
    return allowed;
  }

  /// A host that was never heard of has saved up for a minute.
  private Peer find(Ipv4Address peer) {
    return peers.getOrDefault(peer, new Peer(0, now() - 60_000, 0));
  }

  private long now() {
    return core.now().nanos() / MILLI;
  }
}
