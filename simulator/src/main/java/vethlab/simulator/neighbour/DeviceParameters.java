package vethlab.simulator.neighbour;

import java.time.Duration;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.time.SimTime;

/// The settings of one device, and the reachable time drawn from them.
final class DeviceParameters {

  private static final Duration DRAWN_ANEW = Duration.ofSeconds(300);

  private final NeighbourParameters settings;
  private Duration reachableTime;
  private long base;
  private SimTime drawn;

  DeviceParameters(NeighbourParameters settings, NetCore core) {
    this.settings = settings;
    this.base = settings.get(NeighbourParameter.BASE_REACHABLE_TIME);
    this.drawn = core.now();
    this.reachableTime = draw(core);
  }

  private DeviceParameters(DeviceParameters original) {
    this.settings = original.settings.copy();
    this.reachableTime = original.reachableTime;
    this.base = original.base;
    this.drawn = original.drawn;
  }

  DeviceParameters copy() {
    return new DeviceParameters(this);
  }

  NeighbourParameters settings() {
    return settings;
  }

  /// Drawn anew five minutes after the last draw, and at once when the base was changed.
  Duration reachableTime(NetCore core) {
    long newBase = settings.get(NeighbourParameter.BASE_REACHABLE_TIME);
    if (newBase != base || core.now().since(drawn).compareTo(DRAWN_ANEW) > 0) {
      base = newBase;
      drawn = core.now();
      reachableTime = draw(core);
    }
    return reachableTime;
  }

  private Duration draw(NetCore core) {
    return base == 0
        ? Duration.ZERO
        : Duration.ofMillis(core.randomness().below(base) + (base >> 1));
  }
}
