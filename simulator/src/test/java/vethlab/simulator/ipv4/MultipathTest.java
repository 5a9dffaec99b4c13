package vethlab.simulator.ipv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.ipv4.Ipv4Lab.Host;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.trace.Branch;
import vethlab.simulator.trace.IpStep;
import vethlab.simulator.trace.Recorder;

/// `a` has two ways to 10.9.0.0/16: 10.0.0.2 on `v` with weight 3, and 10.0.1.2 on `w`.
///
/// How flows are shared out is that of `fib_select_multipath`: in proportion to the weights of the
/// next hops that are alive, by a hash of both addresses (policy 0).
class MultipathTest {

  private static final int FLOWS = 1000;

  private final Ipv4Lab lab = new Ipv4Lab();
  private final Host a = lab.host("a");
  private final Host b = lab.host("b");

  @BeforeEach
  void cables() {
    lab.cable(a, "v", b, "bv");
    lab.cable(a, "w", b, "bw");
    Ipv4Lab.up(a, "v", "10.0.0.1/24");
    Ipv4Lab.up(a, "w", "10.0.1.1/24");
    Ipv4Lab.up(b, "bv", "10.0.0.2/24");
    Ipv4Lab.up(b, "bw", "10.0.1.2/24");
    a.set(
        "ip route add 10.9.0.0/16"
            + " nexthop via 10.0.0.2 dev v weight 3 nexthop via 10.0.1.2 dev w weight 1");
    lab.run(1);
  }

  @Test
  void flows_are_shared_out_by_weight() {
    assertThat(overV()).isBetween(700L, 800L);
  }

  @Test
  void a_flow_keeps_its_way() {
    for (int i = 0; i < 20; i++) {
      PacketRoute first = route("10.9.0." + i);
      PacketRoute again = route("10.9.0." + i);
      assertThat(again.device()).isSameAs(first.device());
      assertThat(first.choices()).isEqualTo(2);
      assertThat(first.dependsOnHash()).isTrue();
    }
  }

  @Test
  void a_dead_way_is_not_taken() {
    a.set("ip link set w down");
    assertThat(overV()).isEqualTo(FLOWS);
  }

  @Test
  void a_way_without_carrier_is_left_if_the_setting_says_so() {
    b.set("ip link set bw down");
    lab.run(1);
    assertThat(overV()).isBetween(700L, 800L);
    a.set("sysctl -w net.ipv4.conf.w.ignore_routes_with_linkdown=1");
    assertThat(overV()).isEqualTo(FLOWS);
  }

  @Test
  void a_trace_says_that_a_hash_has_chosen() {
    Recorder recorder = new Recorder(10);
    lab.core.setRecorder(recorder);
    a.ping("10.9.0.7", 1);
    a.ping("10.0.0.2", 1);
    lab.core.setRecorder(null);
    List<String> steps = new ArrayList<>();
    for (Branch root : recorder.roots()) {
      root.entries().stream()
          .map(entry -> entry instanceof Branch.Taken taken ? taken.step() : null)
          .filter(Objects::nonNull)
          .filter(IpStep.Routed.class::isInstance)
          .map(IpStep.Routed.class::cast)
          .forEach(step -> steps.add(step.destination() + " " + step.dependsOnHash()));
    }
    assertThat(steps).containsExactly("10.9.0.7 true", "10.0.0.2 false");
  }

  private long overV() {
    long count = 0;
    for (int i = 0; i < FLOWS; i++) {
      if (route("10.9." + i / 250 + "." + i % 250).device().name().equals("v")) {
        count++;
      }
    }
    return count;
  }

  private PacketRoute route(String destination) {
    RouteDecision decision =
        a.ipv4.route(
            RouteQuery.output(Ipv4Address.parse(destination), Ipv4Address.parse("10.0.0.1")));
    assertThat(decision).isInstanceOf(RouteDecision.Routed.class);
    return ((RouteDecision.Routed) decision).route();
  }
}
