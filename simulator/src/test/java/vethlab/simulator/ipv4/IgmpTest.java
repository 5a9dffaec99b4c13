package vethlab.simulator.ipv4;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.ipv4.Ipv4Lab.Host;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.IgmpMessage;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.packet.MacAddress;

/// A host `a` on a cable; what tcpdump sees at the other end when groups are joined and left.
///
/// Expected reports are those of Linux 6.1:
///
/// ```
/// ip netns add a; ip netns add b; ip link add va netns a type veth peer name vb netns b
/// ip netns exec b tcpdump -i vb -n -v &
/// ip -n b link set vb up; ip -n a link set va up; ip -n a addr add 10.0.0.1/24 dev va
/// ip -n a addr add 239.1.2.3/32 dev va autojoin   # and ip -n a addr del …
/// ```
///
/// and, for the queries, a bridge with `mcast_querier 1` at the other end. Delays are random,
/// within bounds that the tests state.
class IgmpTest {

  private static final String V3 = "10.0.0.1 > 224.0.0.22 igmp v3 report ";

  private final Ipv4Lab lab = new Ipv4Lab();
  private final Host a = lab.host("a");
  private final Host b = lab.host("b");

  @BeforeEach
  void cable() {
    lab.cable(a, "va", b, "vb");
    b.set("ip link set vb up");
    lab.watch(b, "vb");
    Ipv4Lab.up(a, "va", "10.0.0.1/24");
    lab.run(3);
  }

  @Test
  void membership_of_all_hosts_is_never_reported() {
    assertThat(groups()).containsExactly("224.0.0.1");
    assertThat(lab.frames()).isEmpty();
  }

  @Test
  void a_join_is_reported_twice_the_second_time_within_a_second() {
    join("239.1.2.3");
    lab.run(0.012);
    assertThat(seen()).containsExactly(V3 + "4:239.1.2.3");
    lab.run(1.1);
    assertThat(seen()).containsExactly(V3 + "4:239.1.2.3");
    lab.run(10);
    assertThat(seen()).isEmpty();
  }

  @Test
  void only_what_changed_is_reported_also_when_left() {
    join("239.1.2.3");
    lab.run(3);
    seen();
    join("239.1.2.4");
    lab.run(3);
    assertThat(seen()).containsExactly(V3 + "4:239.1.2.4", V3 + "4:239.1.2.4");
    a.ipv4.leaveGroup(a.device("va"), group("239.1.2.4"));
    lab.run(3);
    assertThat(seen()).containsExactly(V3 + "3:239.1.2.4", V3 + "3:239.1.2.4");
  }

  @Test
  void a_group_joined_twice_is_left_with_the_second_leave() {
    join("239.1.2.3");
    join("239.1.2.3");
    lab.run(3);
    seen();
    a.ipv4.leaveGroup(a.device("va"), group("239.1.2.3"));
    lab.run(3);
    assertThat(seen()).isEmpty();
    a.ipv4.leaveGroup(a.device("va"), group("239.1.2.3"));
    lab.run(3);
    assertThat(seen()).hasSize(2);
  }

  /// The newest group comes first.
  @Test
  void a_device_that_comes_up_again_reports_all_its_groups() {
    join("239.1.2.3");
    join("239.1.2.5");
    lab.run(3);
    a.set("ip link set va down");
    lab.run(3);
    seen();
    assertThat(groups()).containsExactly("239.1.2.5", "239.1.2.3");
    a.set("ip link set va up");
    lab.run(3);
    assertThat(seen())
        .containsExactly(V3 + "4:239.1.2.5 4:239.1.2.3", V3 + "4:239.1.2.5 4:239.1.2.3");
    assertThat(groups()).containsExactly("224.0.0.1", "239.1.2.5", "239.1.2.3");
  }

  @Test
  void without_an_address_the_report_comes_from_nowhere() {
    a.set("ip addr flush dev va");
    join("224.0.0.106");
    lab.run(0.012);
    assertThat(seen()).containsExactly("0.0.0.0 > 224.0.0.22 igmp v3 report 4:224.0.0.106");
  }

  @Test
  void reports_for_local_groups_can_be_switched_off() {
    a.set("sysctl -w net.ipv4.igmp_link_local_mcast_reports=0");
    join("224.0.0.106");
    join("239.1.2.3");
    lab.run(0.012);
    assertThat(seen()).containsExactly(V3 + "4:239.1.2.3");
  }

