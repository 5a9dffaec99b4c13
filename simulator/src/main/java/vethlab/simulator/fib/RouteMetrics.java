package vethlab.simulator.fib;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import java.util.TreeMap;

/// The metrics that a route carries; those locked are not adjusted by what the network says.
public record RouteMetrics(
    ImmutableSortedMap<RouteMetric, Integer> values, ImmutableSet<RouteMetric> locked) {

  public static final RouteMetrics NONE =
      new RouteMetrics(ImmutableSortedMap.of(), ImmutableSet.of());

  /// One metric, not locked.
  public static RouteMetrics of(RouteMetric metric, int value) {
    return new RouteMetrics(ImmutableSortedMap.of(metric, value), ImmutableSet.of());
  }

  /// The same with one metric set.
  public RouteMetrics with(RouteMetric metric, int value) {
    TreeMap<RouteMetric, Integer> changed = new TreeMap<>(values);
    changed.put(metric, value);
    return new RouteMetrics(ImmutableSortedMap.copyOfSorted(changed), locked);
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
