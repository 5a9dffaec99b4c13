package vethlab.simulator.bridge;

/// A switch of a bridge beside its larger parts (`BROPT_*`).
public enum BridgeOption {
  /// Nothing is learned from frames of link-local groups that are kept (`no_linklocal_learn`).
  NO_LINK_LOCAL_LEARNING,
  /// Frames are counted for each VLAN (`vlan_stats_enabled`).
  VLAN_STATISTICS,
  /// And for each VLAN of each port (`vlan_stats_per_port`).
  VLAN_STATISTICS_PER_PORT,
  /// Bridged IPv4 passes iptables, whatever the namespace says (`nf_call_iptables`).
  CALL_IPTABLES,
  /// The same for IPv6 (`nf_call_ip6tables`).
  CALL_IP6TABLES,
  /// The same for ARP (`nf_call_arptables`).
  CALL_ARPTABLES
}
