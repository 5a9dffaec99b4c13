package vethlab.simulator.ipv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vethlab.simulator.ipv4.Ipv4Lab.Host;
import vethlab.simulator.neighbour.Neighbour;
import vethlab.simulator.neighbour.NudState;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.trace.DropReason;

/// A host with 10.0.0.1/24 on va whose neighbours do not answer, and packets that wait for them.
class NeighbourQueueTest {

  private final Ipv4Lab lab = new Ipv4Lab();
  private final Host a = lab.host("a");
  private final Host b = lab.host("b");

  @BeforeEach
  void cable() {
    lab.cable(a, "va", b, "vb");
    a.set("ip link set lo up");
    b.set("ip link set vb up");
    Ipv4Lab.up(a, "va", "10.0.0.1/24");
    lab.run(3);
  }

  /// How many pings of a size wait at the most. On Linux 6.1 a router got 450 pings at 10 ms for a
  /// silent neighbour; in the 3.07 s until it gave up, and in the rest, the counter
  /// `unresolved_discards` of `/proc/net/stat/arp_cache` rose by 28, 29, 138, 139, 266 and 266:
  ///
  /// ```
  /// ip netns exec a ping -q -i 0.002 -c 450 -W1 -s SIZE 10.0.1.9
  /// ```
  ///
  /// that is, 307 less what fits, and 143 less what fits.
  @ParameterizedTest
  @CsvSource({"0, 277", "56, 277", "200, 166", "500, 166", "1000, 92", "1472, 92"})
  void as_many_packets_wait_as_their_true_size_allows(int size, int fitting) {
    for (int i = 0; i < 300; i++) {
      IcmpMessage.Echo echo = new IcmpMessage.Echo(true, 7, i, Bytes.of(new byte[size]));
      a.ipv4.send(Ipv4Request.to(ip("10.0.0.9"), echo).build());
    }
    assertThat(neighbour("10.0.0.9").queueLength()).isEqualTo(fitting);
    assertThat(lab.core.drops()).containsEntry(DropReason.NEIGH_QUEUEFULL, 300L - fitting);
  }

  @Test
  void a_device_that_goes_down_takes_the_waiting_packets_with_it() {
    a.ping("10.0.0.9", 1);
    a.set("ip link set va down");
    lab.run(5);
    assertThat(a.raw.heard).isEmpty();
    assertThat(lab.core.drops()).containsEntry(DropReason.NEIGH_DEAD, 1L);
  }

  /// A neighbour that answers after two seconds gets all that waited, in order.
  @Test
  void a_late_answer_lets_all_waiting_packets_go() {
    a.ping("10.0.0.2", 1);
    lab.run(1.5);
    a.ping("10.0.0.2", 2);
    Ipv4Lab.up(b, "vb", "10.0.0.2/24");
    b.set("ip link set lo up");
    lab.watch(b, "vb");
    lab.run(1);
    assertThat(lab.frames())
        .containsExactly(
            "5.000 vb < who-has 10.0.0.2 tell 10.0.0.1",
            "5.000 vb > 10.0.0.2 is-at 02",
            "5.000 vb < 10.0.0.1 > 10.0.0.2 echo request 1",
            "5.000 vb > 10.0.0.2 > 10.0.0.1 echo reply 1",
            "5.000 vb < 10.0.0.1 > 10.0.0.2 echo request 2",
            "5.000 vb > 10.0.0.2 > 10.0.0.1 echo reply 2");
  }

  /// `sysctl net.ipv4.neigh.va.mcast_solicit=0`: nobody is asked.
  @Test
  void without_questions_a_neighbour_fails_at_once() {
    a.set("sysctl -w net.ipv4.neigh.va.mcast_solicit=0");
    a.ping("10.0.0.9", 1);
    assertThat(neighbour("10.0.0.9").state()).isEqualTo(NudState.FAILED);
    assertThat(lab.core.drops()).containsEntry(DropReason.NEIGH_FAILED, 1L);
  }

  /// The first time is asked once a second, and a failed neighbour is asked again from the start.
  @Test
  void questions_follow_the_settings_of_the_device() {
    a.set("sysctl -w net.ipv4.neigh.va.retrans_time_ms=200");
    a.set("sysctl -w net.ipv4.neigh.va.mcast_solicit=2");
    lab.watch(a, "va");
    a.ping("10.0.0.9", 1);
    lab.run(3);
    assertThat(lab.frames())
        .containsExactly(
            "3.000 va > who-has 10.0.0.9 tell 10.0.0.1",
            "3.200 va > who-has 10.0.0.9 tell 10.0.0.1");
    assertThat(a.raw.heard).hasSize(1);
  }

  @Test
  void confirmation_from_above_keeps_a_neighbour_reachable() {
    a.set("ip neigh add 10.0.0.2 lladdr 02:00:00:00:00:02 nud reachable dev va");
    for (int i = 0; i < 100; i++) {
      a.ping("10.0.0.2", i, how -> how.confirm(true));
      lab.run(1);
    }
    assertThat(neighbour("10.0.0.2").state()).isEqualTo(NudState.REACHABLE);
    assertThat(neighbour("10.0.0.2").sinceConfirmed()).hasSeconds(1);
  }

  /// Stale entries of a table of 128 or more go after a minute without use; fewer stay for good.
  @Test
  void a_large_table_is_tidied() {
    for (int i = 1; i <= 140; i++) {
      a.set("ip neigh add 10.0.0." + (i + 10) + " lladdr 02:00:00:00:01:01 nud stale dev va");
    }
    lab.run(59);
    assertThat(a.ipv4.neighbours().all()).hasSize(140);
    lab.run(20);
    assertThat(a.ipv4.neighbours().all()).isEmpty();
    for (int i = 1; i <= 100; i++) {
      a.set("ip neigh add 10.0.0." + (i + 10) + " lladdr 02:00:00:00:01:01 nud stale dev va");
    }
    lab.run(1000);
    assertThat(a.ipv4.neighbours().all()).hasSize(100);
  }

  @Test
  void a_full_table_makes_no_more_entries() {
    a.set("ip addr add 10.8.0.1/16 dev va");
    for (int i = 0; i < 1030; i++) {
      a.ping("10.8." + (i / 200 + 1) + "." + (i % 200 + 1), 1);
    }
    assertThat(a.ipv4.neighbours().all()).hasSize(1024);
    assertThat(lab.core.drops()).containsEntry(DropReason.NEIGH_CREATEFAIL, 6L);
  }

  private Neighbour neighbour(String address) {
    return Objects.requireNonNull(a.ipv4.neighbours().lookup(a.device("va"), ip(address)));
  }

  private static Ipv4Address ip(String text) {
    return Ipv4Address.parse(text);
  }
}
