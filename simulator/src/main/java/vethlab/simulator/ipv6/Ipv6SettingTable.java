package vethlab.simulator.ipv6;

import com.google.common.collect.ImmutableSortedMap;

/// The settings of `net.ipv6` that belong to no device, as `sysctl -a` of Linux 6.1 lists them:
/// name, default in a new namespace, range, and `fixed` if a change would matter to something that
/// is not modelled, `root` if only the first namespace has it.
final class Ipv6SettingTable {

  /// One row.
  record Row(String initial, long minimum, long maximum, String note) {

    /// Whether a change would matter to something that is not modelled.
    boolean isFixed() {
      return note.contains("fixed");
    }

    boolean isOfRoot() {
      return note.contains("root");
    }

    boolean isText() {
      return minimum > maximum;
    }
  }

  private static final String TABLE =
      """
      anycast_src_echo_reply | 0 | 0..255 |
      auto_flowlabels | 1 | 0..3 |
      bindv6only | 0 | 0..255 |
      calipso_cache_bucket_size | 10 | -2147483648..2147483647 | root fixed
      calipso_cache_enable | 1 | -2147483648..2147483647 | root fixed
      fib_multipath_hash_fields | 7 | 1..255 | fixed
      fib_multipath_hash_policy | 0 | 0..3 |
      fib_notify_on_flag_change | 0 | 0..2 |
      flowlabel_consistency | 1 | 0..255 |
      flowlabel_reflect | 0 | 0..7 |
      flowlabel_state_ranges | 0 | 0..255 |
      fwmark_reflect | 0 | 0..255 |
      icmp/echo_ignore_all | 0 | 0..255 |
      icmp/echo_ignore_anycast | 0 | 0..255 |
      icmp/echo_ignore_multicast | 0 | 0..255 |
      icmp/ratelimit | 1000 | -2147483648..2147483647 |
      icmp/ratemask | 0-1,3-127 | text |
      idgen_delay | 1 | -2147483648..2147483647 |
      idgen_retries | 3 | -2147483648..2147483647 |
      ioam6_id | 16777215 | 0..16777215 | fixed
      ioam6_id_wide | 72057594037927935 | 0..72057594037927935 | fixed
      ip6frag_high_thresh | 4194304 | 0..9223372036854775807 |
      ip6frag_low_thresh | 3145728 | 0..9223372036854775807 |
      ip6frag_secret_interval | 0 | -2147483648..2147483647 | root
      ip6frag_time | 60 | -2147483648..2147483647 |
      ip_nonlocal_bind | 0 | 0..255 |
      max_dst_opts_length | 2147483647 | -2147483648..2147483647 |
      max_dst_opts_number | 8 | -2147483648..2147483647 |
      max_hbh_length | 2147483647 | -2147483648..2147483647 |
      max_hbh_opts_number | 8 | -2147483648..2147483647 |
      mld_max_msf | 64 | -2147483648..2147483647 | root
      mld_qrv | 2 | 1..2147483647 | root fixed
      route/gc_elasticity | 9 | -2147483648..2147483647 |
      route/gc_interval | 30 | -2147483648..2147483647 |
      route/gc_min_interval | 0 | -2147483648..2147483647 |
      route/gc_min_interval_ms | 500 | -2147483648..2147483647 |
      route/gc_thresh | 1024 | -2147483648..2147483647 |
      route/gc_timeout | 60 | -2147483648..2147483647 |
      route/max_size | 2147483647 | -2147483648..2147483647 |
      route/min_adv_mss | 1220 | -2147483648..2147483647 |
      route/mtu_expires | 600 | -2147483648..2147483647 |
      route/skip_notify_on_dev_down | 0 | 0..255 |
      seg6_flowlabel | 0 | -2147483648..2147483647 | fixed
      xfrm6_gc_thresh | 32768 | -2147483648..2147483647 |
      """;

  /// The rows by name, with slashes as in `/proc/sys/net/ipv6`.
  static final ImmutableSortedMap<String, Row> ROWS = read();

  private Ipv6SettingTable() {}

  private static ImmutableSortedMap<String, Row> read() {
    ImmutableSortedMap.Builder<String, Row> rows = ImmutableSortedMap.naturalOrder();
    TABLE
        .lines()
        .forEach(line -> {
          String[] cells = line.split("\\|", -1);
          String range = cells[2].strip();
          int dots = range.indexOf("..");
          rows.put(
              cells[0].strip(),
              new Row(
                  cells[1].strip(),
                  dots < 0 ? 1 : Long.parseLong(range.substring(0, dots)),
                  dots < 0 ? 0 : Long.parseLong(range.substring(dots + 2)),
                  cells[3].strip()));
        });
    return rows.buildOrThrow();
  }
}
