package vethlab.simulator.ipv4;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.ipv4.Ipv4Lab.Host;
import vethlab.simulator.ipv4.Ipv4Request.Fragmentation;

/// Two hosts on one cable, `a` with 10.0.0.1 on va and `b` with 10.0.0.2 on vb, both with loopback
/// up; pings from `a`, and what tcpdump on va and `ip neigh` say.
///
/// Expected frames, replies and states are those of Linux 6.1 with `ping` of iputils 20221126:
///
/// ```
/// ip netns add a; ip netns add b; ip link add va netns a type veth peer name vb netns b
/// ip -n a link set lo up; ip -n a addr add 10.0.0.1/24 dev va; ip -n a link set va up
/// ip -n b link set lo up; ip -n b addr add 10.0.0.2/24 dev vb; ip -n b link set vb up
/// ip netns exec a tcpdump -i va -n -v &
/// ip netns exec a ping …
/// ```
class PingTest {

  private final Ipv4Lab lab = new Ipv4Lab();
  private final Host a = lab.host("a");
  private final Host b = lab.host("b");

  @BeforeEach
  void cable() {
    lab.cable(a, "va", b, "vb");
    a.set("ip link set lo up");
    b.set("ip link set lo up");
    Ipv4Lab.up(a, "va", "10.0.0.1/24");
    Ipv4Lab.up(b, "vb", "10.0.0.2/24");
    lab.run(5);
    lab.watch(a, "va");
  }

  @Test
  void first_ping_asks_for_the_neighbour_and_is_answered() {
    a.ping("10.0.0.2", 1);
    lab.run(1);
    assertThat(lab.frames())
        .containsExactly(
            "5.000 va > who-has 10.0.0.2 tell 10.0.0.1",
            "5.000 va < 10.0.0.2 is-at 02",
            "5.000 va > 10.0.0.1 > 10.0.0.2 echo request 1",
            "5.000 va < 10.0.0.2 > 10.0.0.1 echo reply 1");
    assertThat(a.raw.heard).containsExactly("reply 1 from 10.0.0.2 ttl=64");
    assertThat(a.run("ip neigh")).isEqualTo("10.0.0.2 dev va lladdr 02:00:00:00:00:02 REACHABLE");
    assertThat(b.run("ip neigh")).isEqualTo("10.0.0.1 dev vb lladdr 02:00:00:00:00:01 DELAY");
  }

  /// The asked host learned the asker's address from the question, which proves nothing about the
  /// way there: five seconds after it answered it makes sure.
  @Test
  void the_asked_host_probes_the_asker_after_five_seconds() {
    a.ping("10.0.0.2", 1);
    lab.run(4.5);
    lab.frames();
    lab.run(4);
    assertThat(lab.frames())
        .containsExactly(
            "10.000 va < who-has 10.0.0.1 tell 10.0.0.2", "10.000 va > 10.0.0.1 is-at 01");
    assertThat(b.run("ip neigh")).isEqualTo("10.0.0.1 dev vb lladdr 02:00:00:00:00:01 REACHABLE");
  }

  @Test
  void idle_neighbours_become_stale_and_are_probed_when_used_again() {
    a.ping("10.0.0.2", 1);
    lab.run(69);
    assertThat(a.run("ip neigh")).isEqualTo("10.0.0.2 dev va lladdr 02:00:00:00:00:02 STALE");
    lab.frames();
    a.ping("10.0.0.2", 2);
    lab.run(1);
    assertThat(a.run("ip neigh")).isEqualTo("10.0.0.2 dev va lladdr 02:00:00:00:00:02 DELAY");
    lab.run(5);
    // Both ask in the same tick, so the order of the last four is a race.
    assertThat(lab.frames())
        .containsExactlyInAnyOrder(
            "74.000 va > 10.0.0.1 > 10.0.0.2 echo request 2",
            "74.000 va < 10.0.0.2 > 10.0.0.1 echo reply 2",
            "79.000 va > who-has 10.0.0.2 tell 10.0.0.1",
            "79.000 va < who-has 10.0.0.1 tell 10.0.0.2",
            "79.000 va > 10.0.0.1 is-at 01",
            "79.000 va < 10.0.0.2 is-at 02");
    assertThat(a.run("ip neigh")).isEqualTo("10.0.0.2 dev va lladdr 02:00:00:00:00:02 REACHABLE");
  }

  @Test
  void silent_neighbour_is_unreachable_from_the_own_address_after_three_questions() {
    for (int i = 1; i <= 3; i++) {
      a.ping("10.0.0.9", i);
      lab.run(1);
    }
    lab.run(0.5);
    assertThat(lab.frames())
        .containsExactly(
            "5.000 va > who-has 10.0.0.9 tell 10.0.0.1",
            "6.000 va > who-has 10.0.0.9 tell 10.0.0.1",
            "7.000 va > who-has 10.0.0.9 tell 10.0.0.1");
    assertThat(a.raw.heard)
        .containsExactly(
            "host unreachable from 10.0.0.1 about 10.0.0.9",
            "host unreachable from 10.0.0.1 about 10.0.0.9",
            "host unreachable from 10.0.0.1 about 10.0.0.9");
    assertThat(a.run("ip neigh")).isEqualTo("10.0.0.9 dev va FAILED");
  }

