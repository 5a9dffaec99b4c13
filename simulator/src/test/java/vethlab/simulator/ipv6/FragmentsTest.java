package vethlab.simulator.ipv6;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.Icmpv6Message;

/// Packets in pieces, between hosts a and b of [Link].
///
/// What is sent is what Linux 6.1 sent in the same situation.
class FragmentsTest {

  private final Link link = new Link(5);

  @Test
  void a_long_packet_is_cut_and_so_is_its_answer() {
    link.a.ping(Link.B, 5, 3000);
    link.lab.settle();
    assertThat(link.lab.sent("v1"))
        .containsExactly(
            Link.B + " > " + Link.A + " fragment 0+1448",
            Link.B + " > " + Link.A + " fragment 1448+1448",
            Link.B + " > " + Link.A + " fragment 2896+112");
    assertThat(link.a.heard()).endsWith(Link.B + " pong 5 on v0");
  }

  @Test
  void the_order_of_pieces_does_not_matter_nor_does_one_that_comes_twice() {
    String first = Link.A + " > " + Link.B + " fragment 0+1448";
    String second = Link.A + " > " + Link.B + " fragment 1448+560";
    link.fragments(11, new int[] {0, 1000, 1}, new int[] {1000, 1008, 0});
    assertThat(link.answers()).containsExactly(first, second);
    link.fragments(12, new int[] {1000, 1008, 0}, new int[] {0, 1000, 1});
    assertThat(link.answers()).containsExactly(first, second);
    link.fragments(13, new int[] {0, 1000, 1}, new int[] {0, 1000, 1}, new int[] {1000, 1008, 0});
    assertThat(link.answers()).containsExactly(first, second);
    link.fragments(17, new int[] {1000, 1008, 0}, new int[] {0, 400, 1}, new int[] {400, 600, 1});
    assertThat(link.answers()).containsExactly(first, second);
  }

  @Test
  void pieces_that_overlap_are_worthless() {
    link.fragments(14, new int[] {0, 1000, 1}, new int[] {992, 1016, 0}, new int[] {1000, 1008, 0});
    assertThat(link.answers()).isEmpty();
  }

  @Test
  void a_piece_of_odd_length_that_is_not_the_last_is_a_mistake() {
    link.fragments(15, new int[] {0, 1000, 1}, new int[] {1000, 1004, 1});
    assertThat(((Icmpv6Message.Error) link.last().transport()).rest())
        .as("pointer to the length")
        .isEqualTo(4);
    assertThat(link.answers()).containsExactly(Link.A + " > " + Link.B + " error 4/0");
  }

  @Test
  void who_waits_in_vain_for_the_rest_says_so_after_a_minute() {
    link.fragments(18, new int[] {0, 1000, 1});
    link.fragments(19, new int[] {1000, 1008, 0});
    link.lab.seen.clear();
    link.seconds(59);
    assertThat(link.answers()).noneMatch(each -> each.contains("error"));
    link.seconds(2);
    assertThat(link.answers())
        .filteredOn(each -> each.contains("error"))
        .containsExactly(Link.A + " > " + Link.B + " error 3/1");
  }

  @Test
  void pieces_are_kept_in_a_fork() {
    link.fragments(20, new int[] {0, 1000, 1});
    Ipv6Lab fork = Fork.copy(link.lab);
    fork.watch(fork.host(0).device("v0"));
    fork.run(java.time.Duration.ofSeconds(61));
    assertThat(fork.sent("v0")).contains(Link.A + " > " + Link.B + " error 3/1");
    link.fragments(20, new int[] {1000, 1008, 0});
    assertThat(link.answers()).contains(Link.A + " > " + Link.B + " fragment 0+1448");
  }
}
