package vethlab.simulator.ipv6;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vethlab.simulator.packet.Ipv6Address;

/// Two namespaces, a with v0 (02:…:01) and b with v1 (02:…:02), a cable between them that has been
/// up for a while; a has 2001:db8::1/64, b has 2001:db8::2/64, set without detection of duplicates.
///
/// What is sent, and in which order, is what Linux 6.1 sent in the same situation.
class NeighboursOnALinkTest {

  private static final String LL_A = "fe80::ff:fe00:1";
  private static final String LL_B = "fe80::ff:fe00:2";

  private final Ipv6Lab lab = new Ipv6Lab(2);
  private final Ipv6Lab.Host a = lab.host("a");
  private final Ipv6Lab.Host b = lab.host("b");

  @BeforeEach
  void cable() {
    lab.cable(a, "v0", b, "v1");
    a.up("lo");
    b.up("lo");
    a.up("v0");
    b.up("v1");
    lab.run(Duration.ofSeconds(5));
  }

  private void configure() {
    a.add("2001:db8::1", 64, "v0");
    b.ipv6.addAddress(
        b.device("v1"),
        Ipv6AddressRequest.add(Ipv6Address.parse("2001:db8::2"), 64).withFlags(AddressFlag.NODAD));
    lab.run(Duration.ofSeconds(4));
    lab.seen.clear();
  }

  private List<String> sentWithoutSolicitations(String device) {
    return lab.sent(device).stream().filter(each -> !each.endsWith("router?")).toList();
  }

  private static List<String> neighbours(Ipv6Lab.Host host) {
    return host.ipv6.neighbours().all().stream()
        .filter(each -> !each.address().isMulticast())
        .map(each -> each.address() + " " + each.state())
        .toList();
  }

  @Test
  void a_new_address_is_announced_together_with_the_groups_that_are_known() {
    lab.seen.clear();
    a.add("2001:db8::1", 64, "v0");
    assertThat(a.addresses("v0")).containsExactly("2001:db8::1/64 tentative", LL_A + "/64");
    lab.run(Duration.ofSeconds(4));
    assertThat(sentWithoutSolicitations("v0"))
        .containsExactlyInAnyOrder(
            LL_A + " > ff02::16 report 4:ff02::1:ff00:1",
            LL_A + " > ff02::16 report 4:ff02::1:ff00:1",
            ":: > ff02::1:ff00:1 who has 2001:db8::1");
    assertThat(a.addresses("v0")).containsExactly("2001:db8::1/64", LL_A + "/64");
  }

  @Test
  void an_address_without_detection_is_usable_at_once() {
    lab.seen.clear();
    b.ipv6.addAddress(
        b.device("v1"),
        Ipv6AddressRequest.add(Ipv6Address.parse("2001:db8::77:1"), 64)
            .withFlags(AddressFlag.NODAD));
    lab.run(Duration.ofMillis(1));
    assertThat(b.addresses("v1")).containsExactly("2001:db8::77:1/64", LL_B + "/64");
    lab.run(Duration.ofSeconds(2));
    assertThat(sentWithoutSolicitations("v1"))
        .containsExactly(
            LL_B + " > ff02::16 report 4:ff02::1:ff77:1 4:ff02::1:ff00:2",
            LL_B + " > ff02::16 report 4:ff02::1:ff77:1 4:ff02::1:ff00:2");
  }

  @Test
  void the_first_ping_asks_for_the_neighbour_and_the_answer_teaches_both() {
    configure();
    a.ping("2001:db8::2", 1);
    lab.settle();
    assertThat(sentWithoutSolicitations("v0"))
        .containsExactly(
            "2001:db8::1 > ff02::1:ff00:2 who has 2001:db8::2", "2001:db8::1 > 2001:db8::2 ping 1");
    assertThat(sentWithoutSolicitations("v1"))
        .containsExactly(
            "2001:db8::2 > 2001:db8::1 2001:db8::2 is here solicited override",
            "2001:db8::2 > 2001:db8::1 pong 1");
    assertThat(a.heard()).containsExactly("2001:db8::2 pong 1 on v0");
    assertThat(neighbours(a)).contains("2001:db8::2 REACHABLE");
    assertThat(neighbours(b)).contains("2001:db8::1 DELAY");
  }

  @Test
  void a_neighbour_not_heard_of_for_five_seconds_is_asked_directly() {
    configure();
    a.ping("2001:db8::2", 1);
    lab.settle();
    lab.seen.clear();
    lab.run(Duration.ofSeconds(11));
    assertThat(sentWithoutSolicitations("v1").getFirst())
        .isEqualTo(LL_B + " > 2001:db8::1 who has 2001:db8::1");
    assertThat(sentWithoutSolicitations("v0"))
        .containsExactly(
            "2001:db8::1 > " + LL_B + " 2001:db8::1 is here solicited",
            LL_A + " > " + LL_B + " who has " + LL_B);
    assertThat(sentWithoutSolicitations("v1"))
        .containsExactly(
            LL_B + " > 2001:db8::1 who has 2001:db8::1",
            LL_B + " > " + LL_A + " " + LL_B + " is here solicited");
    assertThat(neighbours(b)).containsExactlyInAnyOrder("2001:db8::1 REACHABLE", LL_A + " DELAY");
  }

