package vethlab.simulator.ipv6;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteChange;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Prefix;

/// Host a (v0, 2001:db8:1::2) and host b (v1, 2001:db8:2::2), and between them router rt (r0 with
/// 2001:db8:1::1, r1 with 2001:db8:2::1); both hosts have a default route over rt.
///
/// What is sent, and in which order, is what Linux 6.1 sent in the same situation.
class RouterTest {

  private static final String R0 = "fe80::ff:fe00:2";
  private static final String R1 = "fe80::ff:fe00:4";

  private final Ipv6Lab lab = new Ipv6Lab(3);
  private final Ipv6Lab.Host a = lab.host("a");
  private final Ipv6Lab.Host rt = lab.host("rt");
  private final Ipv6Lab.Host b = lab.host("b");

  @BeforeEach
  void build() {
    lab.cable(a, "v0", rt, "r0");
    lab.cable(b, "v1", rt, "r1");
    for (Ipv6Lab.Host host : List.of(a, rt, b)) {
      host.up("lo");
    }
    a.up("v0");
    rt.up("r0");
    rt.up("r1");
    b.up("v1");
    lab.run(Duration.ofSeconds(4));
    a.addNoDad("2001:db8:1::2", 64, "v0");
    rt.addNoDad("2001:db8:1::1", 64, "r0");
    b.addNoDad("2001:db8:2::2", 64, "v1");
    rt.addNoDad("2001:db8:2::1", 64, "r1");
    lab.run(Duration.ofSeconds(2));
    a.route("::/0", "2001:db8:1::1");
    b.route("::/0", "2001:db8:2::1");
    lab.seen.clear();
  }

  private void forward() {
    rt.sysctl("conf/all/forwarding", "1");
    lab.run(Duration.ofSeconds(3));
    lab.seen.clear();
  }

  private List<String> sent(String device) {
    return lab.sent(device).stream().filter(each -> !each.endsWith("router?")).toList();
  }

  @Test
  void without_forwarding_the_packet_ends_at_the_router() {
    a.ping("2001:db8:2::2", 1);
    lab.run(Duration.ofSeconds(1));
    assertThat(sent("v0")).endsWith("2001:db8:1::2 > 2001:db8:2::2 ping 1");
    assertThat(sent("r1")).isEmpty();
    assertThat(a.heard()).isEmpty();
  }

  @Test
  void turning_forwarding_on_joins_the_routers_groups_and_the_subnet_anycast() {
    rt.sysctl("conf/all/forwarding", "1");
    lab.run(Duration.ofSeconds(3));
    assertThat(sent("r0"))
        .containsExactly(
            R0 + " > ff02::16 report 4:ff02::1:ff00:0 4:ff05::2 4:ff02::2",
            R0 + " > ff02::16 report 4:ff02::1:ff00:0 4:ff05::2 4:ff02::2");
    assertThat(rt.ipv6.groups(rt.device("r0")))
        .extracting(group -> group.address() + (group.users() > 1 ? " " + group.users() : ""))
        .containsExactly(
            "ff02::1:ff00:0 2",
            "ff05::2",
            "ff01::2",
            "ff02::2",
            "ff02::1:ff00:1",
            "ff02::1:ff00:2",
            "ff02::1",
            "ff01::1");
    lab.seen.clear();
    rt.sysctl("conf/all/forwarding", "0");
    lab.run(Duration.ofSeconds(3));
    assertThat(sent("r1"))
        .containsExactly(
            R1 + " > ff02::16 report 3:ff02::1:ff00:0 3:ff05::2 3:ff02::2",
            R1 + " > ff02::16 report 3:ff02::1:ff00:0 3:ff05::2 3:ff02::2");
  }

