package vethlab.simulator.rtnetlink;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.bridge.PortFlag;

/// A setting of a bridge port, named as `ip link … type bridge_slave` names it, in the order in
/// which the kernel carries them out (`br_setport`).
public enum PortSetting {
  HAIRPIN(PortFlag.HAIRPIN),
  GUARD(PortFlag.BPDU_GUARD),
  FASTLEAVE(PortFlag.MULTICAST_FAST_LEAVE),
  ROOT_BLOCK(PortFlag.ROOT_BLOCK),
  LEARNING(PortFlag.LEARNING),
  FLOOD(PortFlag.FLOOD),
  MCAST_FLOOD(PortFlag.MCAST_FLOOD),
  MCAST_TO_UNICAST(PortFlag.MULTICAST_TO_UNICAST),
  BCAST_FLOOD(PortFlag.BCAST_FLOOD),
  PROXY_ARP(PortFlag.PROXY_ARP),
  PROXY_ARP_WIFI(PortFlag.PROXY_ARP_WIFI),
  VLAN_TUNNEL(PortFlag.VLAN_TUNNEL),
  NEIGH_SUPPRESS(PortFlag.NEIGH_SUPPRESS),
  ISOLATED(PortFlag.ISOLATED),
  LOCKED(PortFlag.LOCKED),
  COST(null),
  PRIORITY(null),
  /// A number, as the port states are numbered.
  STATE(null),
  /// Not a value: what was learned here is forgotten.
  FDB_FLUSH(null),
  MCAST_ROUTER(null),
  GROUP_FWD_MASK(null),
  /// The index of another port; 0 for none.
  BACKUP_PORT(null);

  private final @Nullable PortFlag flag;

  PortSetting(@Nullable PortFlag flag) {
    this.flag = flag;
  }

  /// The switch that it is, or null if it is something else.
  public @Nullable PortFlag flag() {
    return flag;
  }

  /// The keyword, such as `mcast_flood`.
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }
}
