package vethlab.simulator.time;

import java.time.Duration;

/// A point in virtual time: nanoseconds since the simulated machine was started, never negative.
public record SimTime(long nanos) implements Comparable<SimTime> {

  /// The moment at which the machine starts.
  public static final SimTime ZERO = new SimTime(0);

  public SimTime {
    if (nanos < 0) {
      throw new IllegalArgumentException("time before the start: " + nanos + " ns");
    }
  }

  public static SimTime ofSeconds(long seconds) {
    return new SimTime(Math.multiplyExact(seconds, 1_000_000_000L));
  }

  public static SimTime ofMillis(long millis) {
    return new SimTime(Math.multiplyExact(millis, 1_000_000L));
  }

  public SimTime plus(Duration duration) {
    return new SimTime(Math.addExact(nanos, duration.toNanos()));
  }

  /// The time from `earlier` to this; negative if this is the earlier one.
  public Duration since(SimTime earlier) {
    return Duration.ofNanos(nanos - earlier.nanos);
  }

  public boolean isBefore(SimTime other) {
    return nanos < other.nanos;
  }

  @Override
  public int compareTo(SimTime other) {
    return Long.compare(nanos, other.nanos);
  }

  /// Seconds with nine decimals, as in `1.000000000 s`.
  @Override
  public String toString() {
    return String.format("%d.%09d s", nanos / 1_000_000_000L, nanos % 1_000_000_000L);
  }
}
