package vethlab.simulator.socket.tcp;

import java.time.Duration;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;

/// How long the other side takes to answer, and so how long to wait for it (RFC 6298;
/// `tcp_rtt_estimator`, with Linux's lower bound of 200 ms on the variation).
final class RoundTrip implements Forkable {

  private static final Duration INITIAL = Duration.ofSeconds(1);
  private static final long LEAST_VARIATION = Duration.ofMillis(200).toNanos();
  private static final Duration MOST = Duration.ofSeconds(120);

  private long smoothed;
  private long variation;
  private int backoff;

  RoundTrip() {}

  private RoundTrip(RoundTrip original, Fork fork) {
    fork.enter(original, this);
    smoothed = original.smoothed;
    variation = original.variation;
    backoff = original.backoff;
  }

  @Override
  public RoundTrip fork(Fork fork) {
    return new RoundTrip(this, fork);
  }

  /// Takes one measurement in.
  void measured(Duration time) {
    long nanos = Math.max(1, time.toNanos());
    if (smoothed == 0) {
      smoothed = nanos;
      variation = nanos / 2;
    } else {
      variation += (Math.abs(nanos - smoothed) - variation) / 4;
      smoothed += (nanos - smoothed) / 8;
    }
    backoff = 0;
  }

  /// Something was acknowledged: the next timeout is a first one again.
  void answered() {
    backoff = 0;
  }

  /// The timeout passed without an answer: the next one is twice as long.
  void expired() {
    backoff++;
  }

  /// How many timeouts have passed without an answer.
  int expirations() {
    return backoff;
  }

  /// How long to wait for an answer now.
  Duration timeout() {
    Duration base =
        smoothed == 0
            ? INITIAL
            : Duration.ofNanos(smoothed + Math.max(4 * variation, LEAST_VARIATION));
    Duration backedOff = base.multipliedBy(1L << Math.min(backoff, 20));
    return backedOff.compareTo(MOST) > 0 ? MOST : backedOff;
  }
}
