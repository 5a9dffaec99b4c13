package vethlab.simulator.ipv6;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Namespace a with a cable to b (v0, v1) and one to c (w0, w1), and the addresses 2001:db8:1::1
/// and 2001:db8:2::1: what becomes of routes that are asked for.
///
/// What is printed is what `ip -6 route` printed on Linux 6.1, but for preferences.
class RouteConfigurationTest {

  private static final String EXISTS = "RTNETLINK answers: File exists";
  private static final String NO_ROUTE = "RTNETLINK answers: No route to host";
  private static final String LOCAL = "Error: Gateway can not be a local address.";

  private final Ipv6Lab lab = new Ipv6Lab(11);
  private final Ipv6Lab.Host a = lab.host("a");
  private final Ipv6Lab.Host b = lab.host("b");
  private final Ipv6Lab.Host c = lab.host("c");
  private final RouteWords route = new RouteWords(a);

  @BeforeEach
  void build() {
    lab.cable(a, "v0", b, "v1");
    lab.cable(a, "w0", c, "w1");
    a.up("lo");
    a.up("v0");
    b.up("v1");
    a.up("w0");
    c.up("w1");
    a.addNoDad("2001:db8:1::1", 64, "v0");
    a.addNoDad("2001:db8:2::1", 64, "w0");
    lab.run(Duration.ofSeconds(2));
  }

  /// Runs commands that succeed.
  private void ip(String... commands) {
    for (String command : commands) {
      assertThat(route.run(command)).as(command).isEmpty();
    }
  }

  private void says(String command, String... lines) {
    assertThat(route.run(command)).as(command).isEqualTo(String.join("\n", lines));
  }

  @Test
  void adding_needs_a_new_destination_or_metric_and_appending_a_new_router() {
    ip("add 2001:db8:9::/48 via 2001:db8:1::9");
    says("add 2001:db8:9::/48 via 2001:db8:1::9", EXISTS);
    says("add 2001:db8:9::/48 via 2001:db8:2::9", EXISTS);
    ip("append 2001:db8:9::/48 via 2001:db8:2::9");
    String[] two = {
      "2001:db8:9::/48 metric 1024",
      "\tnexthop via 2001:db8:1::9 dev v0 weight 1",
      "\tnexthop via 2001:db8:2::9 dev w0 weight 1"
    };
    says("show 2001:db8:9::/48", two);
    says("append 2001:db8:9::/48 via 2001:db8:2::9", EXISTS);
    ip("append 2001:db8:9::/48 dev v0");
    says("show 2001:db8:9::/48", two[0], two[1], two[2], "2001:db8:9::/48 dev v0 metric 1024");
  }

  @Test
  void a_route_takes_the_place_of_one_of_its_kind() {
    ip(
        "add 2001:db8:9::/48 via 2001:db8:1::9",
        "append 2001:db8:9::/48 dev v0",
        "prepend 2001:db8:9::/48 via 2001:db8:2::8",
        "replace 2001:db8:9::/48 via 2001:db8:1::7");
    says(
        "show 2001:db8:9::/48",
        "2001:db8:9::/48 via 2001:db8:1::7 dev v0 metric 1024",
        "2001:db8:9::/48 dev v0 metric 1024");
    ip("replace 2001:db8:9::/48 dev w0");
    says(
        "show 2001:db8:9::/48",
        "2001:db8:9::/48 via 2001:db8:1::7 dev v0 metric 1024",
        "2001:db8:9::/48 dev w0 metric 1024");
    ip("change 2001:db8:9::/48 via 2001:db8:1::6");
    says(
        "show 2001:db8:9::/48",
        "2001:db8:9::/48 via 2001:db8:1::6 dev v0 metric 1024",
        "2001:db8:9::/48 dev w0 metric 1024");
    says(
        "change 2001:db8:8::/48 via 2001:db8:1::6",
        "Error: Can not replace route - no match found.");
    says(
        "change 2001:db8:9::/48 via 2001:db8:1::6 metric 5",
        "RTNETLINK answers: No such file or directory");
  }

