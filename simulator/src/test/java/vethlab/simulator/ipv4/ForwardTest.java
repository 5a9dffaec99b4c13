package vethlab.simulator.ipv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vethlab.simulator.ipv4.Ipv4Lab.Host;
import vethlab.simulator.ipv4.Ipv4Request.Fragmentation;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.trace.DropReason;

/// `a` (10.0.0.2) and `b` (10.0.1.2) with a router `r` between them (10.0.0.1, 10.0.1.1), each with
/// a default route to it. Unless a test says otherwise `r` forwards.
///
/// Expected frames and replies are those of Linux 6.1 with `ping` of iputils 20221126 and tcpdump
/// on va and vb:
///
/// ```
/// for n in a r b; do ip netns add $n; ip -n $n link set lo up; done
/// ip link add ra netns r type veth peer name va netns a
/// ip link add rb netns r type veth peer name vb netns b
/// up() { ip -n $1 addr add $3 dev $2; ip -n $1 link set $2 up; }
/// up a va 10.0.0.2/24; up r ra 10.0.0.1/24; up r rb 10.0.1.1/24; up b vb 10.0.1.2/24
/// ip -n a route add default via 10.0.0.1; ip -n b route add default via 10.0.1.1
/// ```
class ForwardTest {

  private final Ipv4Lab lab = new Ipv4Lab();
  private final Host a = lab.host("a");
  private final Host r = lab.host("r");
  private final Host b = lab.host("b");
  private final Map<DropReason, Long> before = new EnumMap<>(DropReason.class);

  @BeforeEach
  void cables() {
    for (Host each : new Host[] {a, r, b}) {
      each.set("ip link set lo up");
    }
    lab.cable(r, "ra", a, "va");
    lab.cable(r, "rb", b, "vb");
    Ipv4Lab.up(a, "va", "10.0.0.2/24");
    Ipv4Lab.up(r, "ra", "10.0.0.1/24");
    Ipv4Lab.up(r, "rb", "10.0.1.1/24");
    Ipv4Lab.up(b, "vb", "10.0.1.2/24");
    a.set("ip route add default via 10.0.0.1");
    b.set("ip route add default via 10.0.1.1");
    r.set("sysctl -w net.ipv4.ip_forward=1");
    lab.run(5);
    a.ping("10.0.1.2", 0);
    lab.run(10);
    a.raw.heard.clear();
    lab.watch(a, "va");
    lab.watch(b, "vb");
    before.putAll(lab.core.drops());
  }

  @Test
  void packets_pass_with_their_ttl_one_less() {
    a.ping("10.0.1.2", 1);
    lab.run(0.1);
    assertThat(a.raw.heard).containsExactly("reply 1 from 10.0.1.2 ttl=63");
    a.ping("10.0.1.2", 2, how -> how.ttl(2));
    lab.run(0.1);
    assertThat(a.raw.heard).hasSize(2);
  }

  @Test
  void a_host_that_does_not_forward_drops_in_silence() {
    r.set("sysctl -w net.ipv4.ip_forward=0");
    a.ping("10.0.1.2", 1);
    lab.run(1);
    assertThat(lab.frames()).containsExactly("15.000 va > 10.0.0.2 > 10.0.1.2 echo request 1");
    assertThat(drops()).isEqualTo(Map.of(DropReason.IP_INADDRERRORS, 1L));
  }

  /// The weak host model: any address of a host is reached by any of its devices.
  @Test
  void the_far_address_of_a_host_answers_without_forwarding() {
    r.set("sysctl -w net.ipv4.ip_forward=0");
    a.ping("10.0.1.1", 1);
    lab.run(1);
    assertThat(a.raw.heard).containsExactly("reply 1 from 10.0.1.1 ttl=64");
  }

  @Test
  void ttl_that_runs_out_is_reported() {
    a.ping("10.0.1.2", 1, how -> how.ttl(1));
    lab.run(1);
    assertThat(a.raw.heard).containsExactly("time to live exceeded from 10.0.0.1 about 10.0.1.2");
    assertThat(drops()).isEqualTo(Map.of(DropReason.IP_INHDR, 1L));
  }

  @Test
  void silent_neighbour_behind_the_router_is_reported_for_each_packet() {
    a.ping("10.0.1.9", 1);
    lab.run(1);
    a.ping("10.0.1.9", 2);
    lab.run(4);
    assertThat(lab.frames())
        .contains(
            "15.000 vb < who-has 10.0.1.9 tell 10.0.1.1",
            "16.000 vb < who-has 10.0.1.9 tell 10.0.1.1",
            "17.000 vb < who-has 10.0.1.9 tell 10.0.1.1",
            "18.000 va < 10.0.0.1 > 10.0.0.2 host unreachable");
    assertThat(a.raw.heard)
        .containsExactly(
            "host unreachable from 10.0.0.1 about 10.0.1.9",
            "host unreachable from 10.0.0.1 about 10.0.1.9");
  }

  @Test
  void routes_that_refuse_say_why() {
    assertRefused("10.7.0.1", "network unreachable");
    r.set("ip route add unreachable 10.7.0.0/16");
    assertRefused("10.7.0.1", "host unreachable");
    r.set("ip route replace prohibit 10.7.0.0/16");
    assertRefused("10.7.0.1", "administratively prohibited");
    r.set("ip route replace blackhole 10.7.0.0/16");
    a.ping("10.7.0.1", 1);
    lab.run(5);
    assertThat(a.raw.heard).isEmpty();
  }

  private void assertRefused(String destination, String error) {
    a.ping(destination, 1);
    lab.run(5);
    assertThat(a.raw.heard).containsExactly(error + " from 10.0.0.1 about " + destination);
    a.raw.heard.clear();
  }

