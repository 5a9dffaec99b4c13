package vethlab.userland.kmod;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A module of Debian 12's kernel that has to do with networks.
///
/// All that those modelled here can do is there from the start; only `br_netfilter` changes
/// something when it is loaded.
///
/// @param octets its size in memory
/// @param needs the modules that it cannot do without
/// @param path below the directory of the kernel's modules
public record KnownModule(String name, int octets, ImmutableList<String> needs, String path) {

  /// Those that a machine starts with, the oldest first: what it models works without asking.
  public static final ImmutableList<String> AT_START =
      ImmutableList.of("veth", "llc", "stp", "bridge", "mrp", "garp", "8021q", "dummy", "tun");

  /// Name, size, what it needs, directory.
  private static final String TABLE =
      """
      8021q 40960 garp,mrp net/8021q
      arp_tables 24576 x_tables net/ipv4/netfilter
      arptable_filter 16384 arp_tables,x_tables net/ipv4/netfilter
      bonding 229376 - drivers/net/bonding
      br_netfilter 36864 bridge net/bridge
      bridge 294912 llc,stp net/bridge
      dummy 16384 - drivers/net
      ebtable_broute 16384 ebtables net/bridge/netfilter
      ebtable_filter 16384 ebtables net/bridge/netfilter
      ebtable_nat 16384 ebtables net/bridge/netfilter
      ebtables 45056 x_tables net/bridge/netfilter
      garp 16384 llc,stp net/802
      ifb 16384 - drivers/net
      ip6_tables 36864 x_tables net/ipv6/netfilter
      ip6table_filter 16384 ip6_tables,x_tables net/ipv6/netfilter
      ip6table_mangle 16384 ip6_tables,x_tables net/ipv6/netfilter
      ip6table_nat 16384 ip6_tables,nf_nat,x_tables net/ipv6/netfilter
      ip6table_raw 16384 ip6_tables,x_tables net/ipv6/netfilter
      ip_tables 36864 x_tables net/ipv4/netfilter
      iptable_filter 16384 ip_tables,x_tables net/ipv4/netfilter
      iptable_mangle 16384 ip_tables,x_tables net/ipv4/netfilter
      iptable_nat 16384 ip_tables,nf_nat,x_tables net/ipv4/netfilter
      iptable_raw 16384 ip_tables,x_tables net/ipv4/netfilter
      libcrc32c 16384 - lib
      llc 16384 - net/llc
      macvlan 28672 - drivers/net
      mrp 20480 - net/802
      nf_conntrack 188416 libcrc32c,nf_defrag_ipv4,nf_defrag_ipv6 net/netfilter
      nf_defrag_ipv4 16384 - net/ipv4/netfilter
      nf_defrag_ipv6 24576 - net/ipv6/netfilter
      nf_nat 57344 libcrc32c,nf_conntrack net/netfilter
      nf_tables 307200 libcrc32c,nfnetlink net/netfilter
      nfnetlink 20480 - net/netfilter
      sch_netem 24576 - net/sched
      stp 16384 llc net/802
      tap 32768 - drivers/net
      tun 61440 - drivers/net
      veth 36864 - drivers/net
      vrf 36864 - drivers/net
      x_tables 61440 - net/netfilter
      xt_conntrack 16384 nf_conntrack,x_tables net/netfilter
      xt_physdev 16384 x_tables net/netfilter
      """;

  private static final ImmutableMap<String, KnownModule> ALL = read();

  private static ImmutableMap<String, KnownModule> read() {
    ImmutableMap.Builder<String, KnownModule> all = ImmutableMap.builder();
    TABLE
        .lines()
        .forEach(line -> {
          List<String> cells = Splitter.on(' ').splitToList(line);
          String needs = cells.get(2);
          all.put(
              cells.get(0),
              new KnownModule(
                  cells.get(0),
                  Integer.parseInt(cells.get(1)),
                  needs.equals("-")
                      ? ImmutableList.of()
                      : ImmutableList.copyOf(Splitter.on(',').split(needs)),
                  cells.get(3)));
        });
    return all.buildOrThrow();
  }

  /// The module of a name, in which `-` is as good as `_`, or null.
  public static @Nullable KnownModule named(String name) {
    return ALL.get(name.replace('-', '_'));
  }

  /// Which of the loaded modules need this one.
  public ImmutableList<String> users(List<String> loaded) {
    return loaded.stream()
        .filter(other -> {
          KnownModule known = named(other);
          return known != null && known.needs.contains(name);
        })
        .sorted()
        .collect(ImmutableList.toImmutableList());
  }
}
