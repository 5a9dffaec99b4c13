package vethlab.simulator.ipv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vethlab.simulator.ipv4.Ipv4Lab.Host;

/// `a` (10.0.0.1 on va) and `b` (10.0.0.2 on vb) on one cable, both told to answer pings to many
/// (`icmp_echo_ignore_broadcasts` 0).
///
/// Expected answers are those that tcpdump on any device of `a` showed on Linux 6.1, with `ping` of
/// iputils 20221126:
///
/// ```
/// ip netns exec a ping -c1 -W1 -I va 224.0.0.1      # and -L; 239.1.1.1; -b 255.255.255.255
/// ip netns exec a ping -c1 0.0.0.0; ip netns exec a ping -c1 -I lo 10.0.0.2
/// ```
class ToManyTest {

  private final Ipv4Lab lab = new Ipv4Lab();
  private final Host a = lab.host("a");
  private final Host b = lab.host("b");

  @BeforeEach
  void cable() {
    lab.cable(a, "va", b, "vb");
    for (Host each : List.of(a, b)) {
      each.set("ip link set lo up");
      each.set("sysctl -w net.ipv4.icmp_echo_ignore_broadcasts=0");
    }
    Ipv4Lab.up(a, "va", "10.0.0.1/24");
    Ipv4Lab.up(b, "vb", "10.0.0.2/24");
    lab.run(5);
    lab.watch(a, "va");
  }

  @Test
  void a_group_is_answered_by_its_members_the_sender_too() {
    pingBy("va", "224.0.0.1", true);
    assertThat(answerers()).containsExactly("10.0.0.1", "10.0.0.2");
  }

  @Test
  void without_the_copy_only_others_answer() {
    pingBy("va", "224.0.0.1", false);
    assertThat(answerers()).containsExactly("10.0.0.2");
  }

  @Test
  void a_group_that_nobody_joined_is_sent_to_and_not_answered() {
    pingBy("va", "239.1.1.1", true);
    assertThat(answerers()).isEmpty();
    assertThat(lab.frames()).containsExactly("5.000 va > 10.0.0.1 > 239.1.1.1 echo request 1");
  }

  @Test
  void the_limited_broadcast_is_answered_by_all() {
    pingBy("va", "255.255.255.255", true);
    assertThat(answerers()).containsExactly("10.0.0.1", "10.0.0.2");
  }

  @Test
  void groups_and_broadcasts_need_a_route_or_a_device() {
    assertThat(a.ping("224.0.0.1", 1)).isInstanceOf(SendResult.Refused.class);
    a.set("ip route add default via 10.0.0.2");
    a.ping("224.0.0.1", 1);
    lab.run(1);
    assertThat(answerers()).containsExactly("10.0.0.1", "10.0.0.2");
    assertThat(lab.frames()).contains("5.000 va > 10.0.0.1 > 224.0.0.1 echo request 1");
  }

  @Test
  void the_unspecified_address_is_this_host() {
    a.ping("0.0.0.0", 1);
    lab.run(1);
    assertThat(answerers()).containsExactly("127.0.0.1");
  }

  /// The request is looped back and answered from an address that is not the host's: which fails.
  @Test
  void another_hosts_address_over_the_loopback_device_does_not_answer() {
    pingBy("lo", "10.0.0.2", true);
    assertThat(answerers()).isEmpty();
    assertThat(lab.frames()).isEmpty();
  }

  @Test
  void a_sender_bound_to_the_device_of_its_own_address_is_answered_over_the_loopback_device() {
    lab.watch(a, "lo");
    pingBy("va", "10.0.0.1", true);
    assertThat(answerers()).containsExactly("10.0.0.1");
    assertThat(lab.frames())
        .containsExactly(
            "5.000 lo > 10.0.0.1 > 10.0.0.1 echo request 1",
            "5.000 lo < 10.0.0.1 > 10.0.0.1 echo request 1",
            "5.000 lo > 10.0.0.1 > 10.0.0.1 echo reply 1",
            "5.000 lo < 10.0.0.1 > 10.0.0.1 echo reply 1");
  }

  /// `ping -c30 -i 0.01 10.7.7.7` through a router without a route to it: two answers; ten seconds
  /// later, `-i 0.2`: two again.
  @Test
  void errors_are_rationed() {
    b.set("sysctl -w net.ipv4.ip_forward=1");
    a.set("ip route add default via 10.0.0.2");
    flood(0.016);
    assertThat(a.raw.heard).hasSize(2);
    lab.run(10);
    flood(0.2);
    assertThat(a.raw.heard).hasSize(4);
  }

  private void flood(double pause) {
    for (int i = 0; i < 30; i++) {
      a.ping("10.7.7.7", i);
      lab.run(pause);
    }
  }

  private void pingBy(String device, String destination, boolean loop) {
    a.ping(
        destination,
        1,
        how -> how.boundDevice(a.device(device).index()).broadcast(true).multicastLoop(loop));
    lab.run(1);
  }

  private List<String> answerers() {
    return a.raw.heard.stream().map(line -> line.split(" ", -1)[3]).toList();
  }
}