  @Test
  void own_address_answers_while_the_loopback_device_is_up() {
    a.ping("10.0.0.1", 1);
    lab.run(1);
    assertThat(a.raw.heard).containsExactly("reply 1 from 10.0.0.1 ttl=64");
    a.set("ip link set lo down");
    assertThat(a.ping("10.0.0.1", 2)).isInstanceOf(SendResult.Sent.class);
    lab.run(5);
    assertThat(a.raw.heard).hasSize(1);
    assertThat(lab.frames()).isEmpty();
  }

  @Test
  void destination_without_a_route_is_refused() {
    assertThat(a.ping("10.5.0.1", 1))
        .isInstanceOfSatisfying(
            SendResult.Refused.class,
            refused -> {
              assertThat(refused.errno()).isEqualTo(Errno.ENETUNREACH);
              assertThat(refused.missing()).isEqualTo("a route to 10.5.0.1");
            });
  }

  @Test
  void broadcast_needs_leave_and_is_not_answered_by_default() {
    assertThat(a.ping("10.0.0.255", 1))
        .isInstanceOfSatisfying(
            SendResult.Refused.class,
            refused -> assertThat(refused.errno()).isEqualTo(Errno.EACCES));
    a.ping("10.0.0.255", 2, how -> how.broadcast(true));
    lab.run(1);
    assertThat(lab.frames()).containsExactly("5.000 va > 10.0.0.1 > 10.0.0.255 echo request 2");
    assertThat(a.raw.heard).isEmpty();
  }

  @Test
  void broadcast_is_answered_by_whoever_is_told_to() {
    a.set("sysctl -w net.ipv4.icmp_echo_ignore_broadcasts=0");
    b.set("sysctl -w net.ipv4.icmp_echo_ignore_broadcasts=0");
    a.ping("10.0.0.255", 1, how -> how.broadcast(true));
    lab.run(1);
    assertThat(a.raw.heard)
        .containsExactly("reply 1 from 10.0.0.1 ttl=64", "reply 1 from 10.0.0.2 ttl=64");
  }

  /// `ping -s 3000`, `ping -s 3000 -M do`, `ping -s 1472 -M do`.
  @Test
  void long_packets_are_fragmented_unless_that_is_forbidden() {
    assertThat(ping(3000, Fragmentation.PATH)).isInstanceOf(SendResult.Sent.class);
    lab.run(1);
    assertThat(lab.frames().subList(2, 8))
        .containsExactly(
            "5.000 va > 10.0.0.1 > 10.0.0.2 fragment frag 0:1480+",
            "5.000 va > 10.0.0.1 > 10.0.0.2 fragment frag 1480:1480+",
            "5.000 va > 10.0.0.1 > 10.0.0.2 fragment frag 2960:48",
            "5.000 va < 10.0.0.2 > 10.0.0.1 fragment frag 0:1480+",
            "5.000 va < 10.0.0.2 > 10.0.0.1 fragment frag 1480:1480+",
            "5.000 va < 10.0.0.2 > 10.0.0.1 fragment frag 2960:48");
    assertThat(a.raw.heard).containsExactly("reply 1 from 10.0.0.2 ttl=64");
    assertThat(ping(3000, Fragmentation.FORBIDDEN))
        .isEqualTo(new SendResult.Refused(Errno.EMSGSIZE, a.device("va").origin(), null, 1500));
    assertThat(ping(1472, Fragmentation.FORBIDDEN)).isInstanceOf(SendResult.Sent.class);
  }

  private SendResult ping(int size, Fragmentation how) {
    return a.ipv4.send(
        Ipv4Request.to(
                vethlab.simulator.packet.Ipv4Address.parse("10.0.0.2"),
                new vethlab.simulator.packet.IcmpMessage.Echo(
                    true, 7, 1, vethlab.simulator.packet.Bytes.of(new byte[size])))
            .fragmentation(how)
            .build());
  }

  /// A copy of the machine taken while a neighbour is being asked goes on by itself.
  @Test
  void two_copies_of_a_waiting_machine_end_alike_and_apart() {
    a.ping("10.0.0.9", 1);
    a.ping("10.0.0.2", 1);
    lab.run(1.5);
    Ipv4Lab other = lab.copy();
    other.run(5);
    assertThat(a.raw.heard).containsExactly("reply 1 from 10.0.0.2 ttl=64");
    Host otherA = other.host("a");
    lab.run(5);
    assertThat(otherA.raw.heard).isEqualTo(a.raw.heard).hasSize(2);
    assertThat(otherA.run("ip neigh")).isEqualTo(a.run("ip neigh"));
    otherA.set("ip link set va down");
    assertThat(otherA.run("ip neigh")).isEmpty();
    assertThat(a.run("ip neigh")).isNotEmpty();
    assertThat(a.run("ip route")).isNotEmpty();
  }
}
