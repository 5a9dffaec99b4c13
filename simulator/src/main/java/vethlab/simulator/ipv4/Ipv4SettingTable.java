package vethlab.simulator.ipv4;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Arrays;

/// The settings of `net.ipv4` that belong to no device, as `sysctl -a` of Linux 6.1 lists them:
/// name, default in a new namespace, range of the numbers (`sysctl_net_ipv4.c`), and whether it is
/// read only, exists in the root namespace alone, or cannot have another value here.
///
/// Those that are neither used nor fixed change nothing that can be seen from outside: memory
/// limits, sizes of caches, short cuts, parts that cannot be switched on.
final class Ipv4SettingTable {

  /// One row.
  ///
  /// @param initial numbers separated by tabs, or text
  /// @param minimum of each number
  /// @param maximum of each number; below the minimum for text
  /// @param fixed whether another value would change what happens in a way that is not modelled
  record Row(
      String initial,
      long minimum,
      long maximum,
      boolean readOnly,
      boolean rootOnly,
      boolean fixed) {

    boolean isText() {
      return minimum > maximum;
    }
  }

  private static final String TABLE =
      """
      cipso_cache_bucket_size | 10 | -2147483648..2147483647 | root
      cipso_cache_enable | 1 | -2147483648..2147483647 | root
      cipso_rbm_optfmt | 0 | -2147483648..2147483647 | root
      cipso_rbm_strictvalid | 1 | -2147483648..2147483647 | root
      fib_multipath_hash_fields | 7 | 1..255 |
      fib_multipath_hash_policy | 0 | 0..3 |
      fib_multipath_use_neigh | 0 | 0..1 |
      fib_notify_on_flag_change | 0 | 0..2 |
      fib_sync_mem | 524288 | 65536..67108864 | root
      fwmark_reflect | 0 | 0..255 |
      icmp_echo_enable_probe | 0 | 0..1 | fixed
      icmp_echo_ignore_all | 0 | 0..1 |
      icmp_echo_ignore_broadcasts | 1 | 0..1 |
      icmp_errors_use_inbound_ifaddr | 0 | 0..1 |
      icmp_ignore_bogus_error_responses | 1 | 0..1 |
      icmp_msgs_burst | 50 | 0..2147483647 |
      icmp_msgs_per_sec | 1000 | 0..2147483647 |
      icmp_ratelimit | 1000 | -2147483648..2147483647 |
      icmp_ratemask | 6168 | -2147483648..2147483647 |
      igmp_link_local_mcast_reports | 1 | 0..255 |
      igmp_max_memberships | 20 | -2147483648..2147483647 | fixed
      igmp_max_msf | 10 | -2147483648..2147483647 |
      igmp_qrv | 2 | 1..2147483647 |
      inet_peer_maxttl | 600 | -2147483648..2147483647 | root
      inet_peer_minttl | 120 | -2147483648..2147483647 | root
      inet_peer_threshold | 22384 | -2147483648..2147483647 | root
      ip_autobind_reuse | 0 | 0..1 |
      ip_default_ttl | 64 | 1..255 |
      ip_dynaddr | 0 | 0..255 |
      ip_early_demux | 1 | 0..255 |
      ip_forward_update_priority | 1 | 0..1 |
      ip_forward_use_pmtu | 0 | 0..255 |
      ip_local_port_range | 32768 60999 | 1..65535 | fixed
      ip_local_reserved_ports |  | text | fixed
      ip_no_pmtu_disc | 0 | 0..255 |
      ip_nonlocal_bind | 0 | 0..255 | fixed
      ip_unprivileged_port_start | 1024 | 0..65535 | fixed
      ipfrag_high_thresh | 4194304 | 0..9223372036854775807 |
      ipfrag_low_thresh | 3145728 | 0..9223372036854775807 |
      ipfrag_max_dist | 64 | -2147483648..2147483647 |
      ipfrag_secret_interval | 0 | -2147483648..2147483647 | root
      ipfrag_time | 30 | -2147483648..2147483647 |
      nexthop_compat_mode | 1 | 0..1 |
      ping_group_range | 1 0 | -2147483648..2147483647 | fixed
      raw_l3mdev_accept | 1 | 0..1 |
      route/error_burst | 1250 | -2147483648..2147483647 | root fixed
      route/error_cost | 250 | -2147483648..2147483647 | root fixed
      route/gc_elasticity | 8 | -2147483648..2147483647 | root
      route/gc_interval | 60 | -2147483648..2147483647 | root
      route/gc_min_interval | 0 | -2147483648..2147483647 | root
      route/gc_min_interval_ms | 500 | -2147483648..2147483647 | root
      route/gc_thresh | -1 | -2147483648..2147483647 | root
      route/gc_timeout | 300 | -2147483648..2147483647 | root
      route/max_size | 2147483647 | -2147483648..2147483647 | root
      route/min_adv_mss | 256 | -2147483648..2147483647 |
      route/min_pmtu | 552 | -2147483648..2147483647 |
      route/mtu_expires | 600 | -2147483648..2147483647 |
      route/redirect_load | 5 | -2147483648..2147483647 | root fixed
      route/redirect_number | 9 | -2147483648..2147483647 | root fixed
      route/redirect_silence | 5120 | -2147483648..2147483647 | root fixed
      tcp_abort_on_overflow | 0 | 0..255 | fixed
      tcp_adv_win_scale | 1 | -31..31 | fixed
      tcp_allowed_congestion_control | reno cubic | text |
      tcp_app_win | 31 | 0..31 | fixed
      tcp_autocorking | 1 | 0..1 | fixed
      tcp_available_congestion_control | reno cubic | text | ro
      tcp_available_ulp | mptcp | text | ro root
      tcp_base_mss | 1024 | -2147483648..2147483647 | fixed
      tcp_challenge_ack_limit | 2147483647 | -2147483648..2147483647 | fixed
      tcp_child_ehash_entries | 0 | 0..16777216 |
      tcp_comp_sack_delay_ns | 1000000 | 0..9223372036854775807 | fixed
      tcp_comp_sack_nr | 44 | 0..255 | fixed
      tcp_comp_sack_slack_ns | 100000 | 0..9223372036854775807 | fixed
      tcp_congestion_control | cubic | text | fixed
      tcp_dsack | 1 | 0..255 | fixed
      tcp_early_demux | 1 | 0..255 |
      tcp_early_retrans | 3 | 0..4 |
      tcp_ecn | 2 | 0..2 | fixed
      tcp_ecn_fallback | 1 | 0..1 |
      tcp_ehash_entries | -4096 | -2147483648..2147483647 | ro
      tcp_fack | 0 | 0..255 |
      tcp_fastopen | 1 | -2147483648..2147483647 |
      tcp_fastopen_blackhole_timeout_sec | 0 | 0..2147483647 |
      tcp_fastopen_key | 00000000-00000000-00000000-00000000 | text |
      tcp_fin_timeout | 60 | -2147483648..2147483647 | fixed
      tcp_frto | 2 | 0..255 | fixed
      tcp_fwmark_accept | 0 | 0..255 | fixed
      tcp_invalid_ratelimit | 500 | -2147483648..2147483647 | fixed
      tcp_keepalive_intvl | 75 | -2147483648..2147483647 | fixed
      tcp_keepalive_probes | 9 | 0..255 | fixed
      tcp_keepalive_time | 7200 | -2147483648..2147483647 | fixed
      tcp_l3mdev_accept | 0 | 0..1 |
      tcp_limit_output_bytes | 1048576 | -2147483648..2147483647 | fixed
      tcp_low_latency | 0 | -2147483648..2147483647 | root
      tcp_max_orphans | 2048 | -2147483648..2147483647 | root
      tcp_max_reordering | 300 | 1..2147483647 | fixed
      tcp_max_syn_backlog | 128 | -2147483648..2147483647 | fixed
      tcp_max_tw_buckets | 2048 | -2147483648..2147483647 | fixed
      tcp_mem | 4872 6497 9744 | 0..9223372036854775807 | root
      tcp_migrate_req | 0 | 0..1 |
      tcp_min_rtt_wlen | 300 | 0..86400 | fixed
      tcp_min_snd_mss | 48 | 48..65535 | fixed
      tcp_min_tso_segs | 2 | 1..255 | fixed
      tcp_moderate_rcvbuf | 1 | 0..255 | fixed
      tcp_mtu_probe_floor | 48 | 48..65535 |
      tcp_mtu_probing | 0 | 0..255 | fixed
      tcp_no_metrics_save | 0 | 0..255 | fixed
      tcp_no_ssthresh_metrics_save | 1 | 0..1 |
      tcp_notsent_lowat | 4294967295 | 0..4294967295 | fixed
      tcp_orphan_retries | 0 | 0..255 | fixed
      tcp_pacing_ca_ratio | 120 | 0..1000 | fixed
      tcp_pacing_ss_ratio | 200 | 0..1000 | fixed
      tcp_probe_interval | 600 | 0..17179869 |
      tcp_probe_threshold | 8 | -2147483648..2147483647 |
      tcp_recovery | 1 | 0..255 | fixed
      tcp_reflect_tos | 0 | 0..1 | fixed
      tcp_reordering | 3 | 1..2147483647 | fixed
      tcp_retrans_collapse | 1 | 0..255 | fixed
      tcp_retries1 | 3 | 0..255 | fixed
      tcp_retries2 | 15 | 0..255 | fixed
      tcp_rfc1337 | 0 | 0..255 | fixed
      tcp_rmem | 4096 131072 3326688 | 2048..2147483647 | fixed
      tcp_sack | 1 | 0..255 | fixed
      tcp_shrink_window | 0 | 0..1 | fixed
      tcp_slow_start_after_idle | 1 | 0..255 | fixed
      tcp_stdurg | 0 | 0..255 | fixed
      tcp_syn_retries | 6 | 1..127 | fixed
      tcp_synack_retries | 5 | 0..255 | fixed
      tcp_syncookies | 1 | 0..255 | fixed
      tcp_thin_linear_timeouts | 0 | 0..255 | fixed
      tcp_timestamps | 1 | 0..255 | fixed
      tcp_tso_rtt_log | 9 | 0..255 |
      tcp_tso_win_divisor | 3 | 0..255 | fixed
      tcp_tw_reuse | 2 | 0..2 | fixed
      tcp_window_scaling | 1 | 0..255 | fixed
      tcp_wmem | 4096 16384 3326688 | 1..2147483647 | fixed
      tcp_workaround_signed_windows | 0 | 0..255 | fixed
      udp_early_demux | 1 | 0..255 |
      udp_l3mdev_accept | 0 | 0..1 |
      udp_mem | 9744 12994 19488 | 0..9223372036854775807 | root
      udp_rmem_min | 4096 | 1..2147483647 |
      udp_wmem_min | 4096 | 1..2147483647 |
      xfrm4_gc_thresh | 32768 | -2147483648..2147483647 |
      """;

  /// The rows by name, with slashes as in `/proc/sys/net/ipv4`.
  static final ImmutableSortedMap<String, Row> ROWS = read();

  private Ipv4SettingTable() {}

  private static ImmutableSortedMap<String, Row> read() {
    ImmutableSortedMap.Builder<String, Row> rows = ImmutableSortedMap.naturalOrder();
    TABLE
        .lines()
        .forEach(line -> {
          String[] cells = line.split("\\|", -1);
          String range = cells[2].strip();
          int dots = range.indexOf("..");
          String flags = cells.length > 3 ? cells[3] : "";
          rows.put(
              cells[0].strip(),
              new Row(
                  cells[1].strip().replace(' ', '\t'),
                  dots < 0 ? 1 : Long.parseLong(range.substring(0, dots)),
                  dots < 0 ? 0 : Long.parseLong(range.substring(dots + 2)),
                  Arrays.asList(flags.strip().split(" ", -1)).contains("ro"),
                  flags.contains("root"),
                  flags.contains("fixed")));
        });
    return rows.buildOrThrow();
  }
}