  @Test
  void the_tables_of_a_router_are_in_the_kernels_order() {
    forward();
    assertThat(rt.routes(Route.TABLE_MAIN))
        .containsExactly(
            "UNICAST 2001:db8:1::/64 r0 256",
            "UNICAST 2001:db8:2::/64 r1 256",
            "UNICAST fe80::/64 r0 256",
            "UNICAST fe80::/64 r1 256");
    assertThat(rt.routes(Route.TABLE_LOCAL))
        .containsExactly(
            "LOCAL ::1/128 lo 0",
            "ANYCAST 2001:db8:1::/128 r0 0",
            "LOCAL 2001:db8:1::1/128 r0 0",
            "ANYCAST 2001:db8:2::/128 r1 0",
            "LOCAL 2001:db8:2::1/128 r1 0",
            "ANYCAST fe80::/128 r0 0",
            "ANYCAST fe80::/128 r1 0",
            "LOCAL " + R0 + "/128 r0 0",
            "LOCAL " + R1 + "/128 r1 0",
            "MULTICAST ff00::/8 r0 256",
            "MULTICAST ff00::/8 r1 256");
  }

  @Test
  void a_ping_passes_with_one_hop_less_each_way() {
    forward();
    a.ping("2001:db8:2::2", 1);
    lab.settle();
    assertThat(sent("v0"))
        .containsExactly(
            "2001:db8:1::2 > ff02::1:ff00:1 who has 2001:db8:1::1",
            "2001:db8:1::2 > 2001:db8:2::2 ping 1");
    assertThat(sent("r1"))
        .containsExactly(
            R1 + " > ff02::1:ff00:2 who has 2001:db8:2::2",
            "2001:db8:1::2 > 2001:db8:2::2 ping 1",
            "2001:db8:2::1 > 2001:db8:2::2 2001:db8:2::1 is here router solicited override");
    assertThat(sent("v1"))
        .containsExactly(
            "2001:db8:2::2 > " + R1 + " 2001:db8:2::2 is here solicited override",
            "2001:db8:2::2 > ff02::1:ff00:1 who has 2001:db8:2::1",
            "2001:db8:2::2 > 2001:db8:1::2 pong 1");
    assertThat(sent("r0"))
        .containsExactly(
            "2001:db8:1::1 > 2001:db8:1::2 2001:db8:1::1 is here router solicited override",
            "2001:db8:2::2 > 2001:db8:1::2 pong 1");
    assertThat(lab.seen.getLast().packet().hopLimit()).isEqualTo(63);
  }

  @Test
  void a_packet_without_hops_left_is_reported() {
    forward();
    a.ipv6.send(
        Ipv6Request.of(
                new Icmpv6Message.Echo(true, 1, 1, Bytes.EMPTY),
                Ipv6Address.parse("2001:db8:2::2"),
                "echo request")
            .withHopLimit(1));
    lab.settle();
    assertThat(a.heard()).containsExactly("2001:db8:1::1 error 3/0 on v0");
  }

  @Test
  void a_destination_without_route_is_reported() {
    forward();
    a.ping("2001:db8:3::2", 1);
    lab.settle();
    assertThat(a.heard()).containsExactly("2001:db8:1::1 error 1/0 on v0");
  }

  @Test
  void routes_that_refuse_answer_each_in_their_way() {
    forward();
    rt.refuse("2001:db8:4::/48", RouteType.UNREACHABLE);
    rt.refuse("2001:db8:5::/48", RouteType.PROHIBIT);
    rt.refuse("2001:db8:6::/48", RouteType.BLACKHOLE);
    a.ping("2001:db8:4::1", 1);
    lab.settle();
    assertThat(a.heard()).containsExactly("2001:db8:1::1 error 1/0 on v0");
    a.ping("2001:db8:5::1", 2);
    a.ping("2001:db8:6::1", 3);
    lab.settle();
    assertThat(a.heard())
        .containsExactly("2001:db8:1::1 error 1/0 on v0", "2001:db8:1::1 error 1/1 on v0");
    assertThat(rt.ping("2001:db8:4::1", 1)).isEqualTo(failed(Errno.EHOSTUNREACH));
    assertThat(rt.ping("2001:db8:5::1", 1)).isEqualTo(failed(Errno.EACCES));
    assertThat(rt.ping("2001:db8:6::1", 1)).isEqualTo(failed(Errno.EINVAL));
  }

