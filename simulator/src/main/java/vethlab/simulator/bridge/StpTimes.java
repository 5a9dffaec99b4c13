package vethlab.simulator.bridge;

import java.time.Duration;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;

/// The times of a spanning tree, which its root decides for all.
///
/// @param maxAge how long what was heard counts
/// @param helloTime how often the root speaks
/// @param forwardDelay how long a port listens, and then learns
public record StpTimes(Duration maxAge, Duration helloTime, Duration forwardDelay) {

  public static final StpTimes DEFAULT =
      new StpTimes(Duration.ofSeconds(20), Duration.ofSeconds(2), Duration.ofSeconds(15));

  /// What a person may ask for.
  static final Range MAX_AGE = new Range(Duration.ofSeconds(6), Duration.ofSeconds(40));

  static final Range HELLO_TIME = new Range(Duration.ofSeconds(1), Duration.ofSeconds(10));
  static final Range FORWARD_DELAY = new Range(Duration.ofSeconds(2), Duration.ofSeconds(30));

  /// The shortest and the longest time allowed.
  record Range(Duration least, Duration most) {

    void check(Duration time) {
      if (!clamp(time).equals(time)) {
        throw new KernelError(Errno.ERANGE);
      }
    }

    Duration clamp(Duration time) {
      if (time.compareTo(least) < 0) {
        return least;
      }
      return time.compareTo(most) > 0 ? most : time;
    }
  }

  StpTimes withMaxAge(Duration other) {
    return new StpTimes(other, helloTime, forwardDelay);
  }

  StpTimes withHelloTime(Duration other) {
    return new StpTimes(maxAge, other, forwardDelay);
  }

  StpTimes withForwardDelay(Duration other) {
    return new StpTimes(maxAge, helloTime, other);
  }
}