  /// `ping -s 1400 -M dont` over a link with an MTU of 1000.
  @Test
  void router_fragments_what_may_be_fragmented() {
    narrow();
    ping(1400, Fragmentation.ALLOWED);
    lab.run(1);
    assertThat(lab.frames())
        .containsExactly(
            "15.000 va > 10.0.0.2 > 10.0.1.2 echo request 1",
            "15.000 vb < 10.0.0.2 > 10.0.1.2 fragment frag 0:976+",
            "15.000 vb < 10.0.0.2 > 10.0.1.2 fragment frag 976:432",
            "15.000 vb > 10.0.1.2 > 10.0.0.2 fragment frag 0:976+",
            "15.000 vb > 10.0.1.2 > 10.0.0.2 fragment frag 976:432",
            "15.000 va < 10.0.1.2 > 10.0.0.2 fragment frag 0:976+",
            "15.000 va < 10.0.1.2 > 10.0.0.2 fragment frag 976:432");
  }

  /// `ping -s 1400 -M do -c2`, `ip route get`, `ping -s 1400`: the first one learns, the second is
  /// refused here, the third is fragmented here.
  @Test
  void the_sender_learns_the_mtu_of_the_path() {
    narrow();
    ping(1400, Fragmentation.FORBIDDEN);
    lab.run(1);
    assertThat(a.raw.heard)
        .containsExactly("fragmentation needed from 10.0.0.1 about 10.0.1.2 (1000)");
    assertThat(ping(1400, Fragmentation.FORBIDDEN))
        .isInstanceOfSatisfying(
            SendResult.Refused.class, refused -> assertThat(refused.mtu()).isEqualTo(1000));
    lab.frames();
    ping(1400, Fragmentation.PATH);
    lab.run(1);
    assertThat(lab.frames().subList(0, 2))
        .containsExactly(
            "16.000 va > 10.0.0.2 > 10.0.1.2 fragment frag 0:976+",
            "16.000 va > 10.0.0.2 > 10.0.1.2 fragment frag 976:432");
    lab.run(601);
    assertThat(ping(1400, Fragmentation.FORBIDDEN)).isInstanceOf(SendResult.Sent.class);
  }

  private void narrow() {
    r.set("ip link set rb mtu 1000");
    b.set("ip link set vb mtu 1000");
  }

  private SendResult ping(int size, Fragmentation how) {
    IcmpMessage.Echo echo = new IcmpMessage.Echo(true, 7, 1, Bytes.of(new byte[size]));
    return a.ipv4.send(
        Ipv4Request.to(Ipv4Address.parse("10.0.1.2"), echo).fragmentation(how).build());
  }

  /// A source that the router would reach by another device, or not at all.
  @Test
  void reverse_path_filter_wants_the_way_back() {
    a.set("ip addr add 10.9.9.9/32 dev lo");
    assertThat(reachesB(0)).isTrue();
    assertThat(reachesB(1)).isFalse();
    assertThat(reachesB(2)).isFalse();
    r.set("ip route add 10.9.9.9 via 10.0.1.2");
    assertThat(reachesB(0)).isTrue();
    assertThat(reachesB(1)).isFalse();
    assertThat(reachesB(2)).isTrue();
    assertThat(drops()).containsEntry(DropReason.IP_RPFILTER, 3L);
  }

  private boolean reachesB(int filter) {
    r.set("sysctl -w net.ipv4.conf.ra.rp_filter=" + filter);
    a.ping("10.0.1.2", 1, how -> how.source(Ipv4Address.parse("10.9.9.9")));
    lab.run(0.5);
    return lab.frames().stream().anyMatch(line -> line.contains("vb < 10.9.9.9 > 10.0.1.2"));
  }

  @Test
  void a_packet_with_the_routers_own_address_is_a_martian() {
    a.set("ip addr add 10.0.1.1/32 dev lo");
    a.ping("10.0.1.2", 1, how -> how.source(Ipv4Address.parse("10.0.1.1")));
    lab.run(0.5);
    assertThat(lab.frames()).hasSize(1);
    assertThat(drops()).isEqualTo(Map.of(DropReason.IP_LOCAL_SOURCE, 1L));
  }

  @Test
  void directed_broadcast_passes_only_where_it_may() {
    b.set("sysctl -w net.ipv4.icmp_echo_ignore_broadcasts=0");
    a.ping("10.0.1.255", 1, how -> how.broadcast(true));
    lab.run(0.5);
    assertThat(lab.frames()).hasSize(1);
    r.set("sysctl -w net.ipv4.conf.all.bc_forwarding=1");
    r.set("sysctl -w net.ipv4.conf.ra.bc_forwarding=1");
    a.ping("10.0.1.255", 2, how -> how.broadcast(true));
    lab.run(0.5);
    assertThat(a.raw.heard).containsExactly("reply 2 from 10.0.1.2 ttl=63");
  }

  @Test
  void echo_can_be_switched_off() {
    b.set("sysctl -w net.ipv4.icmp_echo_ignore_all=1");
    a.ping("10.0.1.2", 1);
    lab.run(0.5);
    assertThat(lab.frames())
        .containsExactly(
            "15.000 va > 10.0.0.2 > 10.0.1.2 echo request 1",
            "15.000 vb < 10.0.0.2 > 10.0.1.2 echo request 1");
    assertThat(drops()).isEqualTo(Map.of(DropReason.SILENCED, 1L));
  }

  /// What was dropped since the test began.
  private Map<DropReason, Long> drops() {
    Map<DropReason, Long> since = new EnumMap<>(DropReason.class);
    lab.core
        .drops()
        .forEach((reason, count) -> {
          long more = count - before.getOrDefault(reason, 0L);
          if (more > 0) {
            since.put(reason, more);
          }
        });
    return since;
  }
}
