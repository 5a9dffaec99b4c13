package vethlab.simulator.ipv6;

import org.jspecify.annotations.Nullable;

/// A setting that every device has for IPv6 (`struct ipv6_devconf`), by its name under
/// `net.ipv6.conf.*`, with the kernel's built-in value.
///
/// Values are kept in the unit in which the file shows them. A setting that only matters to
/// something that is not modelled can be read; changing it is refused.
enum DeviceSetting {
  ACCEPT_DAD("accept_dad", 1),
  ACCEPT_RA("accept_ra", 1),
  ACCEPT_RA_DEFRTR("accept_ra_defrtr", 1),
  ACCEPT_RA_FROM_LOCAL("accept_ra_from_local", 0),
  ACCEPT_RA_MIN_HOP_LIMIT("accept_ra_min_hop_limit", 1),
  ACCEPT_RA_MIN_LFT("accept_ra_min_lft", 0),
  ACCEPT_RA_MTU("accept_ra_mtu", 1),
  ACCEPT_RA_PINFO("accept_ra_pinfo", 1),
  ACCEPT_RA_RT_INFO_MAX_PLEN(
      "accept_ra_rt_info_max_plen", 0, "route information of router advertisements"),
  ACCEPT_RA_RT_INFO_MIN_PLEN("accept_ra_rt_info_min_plen", 0),
  ACCEPT_RA_RTR_PREF("accept_ra_rtr_pref", 1),
  ACCEPT_REDIRECTS("accept_redirects", 1),
  ACCEPT_SOURCE_ROUTE("accept_source_route", 0, "routing headers"),
  ACCEPT_UNTRACKED_NA("accept_untracked_na", 0, 0, 2),
  ADDR_GEN_MODE("addr_gen_mode", 0, 0, 3),
  AUTOCONF("autoconf", 1),
  DAD_TRANSMITS("dad_transmits", 1),
  DISABLE_IPV6("disable_ipv6", 0),
  DISABLE_POLICY("disable_policy", 0),
  DROP_UNICAST_IN_L2_MULTICAST("drop_unicast_in_l2_multicast", 0),
  DROP_UNSOLICITED_NA("drop_unsolicited_na", 0),
  ENHANCED_DAD("enhanced_dad", 1),
  FORCE_MLD_VERSION("force_mld_version", 0),
  FORCE_TLLAO("force_tllao", 0),
  FORWARDING("forwarding", 0),
  HOP_LIMIT("hop_limit", 64, 1, 255),
  IGNORE_ROUTES_WITH_LINKDOWN("ignore_routes_with_linkdown", 0),
  IOAM6_ENABLED("ioam6_enabled", 0, "in-situ OAM"),
  IOAM6_ID("ioam6_id", 0xffff, "in-situ OAM"),
  IOAM6_ID_WIDE("ioam6_id_wide", 0xffff_ffffL, "in-situ OAM"),
  KEEP_ADDR_ON_DOWN("keep_addr_on_down", 0),
  MAX_ADDRESSES("max_addresses", 16),
  MAX_DESYNC_FACTOR("max_desync_factor", 600, "temporary addresses"),
  MC_FORWARDING("mc_forwarding", 0, "multicast routing"),
  MLDV1_UNSOLICITED_REPORT_INTERVAL("mldv1_unsolicited_report_interval", 10_000),
  MLDV2_UNSOLICITED_REPORT_INTERVAL("mldv2_unsolicited_report_interval", 1000),
  MTU("mtu", 1280),
  NDISC_EVICT_NOCARRIER("ndisc_evict_nocarrier", 1, 0, 1),
  NDISC_NOTIFY("ndisc_notify", 0),
  NDISC_TCLASS("ndisc_tclass", 0, 0, 255),
  OPTIMISTIC_DAD("optimistic_dad", 0, "optimistic addresses"),
  PROXY_NDP("proxy_ndp", 0, "proxy neighbour discovery"),
  RA_DEFRTR_METRIC("ra_defrtr_metric", 1024),
  REGEN_MAX_RETRY("regen_max_retry", 3, "temporary addresses"),
  ROUTER_PROBE_INTERVAL("router_probe_interval", 60),
  ROUTER_SOLICITATION_DELAY("router_solicitation_delay", 1),
  ROUTER_SOLICITATION_INTERVAL("router_solicitation_interval", 4),
  ROUTER_SOLICITATION_MAX_INTERVAL("router_solicitation_max_interval", 3600),
  ROUTER_SOLICITATIONS("router_solicitations", -1, -1, Integer.MAX_VALUE),
  RPL_SEG_ENABLED("rpl_seg_enabled", 0, "routing headers"),
  SEG6_ENABLED("seg6_enabled", 0, "segment routing"),
  SEG6_REQUIRE_HMAC("seg6_require_hmac", 0, "segment routing"),
  SUPPRESS_FRAG_NDISC("suppress_frag_ndisc", 1),
  TEMP_PREFERED_LFT("temp_prefered_lft", 86_400, "temporary addresses"),
  TEMP_VALID_LFT("temp_valid_lft", 604_800, "temporary addresses"),
  USE_OIF_ADDRS_ONLY("use_oif_addrs_only", 0),
  USE_OPTIMISTIC("use_optimistic", 0, "optimistic addresses"),
  USE_TEMPADDR("use_tempaddr", 0, "temporary addresses");

  private final String sysctlName;
  private final long builtIn;
  private final long lowest;
  private final long highest;
  private final @Nullable String unmodelled;

  DeviceSetting(String sysctlName, long builtIn) {
    this(sysctlName, builtIn, Integer.MIN_VALUE, Integer.MAX_VALUE, null);
  }

  DeviceSetting(String sysctlName, long builtIn, long lowest, long highest) {
    this(sysctlName, builtIn, lowest, highest, null);
  }

  DeviceSetting(String sysctlName, long builtIn, String unmodelled) {
    this(sysctlName, builtIn, Integer.MIN_VALUE, 0xffff_ffffL, unmodelled);
  }

  DeviceSetting(
      String sysctlName, long builtIn, long lowest, long highest, @Nullable String unmodelled) {
    this.sysctlName = sysctlName;
    this.builtIn = builtIn;
    this.lowest = lowest;
    this.highest = highest;
    this.unmodelled = unmodelled;
  }

  /// The name of the file.
  String sysctlName() {
    return sysctlName;
  }

  /// What a new namespace has.
  long builtIn() {
    return builtIn;
  }

  long lowest() {
    return lowest;
  }

  long highest() {
    return highest;
  }

  /// What the setting is about, if that is not modelled.
  @Nullable String unmodelled() {
    return unmodelled;
  }
}