  @Test
  void deleting_takes_the_first_that_matches() {
    ip(
        "add 2001:db8:9::/48 via 2001:db8:1::6",
        "append 2001:db8:9::/48 dev w0",
        "add 2001:db8:9::/48 via 2001:db8:1::5 metric 5");
    says(
        "show 2001:db8:9::/48",
        "2001:db8:9::/48 via 2001:db8:1::5 dev v0 metric 5",
        "2001:db8:9::/48 via 2001:db8:1::6 dev v0 metric 1024",
        "2001:db8:9::/48 dev w0 metric 1024");
    ip("del 2001:db8:9::/48");
    says(
        "show 2001:db8:9::/48",
        "2001:db8:9::/48 via 2001:db8:1::6 dev v0 metric 1024",
        "2001:db8:9::/48 dev w0 metric 1024");
    says("del 2001:db8:9::/48 via 2001:db8:1::77", "RTNETLINK answers: No such process");
    says("del 2001:db8:9::/48 metric 9", "RTNETLINK answers: No such process");
    ip("del 2001:db8:9::/48 via 2001:db8:1::6");
    says("show 2001:db8:9::/48", "2001:db8:9::/48 dev w0 metric 1024");
  }

  @Test
  void several_routers_are_given_at_once_and_taken_away_singly() {
    ip("add 2001:db8:9::/48 nexthop via 2001:db8:1::9 weight 2 nexthop via 2001:db8:2::9");
    says(
        "show 2001:db8:9::/48",
        "2001:db8:9::/48 metric 1024",
        "\tnexthop via 2001:db8:1::9 dev v0 weight 2",
        "\tnexthop via 2001:db8:2::9 dev w0 weight 1");
    ip("del 2001:db8:9::/48 via 2001:db8:1::9");
    says("show 2001:db8:9::/48", "2001:db8:9::/48 via 2001:db8:2::9 dev w0 metric 1024");
    ip("replace 2001:db8:9::/48 nexthop via 2001:db8:1::9 nexthop via 2001:db8:2::9");
    says(
        "show 2001:db8:9::/48",
        "2001:db8:9::/48 metric 1024",
        "\tnexthop via 2001:db8:1::9 dev v0 weight 1",
        "\tnexthop via 2001:db8:2::9 dev w0 weight 1");
  }

  @Test
  void of_several_routers_none_stays_if_one_is_refused() {
    says("add 2001:db8:a::/48 nexthop via 2001:db8:1::9 nexthop via 2001:db8:1::9", EXISTS);
    says(
        "add 2001:db8:a::/48 nexthop dev v0 nexthop dev w0",
        "Error: Device only routes can not be added for IPv6 using the multipath API.");
    says("add 2001:db8:a::/48 nexthop via 2001:db8:1::9 nexthop via 2001:db8:77::9", NO_ROUTE);
    says("show 2001:db8:a::/48", "");
  }

  @Test
  void routes_that_refuse_belong_to_the_loopback_device() {
    ip(
        "add blackhole 2001:db8:b::/48",
        "add unreachable 2001:db8:c::/48 dev v0",
        "add prohibit 2001:db8:d::/48 metric 7",
        "add throw 2001:db8:e::/48 via 2001:db8:1::9");
    says("add throw 2001:db8:e::/48", EXISTS);
    says(
        "show",
        "2001:db8:1::/64 dev v0 proto kernel metric 256",
        "2001:db8:2::/64 dev w0 proto kernel metric 256",
        "blackhole 2001:db8:b::/48 dev lo metric 1024",
        "unreachable 2001:db8:c::/48 dev lo metric 1024",
        "prohibit 2001:db8:d::/48 dev lo metric 7",
        "throw 2001:db8:e::/48 dev lo metric 1024",
        "fe80::/64 dev v0 proto kernel metric 256",
        "fe80::/64 dev w0 proto kernel metric 256");
    ip("add default dev w0");
    says("get 2001:db8:b::5", "RTNETLINK answers: Invalid argument");
    says("get 2001:db8:c::5", NO_ROUTE);
    says("get 2001:db8:d::5", "RTNETLINK answers: Permission denied");
    says("get 2001:db8:e::5", "RTNETLINK answers: Network is unreachable");
  }

