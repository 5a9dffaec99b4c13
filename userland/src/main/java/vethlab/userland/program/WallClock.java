package vethlab.userland.program;

import java.time.Instant;
import vethlab.simulator.process.Process;

/// The time of day in the simulated machine: it is started at a fixed moment.
public final class WallClock {

  /// When every machine is started.
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private WallClock() {}

  public static Instant now(Process process) {
    return START.plusNanos(process.now().nanos());
  }
}
