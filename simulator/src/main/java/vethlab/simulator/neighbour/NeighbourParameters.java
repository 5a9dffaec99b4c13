package vethlab.simulator.neighbour;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;

/// The settings of neighbour discovery on one device (`neigh_parms`), or the pattern that a new
/// device copies (`default`; one for all namespaces).
public final class NeighbourParameters implements Forkable {

  private final Map<NeighbourParameter, Long> values;
  private final Set<NeighbourParameter> chosen = EnumSet.noneOf(NeighbourParameter.class);

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
    parameters.values.put(NeighbourParameter.LOCKTIME, 0L);
    return parameters;
  }

  private NeighbourParameters(Map<NeighbourParameter, Long> values) {
    this.values = values;
  }

  private NeighbourParameters(NeighbourParameters original, Fork fork) {
    this(new EnumMap<>(original.values));
    fork.enter(original, this);
    chosen.addAll(original.chosen);
  }

  @Override
  public NeighbourParameters fork(Fork fork) {
    return new NeighbourParameters(this, fork);
  }

  /// The same values; what is chosen here counts as chosen there.
  NeighbourParameters copy() {
    NeighbourParameters copy = new NeighbourParameters(new EnumMap<>(values));
    copy.chosen.addAll(chosen);
    return copy;
  }

  /// The value as it is kept: milliseconds for times.
  public long get(NeighbourParameter parameter) {
    return values.getOrDefault(parameter, 0L);
  }

  /// Chooses a value of one device: it no longer follows the defaults.
  public void set(NeighbourParameter parameter, long value) {
    values.put(parameter, value);
    chosen.add(parameter);
  }

  /// No value follows the defaults any more: the device has an address
  /// (`neigh_parms_data_state_setall`).
  public void chooseAll() {
    chosen.addAll(EnumSet.allOf(NeighbourParameter.class));
  }

  void follow(NeighbourParameter parameter, long value) {
    if (!chosen.contains(parameter)) {
      values.put(parameter, value);
    }
  }

  Duration time(NeighbourParameter parameter) {
    return Duration.ofMillis(get(parameter));
  }

  int count(NeighbourParameter parameter) {
    return (int) Math.min(get(parameter), Integer.MAX_VALUE);
  }
}
