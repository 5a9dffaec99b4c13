package vethlab.simulator.ipv4;

/// One setting of IPv4 on a device (`IPV4_DEVCONF_*`): its name, its default in the root namespace,
/// and how the values of `all` and of the device combine.
public enum DeviceSetting {
  ACCEPT_LOCAL("accept_local", 0, Combination.OR),
  ACCEPT_REDIRECTS("accept_redirects", 1, Combination.DEVICE),
  ACCEPT_SOURCE_ROUTE("accept_source_route", 1, Combination.AND),
  ARP_ACCEPT("arp_accept", 0, Combination.MAXIMUM),
  ARP_ANNOUNCE("arp_announce", 0, Combination.MAXIMUM),
  ARP_EVICT_NOCARRIER("arp_evict_nocarrier", 1, Combination.AND),
  ARP_FILTER("arp_filter", 0, Combination.OR),
  ARP_IGNORE("arp_ignore", 0, Combination.MAXIMUM),
  ARP_NOTIFY("arp_notify", 0, Combination.MAXIMUM),
  BC_FORWARDING("bc_forwarding", 0, Combination.AND),
  BOOTP_RELAY("bootp_relay", 0, Combination.AND),
  DISABLE_POLICY("disable_policy", 0, Combination.DEVICE),
  DISABLE_XFRM("disable_xfrm", 0, Combination.DEVICE),
  DROP_GRATUITOUS_ARP("drop_gratuitous_arp", 0, Combination.OR),
  DROP_UNICAST_IN_L2_MULTICAST("drop_unicast_in_l2_multicast", 0, Combination.OR),
  FORCE_IGMP_VERSION("force_igmp_version", 0, Combination.ALL_FIRST),
  FORWARDING("forwarding", 0, Combination.DEVICE),
  IGMPV2_UNSOLICITED_REPORT_INTERVAL(
      "igmpv2_unsolicited_report_interval", 10_000, Combination.DEVICE),
  IGMPV3_UNSOLICITED_REPORT_INTERVAL(
      "igmpv3_unsolicited_report_interval", 1_000, Combination.DEVICE),
  IGNORE_ROUTES_WITH_LINKDOWN("ignore_routes_with_linkdown", 0, Combination.OR),
  LOG_MARTIANS("log_martians", 0, Combination.OR),
  MC_FORWARDING("mc_forwarding", 0, Combination.AND),
  MEDIUM_ID("medium_id", 0, Combination.DEVICE),
  PROMOTE_SECONDARIES("promote_secondaries", 0, Combination.OR),
  PROXY_ARP("proxy_arp", 0, Combination.OR),
  PROXY_ARP_PVLAN("proxy_arp_pvlan", 0, Combination.OR),
  ROUTE_LOCALNET("route_localnet", 0, Combination.OR),
  RP_FILTER("rp_filter", 0, Combination.MAXIMUM),
  SECURE_REDIRECTS("secure_redirects", 1, Combination.OR),
  SEND_REDIRECTS("send_redirects", 1, Combination.OR),
  SHARED_MEDIA("shared_media", 1, Combination.OR),
  SRC_VALID_MARK("src_valid_mark", 0, Combination.OR),
  TAG("tag", 0, Combination.DEVICE);

  /// How the value of `all` and that of a device make the one that counts (`IN_DEV_ANDCONF`,
  /// `IN_DEV_ORCONF`, `IN_DEV_MAXCONF`).
  enum Combination {
    AND,
    OR,
    MAXIMUM,
    DEVICE,
    /// The value of `all` unless it is 0.
    ALL_FIRST;

    int of(int all, int device) {
      return switch (this) {
        case AND -> all != 0 && device != 0 ? 1 : 0;
        case OR -> all != 0 || device != 0 ? 1 : 0;
        case MAXIMUM -> Math.max(all, device);
        case DEVICE -> device;
        case ALL_FIRST -> all != 0 ? all : device;
      };
    }
  }

  private final String sysctlName;
  private final int initial;
  private final Combination combination;

  DeviceSetting(String sysctlName, int initial, Combination combination) {
    this.sysctlName = sysctlName;
    this.initial = initial;
    this.combination = combination;
  }

  /// The file's name in `/proc/sys/net/ipv4/conf/DEVICE`.
  public String sysctlName() {
    return sysctlName;
  }

  /// What `default` starts with.
  int initial() {
    return initial;
  }

  Combination combination() {
    return combination;
  }
}
