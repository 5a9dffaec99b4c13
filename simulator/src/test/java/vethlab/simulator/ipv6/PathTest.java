package vethlab.simulator.ipv6;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.wire.Wire;

/// What a learns about single destinations beyond b: redirects, and packets that were too big.
///
/// It is what Linux 6.1 learned.
class PathTest {

  private final Link link = new Link(12);
  private final RouteWords route = new RouteWords(link.a);

  @BeforeEach
  void add_a_route() {
    assertThat(route.run("add 2001:db8:5::/64 via fe80::ff:fe00:2 dev v0")).isEmpty();
  }

  private void redirect(String target, String destination) {
    link.inject(
        Link.packet(
            Link.LLB,
            Link.A,
            255,
            new Icmpv6Message.Other(
                Icmpv6Message.REDIRECT,
                0,
                Bytes.ofHex("00000000" + hex(target) + hex(destination) + "0201020000000002"))));
  }

  private static String hex(String address) {
    vethlab.simulator.packet.Ipv6Address parsed =
        vethlab.simulator.packet.Ipv6Address.parse(address);
    return String.format("%016x%016x", parsed.high(), parsed.low());
  }

  private void tooBig(int mtu, String destination) {
    Bytes whole = Wire.encode(Link.packet(Link.A, destination, 64, Link.ping(7, 1400)));
    link.inject(
        Link.packet(
            Link.B,
            Link.A,
            64,
            new Icmpv6Message.Error(Icmpv6Message.PACKET_TOO_BIG, 0, mtu, whole.slice(0, 1232))));
  }

  @Test
  void a_redirect_counts_for_one_destination() {
    redirect("fe80::99", "2001:db8:5::9");
    assertThat(route.run("get 2001:db8:5::9")).isEqualTo("via fe80::99 dev v0 src " + Link.A);
    redirect("2001:db8:5::9", "2001:db8:5::9");
    assertThat(route.run("get 2001:db8:5::9")).isEqualTo("dev v0 src " + Link.A);
    assertThat(route.run("get 2001:db8:5::8"))
        .isEqualTo("via " + Link.LLB + " dev v0 src " + Link.A);
  }

  @Test
  void only_the_router_that_is_used_can_redirect() {
    redirect("fe80::99", "2001:db8:9::9");
    assertThat(route.run("get 2001:db8:9::9"))
        .isEqualTo("RTNETLINK answers: Network is unreachable");
  }

  @Test
  void packets_are_cut_shorter_when_a_router_says_so() {
    tooBig(1300, "2001:db8:5::8");
    link.a.ping("2001:db8:5::8", 1, 1400);
    link.lab.settle();
    assertThat(link.answers())
        .filteredOn(each -> each.contains("fragment"))
        .containsExactly(
            Link.A + " > 2001:db8:5::8 fragment 0+1248",
            Link.A + " > 2001:db8:5::8 fragment 1248+160");
  }

  @Test
  void less_than_1280_octets_is_not_believed_and_more_time_forgets() {
    tooBig(1300, "2001:db8:5::8");
    tooBig(1200, "2001:db8:5::8");
    assertThat(mtu("2001:db8:5::8")).isEqualTo(1300);
    assertThat(mtu("2001:db8:5::9")).isEqualTo(1500);
    link.seconds(601);
    assertThat(mtu("2001:db8:5::8")).isEqualTo(1500);
  }

  private int mtu(String destination) {
    Ipv6Request question =
        Ipv6Request.of(
            Link.ping(1, 8), vethlab.simulator.packet.Ipv6Address.parse(destination), "question");
    return ((Ipv6Sent.Routed) link.a.ipv6.route(question)).way().mtu();
  }
}