  @Test
  void a_router_must_be_another_host_on_the_link() {
    says("add 2001:db8:f::/48 via fe80::1", "Error: Egress device not specified.");
    ip("add 2001:db8:f::/48 via fe80::1 dev v0");
    says("add 2001:db8:f:1::/64 via 2001:db8:f::1", NO_ROUTE);
    ip("add 2001:db8:f:2::/64 via 2001:db8:f::1 dev v0 onlink");
    says("show 2001:db8:f:2::/64", "2001:db8:f:2::/64 via 2001:db8:f::1 dev v0 metric 1024 onlink");
    says("add 2001:db8:f:3::/64 via 2001:db8:1::1", LOCAL);
    says("add 2001:db8:f:4::/64 via 2001:db8:2::1", LOCAL);
    ip("add default dev w0 metric 10");
    says("add default via 2001:db8:1::1 dev w0", LOCAL);
    says("add 2001:db8:f:e::/64 via ::1", LOCAL);
    says("add 2001:db8:f:e::/64 via ff02::1 dev v0", "Error: Invalid gateway address.");
    says("add 2001:db8:f:e::/64 via :: dev v0", "Error: Invalid gateway address.");
  }

  @Test
  void a_preferred_source_must_be_an_own_address() {
    ip("add 2001:db8:f:5::/64 dev v0 src 2001:db8:2::1");
    says("add 2001:db8:f:6::/64 dev v0 src 2001:db8:77::1", "Error: Invalid source address.");
    says("show 2001:db8:f:5::/64", "2001:db8:f:5::/64 dev v0 src 2001:db8:2::1 metric 1024");
    says("get 2001:db8:f:5::9", "dev v0 src 2001:db8:2::1");
  }

  @Test
  void tables_are_listed_more_special_ranges_first() {
    ip(
        "add 2001:db8:f::/48 via fe80::1 dev v0",
        "add 2001:db8:f:2::/64 via 2001:db8:f::1 dev v0 onlink",
        "add local 2001:db8:f:a::/64 dev lo",
        "add 2001:db8:f:b::/64 dev lo",
        "add anycast 2001:db8:f:c::1 dev v0",
        "add multicast ff05::/16 dev v0",
        "add default via fe80::2 dev v0");
    says("add default via fe80::3 dev v0", EXISTS);
    ip("add default dev w0 metric 10", "add 2001:db8:f:d::/64 table 100 dev v0");
    says(
        "show",
        "2001:db8:1::/64 dev v0 proto kernel metric 256",
        "2001:db8:2::/64 dev w0 proto kernel metric 256",
        "2001:db8:f:2::/64 via 2001:db8:f::1 dev v0 metric 1024 onlink",
        "2001:db8:f:b::/64 dev lo metric 1024",
        "2001:db8:f::/48 via fe80::1 dev v0 metric 1024",
        "fe80::/64 dev v0 proto kernel metric 256",
        "fe80::/64 dev w0 proto kernel metric 256",
        "multicast ff05::/16 dev v0 metric 1024",
        "default dev w0 metric 10",
        "default via fe80::2 dev v0 metric 1024");
    says(
        "show table 255",
        "local ::1 dev lo proto kernel metric 0",
        "local 2001:db8:1::1 dev v0 proto kernel metric 0",
        "local 2001:db8:2::1 dev w0 proto kernel metric 0",
        "local 2001:db8:f:a::/64 dev lo metric 1024",
        "anycast 2001:db8:f:c::1 dev v0 metric 1024",
        "local fe80::ff:fe00:1 dev v0 proto kernel metric 0",
        "local fe80::ff:fe00:3 dev w0 proto kernel metric 0",
        "multicast ff00::/8 dev v0 proto kernel metric 256",
        "multicast ff00::/8 dev w0 proto kernel metric 256");
    says("show table 100", "2001:db8:f:d::/64 dev v0 metric 1024");
    says("get 2001:db8:f:a::5", "dev lo src 2001:db8:1::1");
    says("get 2001:db8:f:b::5", "dev lo src 2001:db8:1::1");
    says("get 2001:db8:77::1", "dev w0 src 2001:db8:2::1");
    says("get 2001:db8:1::1", "dev lo src 2001:db8:1::1");
    says("get fe80::9", "dev v0 src fe80::ff:fe00:1");
    says("get ff02::1", "dev v0 src fe80::ff:fe00:1");
    says("get ff05::1", "dev v0 src 2001:db8:1::1");
    says("get ::1", "dev lo src ::1");
    says("get 2001:db8:1::9 oif w0", "dev w0 src 2001:db8:2::1");
  }

