package vethlab.userland.procfs.net;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.file.FileViewer;
import vethlab.simulator.file.Node;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.userland.procfs.Entries;
import vethlab.userland.procfs.GeneratedDirectory;

/// `/proc/PID/net`: the tables of one network namespace.
public final class NetDirectory extends GeneratedDirectory {

  private final Entries entries;

  public NetDirectory(NetworkNamespace namespace) {
    SocketFiles sockets = new SocketFiles(namespace);
    RouteFiles routes = new RouteFiles(namespace);
    AddressFiles addresses = new AddressFiles(namespace);
    this.entries =
        Entries.builder()
            .file("arp", viewer -> addresses.arp())
            .file("dev", viewer -> DeviceFile.of(namespace))
            .file("dev_mcast", viewer -> addresses.devMcast())
            .file("if_inet6", viewer -> addresses.ifInet6())
            .file("igmp", viewer -> addresses.igmp())
            .file("igmp6", viewer -> addresses.igmp6())
            .file("ipv6_route", viewer -> routes.ipv6Route())
            .file(
                "packet",
                viewer -> "sk               RefCnt Type Proto  Iface R Rmem   User   Inode\n")
            .file("raw", sockets::raw)
            .file("raw6", sockets::raw6)
            .file("route", viewer -> routes.route())
            .file("sockstat", sockets::sockstat)
            .file("sockstat6", sockets::sockstat6)
            .file("tcp", sockets::tcp)
            .file("tcp6", sockets::tcp6)
            .file("udp", sockets::udp)
            .file("udp6", sockets::udp6)
            .file("unix", viewer -> "Num       RefCount Protocol Flags    Type St Inode Path\n")
            .unmodelled(
                "/proc/net",
                "anycast6 dev_snmp6 fib_trie fib_triestat icmp icmp6 ip6_flowlabel ip6_mr_cache"
                    + " ip6_mr_vif ip_mr_cache ip_mr_vif mcfilter mcfilter6 netfilter netlink"
                    + " netstat protocols psched ptype rt6_stats rt_acct rt_cache snmp snmp6"
                    + " softnet_stat stat udplite udplite6 xfrm_stat")
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
}
