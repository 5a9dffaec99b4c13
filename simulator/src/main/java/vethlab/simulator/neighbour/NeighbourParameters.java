package vethlab.simulator.neighbour;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// The settings of neighbour discovery on one device (`neigh_parms`), or the pattern that a new
/// device copies (`default`).
public final class NeighbourParameters {

  private final Map<NeighbourParameter, Long> values;

  /// What ARP starts with (`arp_tbl`).
  public static NeighbourParameters ofArp() {
    Map<NeighbourParameter, Long> values = new EnumMap<>(NeighbourParameter.class);
    for (NeighbourParameter each : NeighbourParameter.values()) {
      values.put(each, each.initial());
    }
    return new NeighbourParameters(values);
  }

  /// What IPv6 neighbour discovery starts with (`nd_tbl`): no lock time.
  public static NeighbourParameters ofNeighbourDiscovery() {
    NeighbourParameters parameters = ofArp();
    parameters.set(NeighbourParameter.LOCKTIME, 0);
    return parameters;
  }

  private NeighbourParameters(Map<NeighbourParameter, Long> values) {
    this.values = values;
  }

  public NeighbourParameters copy() {
    return new NeighbourParameters(new EnumMap<>(values));
  }

  /// The value as it is kept: milliseconds for times.
  public long get(NeighbourParameter parameter) {
    return values.getOrDefault(parameter, 0L);
  }

  public void set(NeighbourParameter parameter, long value) {
    values.put(parameter, value);
  }

  Duration time(NeighbourParameter parameter) {
    return Duration.ofMillis(get(parameter));
  }

  int count(NeighbourParameter parameter) {
    return (int) Math.min(get(parameter), Integer.MAX_VALUE);
  }
}
