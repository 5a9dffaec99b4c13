package vethlab.simulator.time;

import java.time.Duration;

/// Clock ticks (`jiffies`), in which the kernel counts its coarse delays: 250 a second, as Debian
/// configures it (`CONFIG_HZ`).
public final class Ticks {

  public static final long PER_SECOND = 250;

  private static final long NANOS = 1_000_000_000L / PER_SECOND;

  private Ticks() {}

  /// How long `ticks` last.
  public static Duration duration(long ticks) {
    return Duration.ofNanos(Math.multiplyExact(ticks, NANOS));
  }

  /// The ticks in `millis`, rounded up (`msecs_to_jiffies`).
  public static long ofMillis(long millis) {
    return Math.ceilDiv(Math.multiplyExact(millis, PER_SECOND), 1000L);
  }

  public static long ofSeconds(long seconds) {
    return Math.multiplyExact(seconds, PER_SECOND);
  }
}
