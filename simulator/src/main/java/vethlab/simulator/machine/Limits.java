package vethlab.simulator.machine;

import java.time.Duration;

/// How much of everything one run may use; reaching one ends the run with a named outcome.
///
/// @param frames frames received by all devices together
/// @param events events on the timeline
/// @param time virtual time
/// @param commands commands that shells execute
/// @param outputOctets octets printed
/// @param computing time of the real machine
public record Limits(
    long frames, long events, Duration time, long commands, long outputOctets, Duration computing) {

  public static final Limits DEFAULT =
      new Limits(
          2_000_000, 5_000_000, Duration.ofDays(1), 2_000_000, 64L << 20, Duration.ofSeconds(60));
}
