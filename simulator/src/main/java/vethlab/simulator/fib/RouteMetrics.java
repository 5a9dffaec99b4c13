package vethlab.simulator.fib;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;

/// The metrics that a route carries; those locked are not adjusted by what the network says.
public record RouteMetrics(
    ImmutableSortedMap<RouteMetric, Integer> values, ImmutableSet<RouteMetric> locked) {

  public static final RouteMetrics NONE =
      new RouteMetrics(ImmutableSortedMap.of(), ImmutableSet.of());

  /// One metric, not locked.
  public static RouteMetrics of(RouteMetric metric, int value) {
    return new RouteMetrics(ImmutableSortedMap.of(metric, value), ImmutableSet.of());
  }

  /// The value, or 0 if it is not set.
  public int get(RouteMetric metric) {
    return values.getOrDefault(metric, 0);
  }

  public boolean isLocked(RouteMetric metric) {
    return locked.contains(metric);
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }
}