  private static Ipv6Sent.Failed failed(Errno errno) {
    return new Ipv6Sent.Failed(errno, null, null);
  }

  @Test
  void a_host_that_is_not_there_is_reported_by_the_router() {
    forward();
    a.ping("2001:db8:2::99", 1);
    lab.run(Duration.ofSeconds(4));
    assertThat(sent("r1"))
        .containsExactly(
            R1 + " > ff02::1:ff00:99 who has 2001:db8:2::99",
            R1 + " > ff02::1:ff00:99 who has 2001:db8:2::99",
            R1 + " > ff02::1:ff00:99 who has 2001:db8:2::99");
    assertThat(a.heard()).containsExactly("2001:db8:1::1 error 1/3 on v0");
  }

  @Test
  void the_router_answers_for_the_subnet_after_a_while_and_under_its_own_address() {
    forward();
    a.ping("2001:db8:1::", 1);
    lab.run(Duration.ofMillis(900));
    assertThat(sent("r0"))
        .containsExactly(
            "2001:db8:1::1 > 2001:db8:1::2 2001:db8:1:: is here router solicited",
            "2001:db8:1::1 > 2001:db8:1::2 pong 1");
  }

  @Test
  void a_packet_too_big_for_the_next_link_is_reported_and_the_next_one_cut() {
    forward();
    rt.device("r1").setMtu(1400);
    b.device("v1").setMtu(1400);
    a.ping("2001:db8:2::2", 1, 1400);
    lab.run(Duration.ofMillis(10));
    assertThat(a.heard()).containsExactly("2001:db8:1::1 error 2/0 on v0");
    assertThat(lab.seen.getLast().frame().length()).isEqualTo(1294);
    lab.seen.clear();
    a.ping("2001:db8:2::2", 2, 1400);
    lab.run(Duration.ofMillis(10));
    assertThat(lengths("v0")).containsExactly(1414, 118);
    assertThat(lengths("r0")).endsWith(1414, 118);
    assertThat(a.heard()).endsWith("2001:db8:2::2 pong 2 on v0");
    lab.seen.clear();
    a.ping("2001:db8:2::2", 3, 3000);
    lab.run(Duration.ofMillis(10));
    assertThat(lengths("v0")).containsExactly(1414, 1414, 366);
    assertThat(a.heard()).endsWith("2001:db8:2::2 pong 3 on v0");
    lab.run(Duration.ofSeconds(600));
    lab.seen.clear();
    a.ping("2001:db8:2::2", 4, 1400);
    lab.settle();
    assertThat(lengths("v0")).contains(1462);
  }

  private List<Integer> lengths(String device) {
    return lab.seen.stream()
        .filter(each -> each.device().equals(device))
        .map(each -> each.frame().length())
        .toList();
  }

  @Test
  void a_route_over_two_routers_uses_both() {
    a.addRoute(
        Route.to(new Ipv6Prefix(Ipv6Address.parse("2001:db8:7::"), 48))
            .via(Ipv6Address.parse("2001:db8:1::1"), 0)
            .build(),
        RouteChange.ADD);
    a.addRoute(
        Route.to(new Ipv6Prefix(Ipv6Address.parse("2001:db8:7::"), 48))
            .via(Ipv6Address.parse("2001:db8:1::9"), 0)
            .build(),
        RouteChange.APPEND);
    for (int i = 0; i < 40; i++) {
      a.ping("2001:db8:7::" + Integer.toHexString(i + 1), 1);
    }
    assertThat(sent("v0"))
        .contains(
            "2001:db8:1::2 > ff02::1:ff00:1 who has 2001:db8:1::1",
            "2001:db8:1::2 > ff02::1:ff00:9 who has 2001:db8:1::9");
  }
}
