package vethlab.simulator.ipv6;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vethlab.simulator.neighbour.Neighbour;
import vethlab.simulator.neighbour.NeighbourFlag;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.MacAddress;

/// Solicitations and advertisements that b makes up, and what a answers and believes.
///
/// Both are as with Linux 6.1 in the same situation.
class NeighbourMessagesTest {

  private static final MacAddress MAC = MacAddress.parse("02:00:00:00:00:02");
  private static final String NODE = "ff02::1:ff00:1";

  private final Link link = new Link(9);

  @BeforeEach
  void wait_until_nothing_is_under_way() {
    link.seconds(20);
    link.a.ping(Link.B, 2);
    link.lab.seen.clear();
  }

  private void ask(
      String source, String destination, String target, int hopLimit, @Nullable MacAddress mac) {
    link.inject(
        Link.packet(
            source,
            destination,
            hopLimit,
            new Icmpv6Message.NeighbourSolicitation(Ipv6Address.parse(target), mac, null)));
  }

  private void tell(String destination, String target, String flags, @Nullable MacAddress mac) {
    link.inject(
        Link.packet(
            Link.B,
            destination,
            255,
            new Icmpv6Message.NeighbourAdvertisement(
                Ipv6Address.parse(target),
                flags.contains("R"),
                flags.contains("S"),
                flags.contains("O"),
                mac)));
  }

  /// MAC address, `router` and state of a's neighbour.
  private String neighbour(String address) {
    Neighbour neighbour =
        link.a.ipv6.neighbours().lookup(link.a.device("v0"), Ipv6Address.parse(address));
    return neighbour == null
        ? "none"
        : Objects.toString(neighbour.mac())
            + (neighbour.has(NeighbourFlag.ROUTER) ? " router " : " ")
            + neighbour.state();
  }

  @Test
  void who_asks_for_the_host_alone_knows_its_address_already() {
    ask(Link.B, Link.A, Link.A, 255, MAC);
    ask(Link.B, Link.A, Link.A, 255, null);
    String answer = Link.A + " > " + Link.B + " " + Link.A + " is here solicited";
    assertThat(link.answers()).containsExactly(answer, answer);
  }

  @Test
  void a_question_from_beyond_the_link_is_not_answered() {
    ask(Link.B, Link.A, Link.A, 254, MAC);
    assertThat(link.answers()).isEmpty();
  }

  @Test
  void who_has_no_address_yet_is_answered_through_all_nodes() {
    ask("::", NODE, Link.A, 255, null);
    assertThat(link.answers())
        .containsExactly(Link.A + " > ff02::1 " + Link.A + " is here override");
  }

  @Test
  void who_asks_becomes_a_neighbour() {
    ask("2001:db8:1::55", NODE, Link.A, 255, MAC);
    assertThat(link.answers())
        .containsExactly(Link.A + " > 2001:db8:1::55 " + Link.A + " is here solicited override");
    assertThat(neighbour("2001:db8:1::55")).isEqualTo(MAC + " DELAY");
  }

  @Test
  void a_question_for_someone_else_teaches_nothing() {
    ask("2001:db8:1::56", NODE, "2001:db8:1::9", 255, MAC);
    assertThat(link.answers()).isEmpty();
    assertThat(neighbour("2001:db8:1::56")).isEqualTo("none");
  }

  @Test
  void an_answer_counts_if_it_may_override() {
    tell(Link.A, Link.B, "SO", MacAddress.parse("02:aa:aa:aa:aa:aa"));
    assertThat(neighbour(Link.B)).isEqualTo("02:aa:aa:aa:aa:aa REACHABLE");
    tell(Link.A, Link.B, "S", MacAddress.parse("02:bb:bb:bb:bb:bb"));
    assertThat(neighbour(Link.B)).isEqualTo("02:aa:aa:aa:aa:aa STALE");
    tell("ff02::1", Link.B, "O", MAC);
    assertThat(neighbour(Link.B)).isEqualTo(MAC + " STALE");
    tell(Link.A, Link.B, "RS", null);
    assertThat(neighbour(Link.B)).isEqualTo(MAC + " router REACHABLE");
  }

  @Test
  void an_answer_that_nobody_asked_for_makes_no_neighbour() {
    tell("ff02::1", "2001:db8:1::66", "O", MAC);
    assertThat(neighbour("2001:db8:1::66")).isEqualTo("none");
  }
}
