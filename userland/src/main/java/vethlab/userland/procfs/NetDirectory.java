package vethlab.userland.procfs;

import com.google.common.collect.ImmutableList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.DeviceStatistics;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.file.FileViewer;
import vethlab.simulator.file.Node;
import vethlab.simulator.namespace.NetworkNamespace;

/// `/proc/PID/net`: the tables of one network namespace.
final class NetDirectory extends GeneratedDirectory {

  private final Entries entries;

  NetDirectory(NetworkNamespace namespace) {
    this.entries =
        Entries.builder()
            .file("dev", viewer -> devices(namespace))
            .unmodelled(
                "/proc/net",
                "anycast6 arp dev_mcast dev_snmp6 fib_trie fib_triestat icmp icmp6 if_inet6 igmp"
                    + " igmp6 ip6_flowlabel ip6_mr_cache ip6_mr_vif ip_mr_cache ip_mr_vif"
                    + " ipv6_route mcfilter mcfilter6 netfilter netlink netstat packet protocols"
                    + " psched ptype raw raw6 route rt6_stats rt_acct rt_cache snmp snmp6 sockstat"
                    + " sockstat6 softnet_stat stat tcp tcp6 udp udp6 udplite udplite6 unix"
                    + " xfrm_stat")
            .build();
  }

  @Override
  public @Nullable Node find(FileViewer viewer, String name) {
    return entries.find(viewer, name);
  }

  @Override
  public ImmutableList<String> names(FileViewer viewer) {
    return entries.names(viewer);
  }

  /// `/proc/net/dev` (`net-procfs.c`); the kernel's order is that of a hash, here it is the index.
  private static String devices(NetworkNamespace namespace) {
    StringBuilder text =
        new StringBuilder(
            """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
            """);
    for (NetDevice device : namespace.devices().all()) {
      DeviceStatistics counted = device.statistics();
      text.append(
          String.format(
              Locale.ROOT,
              "%6s: %7d %7d %4d %4d %4d %5d %10d %9d %8d %7d %4d %4d %4d %5d %7d %10d\n",
              device.name(),
              counted.rxBytes(),
              counted.rxPackets(),
              0,
              counted.rxDropped(),
              0,
              0,
              0,
              counted.multicast(),
              counted.txBytes(),
              counted.txPackets(),
              0,
              counted.txDropped(),
              0,
              0,
              0,
              0));
    }
    return text.toString();
  }
}