  /// A general query of version 3 with a maximum response time of 10 s: one report of all groups.
  @Test
  void a_general_query_is_answered_in_its_time() {
    joinThree();
    query(new IgmpMessage.Query(100, Ipv4Address.ANY, true, false, 2, 125, ImmutableList.of()));
    lab.run(10.1);
    assertThat(seen()).containsExactly(V3 + "2:239.1.2.5 2:239.1.2.4 2:239.1.2.3");
  }

  @Test
  void a_query_for_one_group_is_answered_for_that_group() {
    joinThree();
    query(new IgmpMessage.Query(10, group("239.1.2.4"), true, false, 2, 125, ImmutableList.of()));
    lab.run(1.1);
    assertThat(seen()).containsExactly(V3 + "2:239.1.2.4");
  }

  /// Each group gets a report of its own; leaving is told to all routers.
  @Test
  void an_older_router_is_spoken_to_in_version_2() {
    joinThree();
    query(new IgmpMessage.Query(100, Ipv4Address.ANY, false, false, 0, 0, ImmutableList.of()));
    lab.run(10.1);
    assertThat(seen())
        .containsExactlyInAnyOrder(
            "10.0.0.1 > 239.1.2.3 igmp 16 239.1.2.3",
            "10.0.0.1 > 239.1.2.4 igmp 16 239.1.2.4",
            "10.0.0.1 > 239.1.2.5 igmp 16 239.1.2.5");
    join("239.1.2.6");
    lab.run(11);
    assertThat(seen())
        .containsExactly(
            "10.0.0.1 > 239.1.2.6 igmp 16 239.1.2.6", "10.0.0.1 > 239.1.2.6 igmp 16 239.1.2.6");
    a.ipv4.leaveGroup(a.device("va"), group("239.1.2.6"));
    lab.run(1);
    assertThat(seen()).containsExactly("10.0.0.1 > 224.0.0.2 igmp 17 239.1.2.6");
  }

  /// Robustness 2, query interval 125 s and response interval 10 s make 260 s.
  @Test
  void the_older_router_is_forgotten_after_some_minutes() {
    query(new IgmpMessage.Query(100, Ipv4Address.ANY, false, false, 0, 0, ImmutableList.of()));
    lab.run(259);
    join("239.1.2.3");
    lab.run(0.012);
    assertThat(seen()).containsExactly("10.0.0.1 > 239.1.2.3 igmp 16 239.1.2.3");
    lab.run(20);
    seen();
    join("239.1.2.4");
    lab.run(0.012);
    assertThat(seen()).containsExactly(V3 + "4:239.1.2.4");
  }

  @Test
  void a_copy_of_the_machine_reports_by_itself() {
    join("239.1.2.3");
    Ipv4Lab other = lab.copy();
    lab.run(5);
    other.run(5);
    assertThat(other.frames()).isEqualTo(lab.frames()).hasSize(2);
  }

  private void joinThree() {
    join("239.1.2.3");
    join("239.1.2.4");
    join("239.1.2.5");
    lab.run(3);
    seen();
  }

  private void query(IgmpMessage.Query query) {
    Ipv4Address all = Ipv4Address.ALL_HOSTS;
    Ipv4Packet packet =
        Ipv4Packet.of(group("10.0.0.2"), all, 1, query).withOptions(Ipv4Packet.ROUTER_ALERT);
    NetDevice vb = b.device("vb");
    vb.send(
        new SocketBuffer(
            EthernetFrame.of(MacAddress.ofGroup(all), vb.address(), packet), vb, null));
    seen();
  }

  private void join(String group) {
    a.ipv4.joinGroup(a.device("va"), group(group));
  }

  private static Ipv4Address group(String text) {
    return Ipv4Address.parse(text);
  }

  private List<String> groups() {
    Ipv4Interface on = java.util.Objects.requireNonNull(a.ipv4.find(a.device("va")));
    return on.groups().memberships().stream().map(each -> each.group().toString()).toList();
  }

  /// What came in at the other end, without times.
  private List<String> seen() {
    return lab.frames().stream().map(line -> line.substring(line.indexOf("< ") + 2)).toList();
  }
}
