package vethlab.simulator.ipv6;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.wire.Wire;

/// Two namespaces, netns1 with veth11 (02:…:01) and netns2 with veth22 (02:…:02), a cable between
/// them; first veth11 is set up, then veth22.
///
/// What is sent, and in which order, is what Linux 6.1 sent in the same situation.
class LinkComesUpTest {

  private static final String LL1 = "fe80::ff:fe00:1";
  private static final String LL2 = "fe80::ff:fe00:2";

  private final Ipv6Lab lab = new Ipv6Lab(1);
  private final Ipv6Lab.Host one = lab.host("netns1");
  private final Ipv6Lab.Host two = lab.host("netns2");

  @BeforeEach
  void cable() {
    lab.cable(one, "veth11", two, "veth22");
    lab.run(Duration.ofSeconds(2));
  }

  private void bothUp() {
    one.up("veth11");
    lab.run(Duration.ofSeconds(2));
    two.up("veth22");
  }

  @Test
  void nothing_is_sent_and_no_address_made_without_carrier() {
    one.up("veth11");
    lab.run(Duration.ofMinutes(5));
    assertThat(lab.seen).isEmpty();
    assertThat(one.addresses("veth11")).isEmpty();
  }

  @Test
  void the_addresses_are_tentative_at_first_then_usable() {
    bothUp();
    lab.run(Duration.ofMillis(900));
    assertThat(one.addresses("veth11")).containsExactly(LL1 + "/64 tentative");
    assertThat(two.addresses("veth22")).containsExactly(LL2 + "/64 tentative");
    lab.run(Duration.ofMillis(1200));
    assertThat(one.addresses("veth11")).containsExactly(LL1 + "/64");
    assertThat(two.addresses("veth22")).containsExactly(LL2 + "/64");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void each_end_reports_asks_and_solicits(long seed) {
    Ipv6Lab other = new Ipv6Lab(seed);
    Ipv6Lab.Host first = other.host("netns1");
    Ipv6Lab.Host second = other.host("netns2");
    other.cable(first, "veth11", second, "veth22");
    first.up("veth11");
    second.up("veth22");
    other.run(Duration.ofSeconds(4));
    assertThat(other.sent("veth11"))
        .as("seed %s", seed)
        .containsExactlyInAnyOrder(
            ":: > ff02::16 report 4:ff02::1:ff00:1",
            ":: > ff02::16 report 4:ff02::1:ff00:1",
            ":: > ff02::1:ff00:1 who has " + LL1,
            LL1 + " > ff02::16 report 4:ff02::1:ff00:1",
            LL1 + " > ff02::2 router?",
            LL1 + " > ff02::16 report 4:ff02::1:ff00:1")
        .startsWith(":: > ff02::16 report 4:ff02::1:ff00:1")
        .endsWith(LL1 + " > ff02::16 report 4:ff02::1:ff00:1");
  }

  @Test
  void the_second_report_follows_within_a_second_of_the_first() {
    bothUp();
    lab.run(Duration.ofSeconds(4));
    List<Ipv6Lab.Seen> reports =
        lab.seen.stream()
            .filter(each -> each.device().equals("veth22"))
            .filter(each -> each.text().startsWith(":: > ff02::16"))
            .toList();
    assertThat(reports).hasSize(2);
    assertThat(reports.get(1).time().since(reports.getFirst().time()))
        .isBetween(Duration.ofMillis(8), Duration.ofMillis(1008));
  }

  @Test
  void the_address_is_usable_one_second_after_the_question() {
    bothUp();
    lab.run(Duration.ofSeconds(4));
    Ipv6Lab.Seen question = first("veth22", "who has");
    Ipv6Lab.Seen solicitation = first("veth22", "router?");
    assertThat(solicitation.time().since(question.time())).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void routers_are_sought_ever_more_rarely() {
    bothUp();
    lab.run(Duration.ofMinutes(3));
    List<Ipv6Lab.Seen> solicitations =
        lab.seen.stream()
            .filter(each -> each.device().equals("veth11") && each.text().endsWith("router?"))
            .toList();
    assertThat(gap(solicitations, 0)).isBetween(Duration.ofMillis(3600), Duration.ofMillis(4400));
    assertThat(gap(solicitations, 1)).isBetween(Duration.ofMillis(6840), Duration.ofMillis(9240));
    assertThat(gap(solicitations, 2))
        .isBetween(Duration.ofMillis(12_996), Duration.ofMillis(19_404));
  }

  private static Duration gap(List<Ipv6Lab.Seen> seen, int index) {
    return seen.get(index + 1).time().since(seen.get(index).time());
  }

  /// The octets that Linux 6.1 sent from a device with this MAC address.
  @Test
  void the_frames_have_the_octets_of_the_kernels() {
    one.device("veth11").setAddress(MacAddress.parse("06:1d:49:a0:ec:67"));
    bothUp();
    lab.run(Duration.ofSeconds(4));
    assertThat(octets("veth11", ":: > ff02::16"))
        .isEqualTo(
            Bytes.ofHex(
                """
                3333 0000 0016 061d 49a0 ec67 86dd 6000
                0000 0024 0001 0000 0000 0000 0000 0000
                0000 0000 0000 ff02 0000 0000 0000 0000
                0000 0000 0016 3a00 0502 0000 0100 8f00
                8282 0000 0001 0400 0000 ff02 0000 0000
                0000 0000 0001 ffa0 ec67
                """));
    assertThat(octets("veth11", "fe80::41d:49ff:fea0:ec67 > ff02::16"))
        .isEqualTo(
            Bytes.ofHex(
                """
                3333 0000 0016 061d 49a0 ec67 86dd 6000
                0000 0024 0001 fe80 0000 0000 0000 041d
                49ff fea0 ec67 ff02 0000 0000 0000 0000
                0000 0000 0016 3a00 0502 0000 0100 8f00
                4adc 0000 0001 0400 0000 ff02 0000 0000
                0000 0000 0001 ffa0 ec67
                """));
    assertThat(octets("veth11", "router?"))
        .isEqualTo(
            Bytes.ofHex(
                """
                3333 0000 0002 061d 49a0 ec67 86dd 6000
                0000 0010 3aff fe80 0000 0000 0000 041d
                49ff fea0 ec67 ff02 0000 0000 0000 0000
                0000 0000 0002 8500 06e4 0000 0000 0101
                061d 49a0 ec67
                """));
  }

  private Bytes octets(String device, String part) {
    return Bytes.of(Wire.encode(first(device, part).frame()));
  }

  @Test
  void the_question_carries_a_nonce_and_no_mac() {
    bothUp();
    lab.run(Duration.ofSeconds(2));
    Ipv6Lab.Seen question = first("veth11", "who has");
    assertThat(question.packet().hopLimit()).isEqualTo(255);
    assertThat(question.frame().destination()).isEqualTo(MacAddress.parse("33:33:ff:00:00:01"));
    assertThat(question.packet().transport())
        .isInstanceOfSatisfying(
            Icmpv6Message.NeighbourSolicitation.class,
            it -> {
              assertThat(it.sourceMac()).isNull();
              assertThat(it.nonce()).isNotNull();
              assertThat(it.length()).isEqualTo(32);
            });
  }

  @Test
  void the_loopback_address_comes_with_the_loopback_device() {
    assertThat(one.addresses("lo")).isEmpty();
    one.up("lo");
    assertThat(one.addresses("lo")).containsExactly("::1/128");
    one.down("lo");
    assertThat(one.addresses("lo")).isEmpty();
  }

  @Test
  void two_forks_behave_alike_and_never_touch_each_other() {
    bothUp();
    lab.run(Duration.ofMillis(300));
    Ipv6Lab left = Fork.copy(lab);
    Ipv6Lab right = Fork.copy(lab);
    watchAll(left);
    watchAll(right);
    left.run(Duration.ofSeconds(20));
    assertThat(right.host(0).addresses("veth11")).containsExactly(LL1 + "/64 tentative");
    right.run(Duration.ofSeconds(20));
    assertThat(texts(right)).isEqualTo(texts(left)).isNotEmpty();
    assertThat(right.host(1).addresses("veth22")).isEqualTo(left.host(1).addresses("veth22"));
  }

  private static void watchAll(Ipv6Lab fork) {
    fork.watch(fork.host(0).device("veth11"));
    fork.watch(fork.host(1).device("veth22"));
  }

  private static List<String> texts(Ipv6Lab fork) {
    return fork.seen.stream().map(each -> each.time() + " " + each.text()).toList();
  }

  private Ipv6Lab.Seen first(String device, String part) {
    return lab.seen.stream()
        .filter(each -> each.device().equals(device) && each.text().contains(part))
        .findFirst()
        .orElseThrow();
  }
}
