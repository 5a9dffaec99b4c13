package vethlab.simulator.neighbour;

import java.time.Duration;
import java.util.Arrays;

/// The settings of neighbour discovery on one device (`neigh_parms`), or the pattern that a new
/// device copies (`default`).
public final class NeighbourParameters {

  private final long[] values;

  /// What ARP starts with (`arp_tbl`).
  public static NeighbourParameters ofArp() {
    long[] values = new long[NeighbourParameter.values().length];
    for (NeighbourParameter each : NeighbourParameter.values()) {
      values[each.ordinal()] = each.initial();
    }
    return new NeighbourParameters(values);
  }

  /// What IPv6 neighbour discovery starts with (`nd_tbl`): no lock time.
  public static NeighbourParameters ofNeighbourDiscovery() {
    NeighbourParameters parameters = ofArp();
    parameters.set(NeighbourParameter.LOCKTIME, 0);
    return parameters;
  }

  private NeighbourParameters(long[] values) {
    this.values = values;
  }

  public NeighbourParameters copy() {
    return new NeighbourParameters(Arrays.copyOf(values, values.length));
  }

  /// The value as it is kept: milliseconds for times.
  public long get(NeighbourParameter parameter) {
    return values[parameter.ordinal()];
  }

  public void set(NeighbourParameter parameter, long value) {
    values[parameter.ordinal()] = value;
  }

  Duration time(NeighbourParameter parameter) {
    return Duration.ofMillis(get(parameter));
  }

  int count(NeighbourParameter parameter) {
    return (int) Math.min(get(parameter), Integer.MAX_VALUE);
  }
}
