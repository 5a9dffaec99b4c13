package vethlab.simulator.ipv4;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vethlab.simulator.ipv4.Ipv4Lab.Host;

/// What a new namespace and a new device start with, as Linux 6.1 shows it for
///
/// ```
/// sysctl -w net.ipv4.ip_forward=1 net.ipv4.conf.all.arp_ignore=2 net.ipv4.conf.default.rp_filter=1
/// sysctl -w net.ipv4.icmp_echo_ignore_all=1 net.ipv4.ip_default_ttl=99 net.ipv4.conf.lo.arp_announce=2
/// sysctl -w net.ipv4.neigh.default.ucast_solicit=7
/// ip netns add n; ip -n n link add d0 type dummy; ip link add e type dummy
/// ```
///
/// and then the commands of the tests.
class NewNamespaceTest {

  private final Ipv4Lab lab = new Ipv4Lab();
  private final Host root = lab.host("root");
  private Host n = root;

  @BeforeEach
  void namespace() {
    root.set(
        """
        sysctl -w net.ipv4.ip_forward=1
        sysctl -w net.ipv4.conf.all.arp_ignore=2
        sysctl -w net.ipv4.conf.default.rp_filter=1
        sysctl -w net.ipv4.icmp_echo_ignore_all=1
        sysctl -w net.ipv4.ip_default_ttl=99
        sysctl -w net.ipv4.conf.lo.arp_announce=2
        sysctl -w net.ipv4.neigh.default.ucast_solicit=7\
        """);
    n = lab.host("n");
    lab.dummy(n, "d0");
    lab.dummy(root, "e");
  }

  @Test
  void all_and_default_are_copied_from_the_root_and_nothing_else() {
    assertThat(read(n, "ip_forward")).isEqualTo("1");
    assertThat(read(n, "conf.lo.forwarding")).isEqualTo("1");
    assertThat(read(n, "conf.d0.forwarding")).isEqualTo("1");
    assertThat(read(n, "conf.all.arp_ignore")).isEqualTo("2");
    assertThat(read(n, "conf.d0.rp_filter")).isEqualTo("1");
    assertThat(read(n, "conf.lo.rp_filter")).isEqualTo("1");
    assertThat(read(n, "conf.lo.arp_announce")).isEqualTo("0");
    assertThat(read(n, "icmp_echo_ignore_all")).isEqualTo("0");
    assertThat(read(n, "ip_default_ttl")).isEqualTo("64");
    assertThat(read(n, "neigh.d0.ucast_solicit")).isEqualTo("7");
    assertThat(read(n, "neigh.default.ucast_solicit")).contains("No such file");
  }

  @Test
  void a_device_follows_default_in_what_nobody_had_ever_chosen_before_it_came() {
    assertThat(read(root, "conf.e.rp_filter")).isEqualTo("1");
    root.set("sysctl -w net.ipv4.conf.default.rp_filter=2");
    assertThat(read(root, "conf.e.rp_filter")).isEqualTo("1");
    assertThat(read(n, "conf.default.rp_filter")).isEqualTo("1");
    n.set("sysctl -w net.ipv4.conf.default.rp_filter=0");
    assertThat(read(n, "conf.d0.rp_filter")).isEqualTo("1");
    root.set("sysctl -w net.ipv4.conf.default.arp_filter=1");
    assertThat(read(root, "conf.e.arp_filter")).isEqualTo("1");
    root.set("sysctl -w net.ipv4.conf.default.arp_filter=0");
    assertThat(read(root, "conf.e.arp_filter")).isEqualTo("0");
    root.set(
        "sysctl -w net.ipv4.conf.e.arp_filter=1\nsysctl -w net.ipv4.conf.default.arp_filter=0");
    assertThat(read(root, "conf.e.arp_filter")).isEqualTo("1");
  }

  /// The default itself is the same for new devices everywhere.
  @Test
  void devices_of_the_root_alone_follow_the_neighbour_defaults() {
    root.set("sysctl -w net.ipv4.neigh.default.mcast_solicit=9");
    lab.dummy(n, "d1");
    assertThat(read(root, "neigh.e.mcast_solicit")).isEqualTo("9");
    assertThat(read(n, "neigh.d0.mcast_solicit")).isEqualTo("3");
    assertThat(read(n, "neigh.d1.mcast_solicit")).isEqualTo("9");
    root.set(
        "sysctl -w net.ipv4.neigh.e.mcast_solicit=8\nsysctl -w net.ipv4.neigh.default.mcast_solicit=7");
    assertThat(read(root, "neigh.e.mcast_solicit")).isEqualTo("8");
    Ipv4Lab copy = lab.copy();
    copy.host("root").set("sysctl -w net.ipv4.neigh.default.app_solicit=5");
    copy.dummy(copy.host("n"), "d2");
    assertThat(read(copy.host("n"), "neigh.d2.app_solicit")).isEqualTo("5");
    assertThat(read(root, "neigh.default.app_solicit")).isEqualTo("0");
  }

  private static String read(Host host, String name) {
    return host.run("sysctl -n net.ipv4." + name);
  }
}
