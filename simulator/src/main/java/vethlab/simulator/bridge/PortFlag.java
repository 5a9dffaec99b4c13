package vethlab.simulator.bridge;

/// A switch of a bridge port (`BR_*` of `if_bridge.h`, `IFLA_BRPORT_*`).
public enum PortFlag {
  /// Frames may leave by the port that they came in on (`hairpin`, `IFLA_BRPORT_MODE`).
  HAIRPIN("hairpin"),
  /// The port is disabled when a BPDU comes in (`guard`).
  BPDU_GUARD("guard"),
  /// The port never becomes the root port (`root_block`, `IFLA_BRPORT_PROTECT`).
  ROOT_BLOCK("root_block"),
  /// A leaving member is forgotten without asking (`fastleave`).
  MULTICAST_FAST_LEAVE("fastleave"),
  /// Source addresses are learned (`learning`); on by default.
  LEARNING("learning"),
  /// Unicast frames to unknown stations leave here (`flood`); on by default.
  FLOOD("flood"),
  /// Multicast frames that are flooded leave here (`mcast_flood`); on by default.
  MCAST_FLOOD("mcast_flood"),
  /// Broadcasts leave here (`bcast_flood`); on by default.
  BCAST_FLOOD("bcast_flood"),
  /// Multicast goes to each member in a frame of its own (`mcast_to_unicast`).
  MULTICAST_TO_UNICAST("mcast_to_unicast"),
  /// The bridge answers ARP for stations elsewhere (`proxy_arp`).
  PROXY_ARP("proxy_arp"),
  /// As PROXY_ARP with the additions of IEEE 802.11 (`proxy_arp_wifi`).
  PROXY_ARP_WIFI("proxy_arp_wifi"),
  /// ARP and ND are answered instead of flooded (`neigh_suppress`).
  NEIGH_SUPPRESS("neigh_suppress"),
  /// VLANs are mapped to tunnels (`vlan_tunnel`).
  VLAN_TUNNEL("vlan_tunnel"),
  /// No frames between isolated ports (`isolated`).
  ISOLATED("isolated"),
  /// Only stations with an entry at this port may send (`locked`).
  LOCKED("locked");

  private final String text;

  PortFlag(String text) {
    this.text = text;
  }

  /// The name that iproute2 has for it.
  public String text() {
    return text;
  }
}
