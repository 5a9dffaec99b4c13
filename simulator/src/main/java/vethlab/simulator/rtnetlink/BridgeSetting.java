package vethlab.simulator.rtnetlink;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.bridge.BridgeOption;
import vethlab.simulator.bridge.MulticastParameter;

/// A setting of a bridge, named as `ip link … type bridge` names it, in the order in which the
/// kernel carries them out (`br_changelink`). Times are in hundredths of a second.
public enum BridgeSetting {
  FORWARD_DELAY,
  HELLO_TIME,
  MAX_AGE,
  AGEING_TIME,
  STP_STATE,
  PRIORITY,
  VLAN_FILTERING,
  /// An EtherType.
  VLAN_PROTOCOL,
  VLAN_DEFAULT_PVID,
  VLAN_STATS_ENABLED(BridgeOption.VLAN_STATISTICS),
  VLAN_STATS_PER_PORT(BridgeOption.VLAN_STATISTICS_PER_PORT),
  GROUP_FWD_MASK,
  /// A MAC address as a number.
  GROUP_ADDRESS,
  /// Not a value: what is learned is forgotten.
  FDB_FLUSH,
  MCAST_ROUTER(MulticastParameter.ROUTER),
  MCAST_SNOOPING,
  MCAST_QUERY_USE_IFADDR(MulticastParameter.QUERY_USE_IFADDR),
  MCAST_QUERIER(MulticastParameter.QUERIER),
  MCAST_HASH_ELASTICITY(MulticastParameter.HASH_ELASTICITY),
  MCAST_HASH_MAX(MulticastParameter.HASH_MAX),
  MCAST_LAST_MEMBER_COUNT(MulticastParameter.LAST_MEMBER_COUNT),
  MCAST_STARTUP_QUERY_COUNT(MulticastParameter.STARTUP_QUERY_COUNT),
  MCAST_LAST_MEMBER_INTERVAL(MulticastParameter.LAST_MEMBER_INTERVAL),
  MCAST_MEMBERSHIP_INTERVAL(MulticastParameter.MEMBERSHIP_INTERVAL),
  MCAST_QUERIER_INTERVAL(MulticastParameter.QUERIER_INTERVAL),
  MCAST_QUERY_INTERVAL(MulticastParameter.QUERY_INTERVAL),
  MCAST_QUERY_RESPONSE_INTERVAL(MulticastParameter.QUERY_RESPONSE_INTERVAL),
  MCAST_STARTUP_QUERY_INTERVAL(MulticastParameter.STARTUP_QUERY_INTERVAL),
  MCAST_STATS_ENABLED(MulticastParameter.STATS_ENABLED),
  MCAST_IGMP_VERSION(MulticastParameter.IGMP_VERSION),
  MCAST_MLD_VERSION(MulticastParameter.MLD_VERSION),
  NF_CALL_IPTABLES(BridgeOption.CALL_IPTABLES),
  NF_CALL_IP6TABLES(BridgeOption.CALL_IP6TABLES),
  NF_CALL_ARPTABLES(BridgeOption.CALL_ARPTABLES),
  NO_LINKLOCAL_LEARN(BridgeOption.NO_LINK_LOCAL_LEARNING),
  MCAST_VLAN_SNOOPING(MulticastParameter.VLAN_SNOOPING);

  private final @Nullable MulticastParameter parameter;
  private final @Nullable BridgeOption option;

  BridgeSetting() {
    this.parameter = null;
    this.option = null;
  }

  BridgeSetting(MulticastParameter parameter) {
    this.parameter = parameter;
    this.option = null;
  }

  BridgeSetting(BridgeOption option) {
    this.parameter = null;
    this.option = option;
  }

  /// The number of multicast snooping that it is, or null.
  @Nullable MulticastParameter parameter() {
    return parameter;
  }

  /// The switch that it is, or null.
  @Nullable BridgeOption option() {
    return option;
  }

  /// The keyword, such as `forward_delay`.
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }
}
