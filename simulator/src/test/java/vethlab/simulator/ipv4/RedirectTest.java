package vethlab.simulator.ipv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vethlab.simulator.ipv4.Ipv4Lab.Host;

/// `a` (10.0.0.1) and two routers `r` (10.0.0.2) and `q` (10.0.0.3) on one bridge. `q` has
/// 10.5.0.1; `a` has `r` as its default router, and `r` knows that 10.5.0.0/16 is behind `q`.
///
/// Expected redirects are those of Linux 6.1 for `ping -c4 10.5.0.1` and, with `accept_redirects`
/// off, `ping -c12 -i 0.5 10.5.0.1` right after it:
///
/// ```
/// ip link add br0 type bridge; ip link set br0 up
/// for n in a r q; do ip netns add $n; ip -n $n link set lo up
///   ip link add p$n type veth peer name v netns $n; ip link set p$n master br0 up; done
/// ip -n a addr add 10.0.0.1/24 dev v; ip -n r addr add 10.0.0.2/24 dev v
/// ip -n q addr add 10.0.0.3/24 dev v; for n in a r q; do ip -n $n link set v up; done
/// ip -n q addr add 10.5.0.1/32 dev lo; ip -n a route add default via 10.0.0.2
/// ip -n r route add 10.5.0.0/16 via 10.0.0.3; ip netns exec r sysctl -w net.ipv4.ip_forward=1
/// ```
class RedirectTest {

  private static final String REDIRECT =
      "redirect from 10.0.0.2 about 10.5.0.1 (" + 0x0a00_0003 + ")";

  private final Ipv4Lab lab = new Ipv4Lab();
  private final Host root = lab.host("root");
  private final Host a = lab.host("a");
  private final Host r = lab.host("r");
  private final Host q = lab.host("q");

  @BeforeEach
  void bridge() {
    lab.bridge(root, "br0");
    int number = 1;
    for (Host each : List.of(a, r, q)) {
      each.set("ip link set lo up");
      lab.plug(each, "v", root, "br0", "p" + number);
      Ipv4Lab.up(each, "v", "10.0.0." + number++ + "/24");
    }
    q.set("ip addr add 10.5.0.1/32 dev lo");
    a.set("ip route add default via 10.0.0.2");
    r.set("ip route add 10.5.0.0/16 via 10.0.0.3\nsysctl -w net.ipv4.ip_forward=1");
    lab.run(5);
  }

  /// At the first redirect the new router's address is asked for, at the second it is taken.
  @Test
  void the_second_redirect_is_followed() {
    for (int i = 1; i <= 4; i++) {
      a.ping("10.5.0.1", i);
      lab.run(1.024);
    }
    assertThat(a.raw.heard)
        .containsExactly(
            REDIRECT,
            "reply 1 from 10.5.0.1 ttl=64",
            REDIRECT,
            "reply 2 from 10.5.0.1 ttl=64",
            "reply 3 from 10.5.0.1 ttl=64",
            "reply 4 from 10.5.0.1 ttl=64");
    assertThat(a.run("ip route get 10.5.0.1"))
        .isEqualTo("10.5.0.1 via 10.0.0.3 dev v src 10.0.0.1");
    lab.run(301);
    assertThat(a.run("ip route get 10.5.0.1"))
        .isEqualTo("10.5.0.1 via 10.0.0.2 dev v src 10.0.0.1");
  }

  /// The pauses between redirects double; those at 1, 2, 3, 5 and 8 follow the two of the first
  /// ping.
  @Test
  void a_host_that_does_not_listen_is_told_less_and_less_often() {
    a.ping("10.5.0.1", 1);
    lab.run(1.03);
    a.ping("10.5.0.1", 2);
    lab.run(4.19);
    a.set("sysctl -w net.ipv4.conf.all.accept_redirects=0");
    a.set("sysctl -w net.ipv4.conf.v.accept_redirects=0");
    a.ipv4.flushLearnedRoutes();
    a.raw.heard.clear();
    for (int i = 1; i <= 12; i++) {
      a.ping("10.5.0.1", i);
      lab.run(0.512);
    }
    assertThat(a.raw.heard.stream().map(line -> line.startsWith("redirect") ? "R" : "."))
        .containsExactly(
            "R", ".", "R", ".", "R", ".", ".", "R", ".", ".", ".", "R", ".", ".", ".", ".", ".");
  }

  @Test
  void a_router_can_be_told_not_to_send_redirects() {
    r.set("sysctl -w net.ipv4.conf.all.send_redirects=0");
    r.set("sysctl -w net.ipv4.conf.v.send_redirects=0");
    a.ping("10.5.0.1", 1);
    lab.run(1);
    assertThat(a.raw.heard).containsExactly("reply 1 from 10.5.0.1 ttl=64");
  }
}