  @Test
  void routes_follow_their_devices() {
    ip(
        "add 2001:db8:9::/48 nexthop via 2001:db8:1::9 nexthop via 2001:db8:2::9",
        "add blackhole 2001:db8:b::/48",
        "add local 2001:db8:f:a::/64 dev lo",
        "add 2001:db8:f:8::/64 dev v0",
        "add default dev w0 metric 10");
    b.down("v1");
    lab.run(Duration.ofSeconds(1));
    says(
        "show",
        "2001:db8:1::/64 dev v0 proto kernel metric 256 linkdown",
        "2001:db8:2::/64 dev w0 proto kernel metric 256",
        "2001:db8:9::/48 metric 1024",
        "\tnexthop via 2001:db8:1::9 dev v0 weight 1 linkdown",
        "\tnexthop via 2001:db8:2::9 dev w0 weight 1",
        "blackhole 2001:db8:b::/48 dev lo metric 1024",
        "2001:db8:f:8::/64 dev v0 metric 1024 linkdown",
        "fe80::/64 dev v0 proto kernel metric 256 linkdown",
        "fe80::/64 dev w0 proto kernel metric 256",
        "default dev w0 metric 10");
    says("get 2001:db8:1::9", "dev v0 src 2001:db8:1::1");
    a.sysctl("conf/v0/ignore_routes_with_linkdown", "1");
    says("get 2001:db8:1::9", "dev w0 src 2001:db8:2::1");

    a.down("v0");
    says(
        "show",
        "2001:db8:2::/64 dev w0 proto kernel metric 256",
        "2001:db8:9::/48 metric 1024",
        "\tnexthop via 2001:db8:1::9 dev v0 weight 1 dead linkdown",
        "\tnexthop via 2001:db8:2::9 dev w0 weight 1",
        "blackhole 2001:db8:b::/48 dev lo metric 1024",
        "fe80::/64 dev w0 proto kernel metric 256",
        "default dev w0 metric 10");
    says("add 2001:db8:f:f::/64 dev v0", "Error: Nexthop device is not up.");

    a.down("w0");
    says("show", "blackhole 2001:db8:b::/48 dev lo metric 1024");
    says(
        "show table 255",
        "local ::1 dev lo proto kernel metric 0",
        "local 2001:db8:f:a::/64 dev lo metric 1024");
    a.add("2001:db8:55::1", 64, "w0");
    says("show", "blackhole 2001:db8:b::/48 dev lo metric 1024");
    a.up("w0");
    lab.run(Duration.ofSeconds(2));
    says(
        "show",
        "blackhole 2001:db8:b::/48 dev lo metric 1024",
        "2001:db8:55::/64 dev w0 proto kernel metric 256",
        "fe80::/64 dev w0 proto kernel metric 256");
    says(
        "show table 255",
        "local ::1 dev lo proto kernel metric 0",
        "local 2001:db8:f:a::/64 dev lo metric 1024",
        "local 2001:db8:55::1 dev w0 proto kernel metric 0",
        "local fe80::ff:fe00:3 dev w0 proto kernel metric 0",
        "multicast ff00::/8 dev w0 proto kernel metric 256");
  }
}
