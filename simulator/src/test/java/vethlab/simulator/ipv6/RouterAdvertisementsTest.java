package vethlab.simulator.ipv6;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteMetric;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Prefix;
import vethlab.simulator.time.SimTime;

/// What a makes of the router advertisements of b: default route, prefix, MTU, hop limit.
///
/// It is what Linux 6.1 made of them.
class RouterAdvertisementsTest {

  private final Link link = new Link(10);

  /// An advertisement with the prefix 2001:db8:aa::/64 (on the link, for addresses), as octets.
  private void advertise(
      int lifetime, int preference, int hopLimit, int mtu, int valid, int preferred) {
    String text =
        String.format("%02x%02x%04x", hopLimit, preference, lifetime)
            + "0000000000000000"
            + "0101020000000002"
            + "05010000"
            + String.format("%08x", mtu)
            + "030440c0"
            + String.format("%08x%08x", valid, preferred)
            + "00000000"
            + "20010db800aa00000000000000000000";
    send(text);
  }

  private void send(String octets) {
    link.injectToGroup(
        Link.packet(
            Link.LLB,
            "ff02::1",
            255,
            new Icmpv6Message.Other(Icmpv6Message.ROUTER_ADVERTISEMENT, 0, Bytes.ofHex(octets))));
  }

  private Route defaultRoute() {
    return link.a.ipv6.fib().table(Route.TABLE_MAIN).at(Ipv6Prefix.ALL).getFirst();
  }

  private long secondsLeft(Route route) {
    SimTime expires = route.expires();
    return expires == null ? -1 : expires.since(link.lab.core().now()).toSeconds();
  }

  private Ipv6InterfaceAddress made() {
    return link.a.ipv6.addresses(link.a.device("v0")).getFirst();
  }

  @Test
  void the_host_gets_an_address_routes_and_settings() {
    advertise(30, 0, 50, 1400, 40, 20);
    assertThat(link.a.addresses("v0"))
        .containsExactly("2001:db8:aa::ff:fe00:1/64 tentative", Link.A + "/64", Link.LLA + "/64");
    assertThat(link.a.routes(Route.TABLE_MAIN))
        .containsExactly(
            "UNICAST 2001:db8:1::/64 v0 256",
            "UNICAST 2001:db8:aa::/64 v0 256",
            "UNICAST fe80::/64 v0 256",
            "UNICAST ::/0 via " + Link.LLB + " v0 1024");
    assertThat(secondsLeft(defaultRoute())).isEqualTo(30);
    assertThat(defaultRoute().metrics().get(RouteMetric.MTU)).isEqualTo(1400);
    assertThat(defaultRoute().metrics().get(RouteMetric.HOPLIMIT)).isEqualTo(50);
    assertThat(link.a.ipv6.sysctls().read("conf/v0/mtu")).isEqualTo("1400");
    assertThat(link.a.ipv6.sysctls().read("conf/v0/hop_limit")).isEqualTo("50");
    link.seconds(3);
    assertThat(link.answers())
        .filteredOn(each -> each.contains("aa:"))
        .containsExactly(":: > ff02::1:ff00:1 who has 2001:db8:aa::ff:fe00:1");
    assertThat(made().is(AddressFlag.TENTATIVE)).isFalse();
  }

  @Test
  void a_second_advertisement_changes_what_the_first_said() {
    advertise(30, 0, 50, 1400, 40, 20);
    link.seconds(3);
    advertise(60, 8, 0, 0, 40, 20);
    assertThat(secondsLeft(defaultRoute())).isEqualTo(60);
    assertThat(defaultRoute().preference().name()).isEqualTo("HIGH");
    assertThat(defaultRoute().metrics().get(RouteMetric.MTU)).isEqualTo(1400);
    assertThat(defaultRoute().metrics().get(RouteMetric.HOPLIMIT)).isEqualTo(50);
    advertise(60, 0x18, 0, 0, 7300, 0);
    assertThat(made().validSeconds()).isEqualTo(7300);
    assertThat(link.a.addresses("v0").getFirst()).isEqualTo("2001:db8:aa::ff:fe00:1/64 deprecated");
  }

  @Test
  void a_router_that_is_none_any_more_is_forgotten() {
    advertise(30, 0, 50, 1400, 40, 20);
    send("00000000" + "0000000000000000" + "0101020000000002");
    assertThat(link.a.routes(Route.TABLE_MAIN))
        .containsExactly(
            "UNICAST 2001:db8:1::/64 v0 256",
            "UNICAST 2001:db8:aa::/64 v0 256",
            "UNICAST fe80::/64 v0 256");
    advertise(60, 0x18, 0, 0, 7300, 0);
    assertThat(defaultRoute().preference().name()).isEqualTo("LOW");
    assertThat(defaultRoute().metrics().isEmpty()).isTrue();
  }

  @Test
  void what_is_not_renewed_ends() {
    advertise(30, 0, 0, 0, 40, 20);
    link.seconds(21);
    assertThat(link.a.addresses("v0").getFirst()).isEqualTo("2001:db8:aa::ff:fe00:1/64 deprecated");
    link.seconds(20);
    assertThat(link.a.addresses("v0")).containsExactly(Link.A + "/64", Link.LLA + "/64");
    link.seconds(60);
    assertThat(link.a.routes(Route.TABLE_MAIN))
        .containsExactly("UNICAST 2001:db8:1::/64 v0 256", "UNICAST fe80::/64 v0 256");
  }

  @Test
  void a_router_takes_no_advice() {
    link.a.sysctl("conf/all/forwarding", "1");
    advertise(30, 0, 50, 1400, 40, 20);
    assertThat(link.a.addresses("v0")).containsExactly(Link.A + "/64", Link.LLA + "/64");
  }

  @Test
  void routers_are_sought_no_more_once_one_has_spoken() {
    advertise(1800, 0, 0, 0, 4000, 2000);
    link.lab.seen.clear();
    link.seconds(600);
    assertThat(link.lab.sent("v0")).noneMatch(each -> each.endsWith("router?"));
  }

  @Test
  void an_address_keeps_its_preferences_for_packets_to_the_world() {
    advertise(1800, 0, 0, 0, 4000, 2000);
    link.seconds(3);
    assertThat(List.of(source("2001:db8:aa::9"), source("2001:db8:1::9")))
        .containsExactly("2001:db8:aa::ff:fe00:1", Link.A);
  }

  private String source(String destination) {
    return String.valueOf(
        link.a.ipv6.sourceFor(Ipv6Address.parse(destination), link.a.device("v0")));
  }
}
