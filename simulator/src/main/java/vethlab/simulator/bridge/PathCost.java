package vethlab.simulator.bridge;

import vethlab.simulator.device.NetDevice;

/// What a link costs on the way to the root, by its speed (`port_cost`).
final class PathCost {

  private PathCost() {}

  static int of(NetDevice device) {
    int megabits = device.speedMegabits();
    if (megabits == 0) {
      return 100;
    }
    if (megabits > 10_000) {
      return 1;
    }
    return switch (megabits) {
      case 10_000 -> 2;
      case 5_000 -> 3;
      case 2_500 -> 4;
      case 1_000 -> 5;
      case 100 -> 19;
      default -> 100;
    };
  }
}
