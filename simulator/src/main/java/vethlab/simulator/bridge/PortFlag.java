package vethlab.simulator.bridge;

/// A switch of a bridge port (`BR_*` of `if_bridge.h`, `IFLA_BRPORT_*`).
public enum PortFlag {
  /// Frames may leave by the port that they came in on (`hairpin`, `IFLA_BRPORT_MODE`).
  HAIRPIN,
  /// The port is disabled when a BPDU comes in (`guard`).
  BPDU_GUARD,
  /// The port never becomes the root port (`root_block`, `IFLA_BRPORT_PROTECT`).
  ROOT_BLOCK,
  /// A leaving member is forgotten without asking (`fastleave`).
  MULTICAST_FAST_LEAVE,
  /// Source addresses are learned (`learning`); on by default.
  LEARNING,
  /// Unicast frames to unknown stations leave here (`flood`); on by default.
  FLOOD,
  /// Multicast frames that are flooded leave here (`mcast_flood`); on by default.
  MCAST_FLOOD,
  /// Broadcasts leave here (`bcast_flood`); on by default.
  BCAST_FLOOD,
  /// Multicast goes to each member in a frame of its own (`mcast_to_unicast`).
  MULTICAST_TO_UNICAST,
  /// The bridge answers ARP for stations elsewhere (`proxy_arp`).
  PROXY_ARP,
  /// As PROXY_ARP with the additions of IEEE 802.11 (`proxy_arp_wifi`).
  PROXY_ARP_WIFI,
  /// ARP and ND are answered instead of flooded (`neigh_suppress`).
  NEIGH_SUPPRESS,
  /// VLANs are mapped to tunnels (`vlan_tunnel`).
  VLAN_TUNNEL,
  /// No frames between isolated ports (`isolated`).
  ISOLATED,
  /// Only stations with an entry at this port may send (`locked`).
  LOCKED
}
