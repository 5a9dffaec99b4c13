package vethlab.simulator.bridge;

/// A number of multicast snooping (`mcast_*` of `ip -d link`), and its default; intervals are in
/// hundredths of a second.
///
/// Without a querier in the network none of them changes where a frame goes.
public enum MulticastParameter {
  ROUTER(1),
  QUERY_USE_IFADDR(0),
  QUERIER(0),
  HASH_ELASTICITY(16),
  HASH_MAX(4096),
  LAST_MEMBER_COUNT(2),
  STARTUP_QUERY_COUNT(2),
  LAST_MEMBER_INTERVAL(100),
  MEMBERSHIP_INTERVAL(26000),
  QUERIER_INTERVAL(25500),
  QUERY_INTERVAL(12500),
  QUERY_RESPONSE_INTERVAL(1000),
  /// A quarter of the query interval, cut to the kernel's clock ticks.
  STARTUP_QUERY_INTERVAL(3124),
  STATS_ENABLED(0),
  IGMP_VERSION(2),
  MLD_VERSION(1),
  VLAN_SNOOPING(0);

  private final long initial;

  MulticastParameter(long initial) {
    this.initial = initial;
  }

  /// The value that a bridge starts with.
  public long initial() {
    return initial;
  }
}