  @Test
  void a_neighbour_that_is_not_there_is_asked_three_times_and_the_sender_told() {
    configure();
    lab.watch(a.device("lo"));
    a.ping("2001:db8::77", 1);
    lab.run(Duration.ofSeconds(4));
    assertThat(sentWithoutSolicitations("v0"))
        .containsExactly(
            "2001:db8::1 > ff02::1:ff00:77 who has 2001:db8::77",
            "2001:db8::1 > ff02::1:ff00:77 who has 2001:db8::77",
            "2001:db8::1 > ff02::1:ff00:77 who has 2001:db8::77");
    assertThat(lab.sent("lo")).containsExactly("2001:db8::1 > 2001:db8::1 error 1/3");
    assertThat(lab.seen.stream().filter(each -> each.device().equals("lo")))
        .extracting(each -> each.frame().length())
        .containsExactly(166);
    assertThat(a.heard()).containsExactly("2001:db8::1 error 1/3 on v0");
    assertThat(neighbours(a)).contains("2001:db8::77 FAILED");
  }

  @Test
  void all_nodes_answer_the_sender_included() {
    lab.seen.clear();
    lab.watch(a.device("lo"));
    a.ping("ff02::1%v0", 1);
    lab.settle();
    assertThat(lab.sent("lo")).containsExactly(LL_A + " > " + LL_A + " pong 1");
    assertThat(a.heard()).containsExactlyInAnyOrder(LL_A + " pong 1 on v0", LL_B + " pong 1 on v0");
    assertThat(lab.seen.stream().filter(each -> each.device().equals("v0")))
        .first()
        .satisfies(each -> assertThat(each.packet().hopLimit()).isEqualTo(1));
  }

  @Test
  void own_addresses_answer_over_the_loopback_device() {
    configure();
    lab.watch(a.device("lo"));
    a.ping("2001:db8::1", 1);
    a.ping("::1", 2);
    a.ping(LL_A + "%v0", 3);
    lab.settle();
    assertThat(lab.sent("lo"))
        .containsExactly(
            "2001:db8::1 > 2001:db8::1 ping 1",
            "::1 > ::1 ping 2",
            LL_A + " > " + LL_A + " ping 3",
            "2001:db8::1 > 2001:db8::1 pong 1",
            "::1 > ::1 pong 2",
            LL_A + " > " + LL_A + " pong 3");
    assertThat(a.heard())
        .containsExactly("2001:db8::1 pong 1 on v0", "::1 pong 2 on lo", LL_A + " pong 3 on v0");
    assertThat(lab.sent("v0")).isEmpty();
  }

  @Test
  void a_flow_has_one_label_and_the_answers_another() {
    configure();
    a.ping("2001:db8::2", 1);
    a.ping("2001:db8::2", 2);
    lab.settle();
    List<Integer> pings = labels("v0", "ping");
    List<Integer> pongs = labels("v1", "pong");
    assertThat(pings).hasSize(2).doesNotContain(0);
    assertThat(pings.getFirst()).isEqualTo(pings.getLast());
    assertThat(pongs.getFirst()).isEqualTo(pongs.getLast()).isNotIn(pings);
    assertThat(labels("v0", "who has")).containsOnly(0);
    assertThat(labels("v1", "is here")).containsOnly(0);
  }

  private List<Integer> labels(String device, String what) {
    return lab.seen.stream()
        .filter(each -> each.device().equals(device) && each.text().contains(what))
        .map(each -> each.packet().flowLabel())
        .toList();
  }

  @Test
  void a_removed_address_leaves_its_group() {
    b.add("2001:db8::77:1", 64, "v1");
    lab.run(Duration.ofSeconds(4));
    lab.seen.clear();
    b.ipv6.deleteAddress(b.device("v1"), Ipv6Address.parse("2001:db8::77:1"), 64);
    assertThat(b.addresses("v1")).containsExactly(LL_B + "/64");
    lab.run(Duration.ofSeconds(3));
    assertThat(sentWithoutSolicitations("v1"))
        .containsExactly(
            LL_B + " > ff02::16 report 3:ff02::1:ff77:1",
            LL_B + " > ff02::16 report 3:ff02::1:ff77:1");
  }

  @Test
  void a_device_set_down_forgets_its_addresses_and_the_other_end_keeps_them() {
    configure();
    a.down("v0");
    lab.run(Duration.ofSeconds(2));
    assertThat(a.addresses("v0")).isEmpty();
    assertThat(b.addresses("v1")).containsExactly("2001:db8::2/64", LL_B + "/64");
    assertThat(a.ipv6.fib().tables().stream().flatMap(table -> table.all().stream()))
        .extracting(route -> route.destination().toString())
        .containsExactly("::1/128");
    lab.seen.clear();
    a.up("v0");
    lab.run(Duration.ofSeconds(4));
    assertThat(sentWithoutSolicitations("v1"))
        .containsExactly(
            LL_B + " > ff02::16 report 4:ff02::1:ff00:2",
            LL_B + " > ff02::16 report 4:ff02::1:ff00:2");
    assertThat(a.addresses("v0")).containsExactly(LL_A + "/64");
    assertThat(lab.sent("v0"))
        .contains(":: > ff02::1:ff00:1 who has " + LL_A, LL_A + " > ff02::2 router?");
  }

  @Test
  void a_second_address_of_the_same_kind_is_listed_first() {
    a.add("2001:db8::1", 64, "v0");
    a.add("2001:db8::5", 64, "v0");
    assertThat(a.addresses("v0"))
        .containsExactly("2001:db8::5/64 tentative", "2001:db8::1/64 tentative", LL_A + "/64");
  }
}
