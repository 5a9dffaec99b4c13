package vethlab.simulator.bridge;

import java.time.Duration;

/// Times in bridge protocol data units: in 256ths of a second on the wire, in ticks of the kernel's
/// clock inside (`br_set_ticks`, `br_get_ticks`).
final class BpduTime {

  /// Ticks of the kernel's clock in a second (`CONFIG_HZ`).
  private static final long HZ = 250;

  private static final long WIRE_HZ = 256;

  private static final Duration TICK = Duration.ofSeconds(1).dividedBy(HZ);

  /// What a bridge adds to the age of what it passes on: one tick.
  static final Duration INCREMENT = TICK;

  private BpduTime() {}

  static int toWire(Duration time) {
    return (int) (time.dividedBy(TICK) * WIRE_HZ / HZ);
  }

  static Duration fromWire(int value) {
    return TICK.multipliedBy((value * HZ + WIRE_HZ - 1) / WIRE_HZ);
  }
}
