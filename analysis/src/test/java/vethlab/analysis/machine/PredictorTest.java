package vethlab.analysis.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import vethlab.analysis.machine.blame.Blame;
import vethlab.analysis.machine.question.Answer;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.trace.DropReason;

/// netns1 (192.168.5.1 on veth11) and netns2 (192.168.5.2 on veth22) on the bridge brx of netns3,
/// by its ports veth13 and veth23; TCP port 80 is open in netns2. Each test leaves something out.
class PredictorTest {

  private final World world = new World(7);
  private final NetworkNamespace netns1 = world.namespace("netns1");
  private final NetworkNamespace netns2 = world.namespace("netns2");
  private final NetworkNamespace netns3 = world.namespace("netns3");
  private final Bridge brx = world.bridge(netns3, "brx");

  PredictorTest() {
    world.cable(netns1, "veth11", netns3, "veth13").cable(netns2, "veth22", netns3, "veth23");
    world.address(netns1, "veth11", "192.168.5.1", 24).address(netns2, "veth22", "192.168.5.2", 24);
    world.port(brx, "veth13").port(brx, "veth23");
    world.up(netns3, "brx", "veth13", "veth23").up(netns1, "veth11", "lo");
    world.up(netns2, "veth22", "lo");
    world.listen(netns2, 80);
  }

  @Test
  void all_is_open_over_the_bridge() {
    Prediction prediction = predict();
    assertThat(prediction.namespaces()).containsExactly("netns1", "netns2", "netns3");
    assertThat(prediction.reachability())
        .extracting(each -> each.question() + ": " + each.answer().text())
        .containsExactly(
            "netns1 to 192.168.5.2 by icmp: open",
            "netns1 to 192.168.5.2 by tcp:80: open",
            "netns2 to 192.168.5.1 by icmp: open",
            "netns3 to 192.168.5.1 by icmp: none",
            "netns3 to 192.168.5.2 by icmp: none",
            "netns3 to 192.168.5.2 by tcp:80: none");
    assertThat(prediction.leaks()).isEmpty();
    assertThat(prediction.loops()).isEmpty();
    assertThat(prediction.notices()).isEmpty();
  }

  @Test
  void a_namespace_without_address_has_no_route() {
    Blame blame = blame("netns3", "192.168.5.2");
    assertThat(blame.reason()).isEqualTo(DropReason.IP_OUTNOROUTES);
    assertThat(blame.where()).isEqualTo("netns3");
    assertThat(blame.origin()).hasToString("lab.sh:3");
    assertThat(blame.missing()).isEqualTo("a route to 192.168.5.2");
    assertThat(blame.explanation())
        .isEqualTo(
            "A packet to 192.168.5.2 cannot leave netns3: netns3 has no address of its own and no"
                + " route");
  }

  @Test
  void the_other_end_of_the_cable_is_down() {
    world.down(netns3, "veth13");
    Blame blame = blame("netns1", "192.168.5.2");
    assertThat(blame.reason()).isEqualTo(DropReason.QDISC_DROP);
    assertThat(blame.where()).isEqualTo("netns1/veth11");
    assertThat(blame.missing()).isEqualTo("veth13 up");
    assertThat(blame.explanation())
        .isEqualTo(
            "The ARP request for 192.168.5.2 is lost at netns1/veth11: veth11 has no carrier, since"
                + " its other end netns3/veth13 is down");
  }

  @Test
  void the_own_device_is_down() {
    world.down(netns1, "veth11");
    Blame blame = blame("netns1", "192.168.5.2");
    assertThat(blame.reason()).isEqualTo(DropReason.IP_OUTNOROUTES);
    assertThat(blame.missing()).isEqualTo("veth11 up");
    assertThat(blame.explanation()).endsWith("veth11, which is in 192.168.5.0/24, is down");
  }

  @Test
  void the_bridge_is_down() {
    world.down(netns3, "brx");
    Blame blame = blame("netns1", "192.168.5.2");
    assertThat(blame.reason()).isEqualTo(DropReason.BRIDGE_INGRESS_STP_STATE);
    assertThat(blame.where()).isEqualTo("netns3/brx/veth13");
    assertThat(blame.explanation())
        .isEqualTo(
            "The ARP request for 192.168.5.2 is lost at netns3/brx/veth13: the bridge brx is down");
  }

  @Test
  void a_port_of_another_vlan_lets_the_request_not_out() {
    brx.vlanFilter().setEnabled(true);
    brx.vlanFilter().delete(brx.portOf(World.device(netns3, "veth23")), 1);
    Blame blame = blame("netns1", "192.168.5.2");
    assertThat(blame.reason()).isEqualTo(DropReason.BRIDGE_VLAN_EGRESS);
    assertThat(blame.where()).isEqualTo("netns3/brx/veth23");
    assertThat(blame.missing()).isEqualTo("VLAN 1 on veth23");
  }

  @Test
  void the_other_side_lies_in_another_network() {
    NetworkNamespace netns4 = world.namespace("netns4");
    world.cable(netns4, "veth44", netns3, "veth43").port(brx, "veth43");
    world.address(netns4, "veth44", "192.168.6.4", 24).up(netns3, "veth43").up(netns4, "veth44");
    Blame blame = blame("netns1", "192.168.6.4");
    assertThat(blame.reason()).isEqualTo(DropReason.IP_OUTNOROUTES);
    assertThat(blame.missing()).isEqualTo("a route to 192.168.6.4");
  }

  @Test
  void an_echo_that_cannot_be_answered_blames_the_way_back() {
    NetworkNamespace netns4 = world.namespace("netns4");
    world.cable(netns4, "veth44", netns3, "veth43").port(brx, "veth43");
    world.address(netns4, "veth44", "192.168.5.77", 32).up(netns3, "veth43").up(netns4, "veth44");
    Blame blame = blame("netns1", "192.168.5.77");
    assertThat(blame.where()).isEqualTo("netns4");
    assertThat(blame.missing()).isEqualTo("a route to 192.168.5.1");
    assertThat(blame.explanation())
        .isEqualTo(
            "The echo reply to netns1 cannot leave netns4: netns4 has no route to 192.168.5.1");
  }

  @Test
  void two_that_no_cable_joins_do_not_meet() {
    NetworkNamespace netns4 = world.namespace("netns4");
    NetworkNamespace netns5 = world.namespace("netns5");
    world.cable(netns4, "veth44", netns5, "veth55");
    world.address(netns4, "veth44", "192.168.5.4", 24).up(netns4, "veth44").up(netns5, "veth55");
    Blame blame = blame("netns1", "192.168.5.4");
    assertThat(blame.reason()).isEqualTo(DropReason.NEIGH_FAILED);
    assertThat(blame.where()).isEqualTo("netns1/veth11");
    assertThat(blame.missing()).isEqualTo("a link to netns4");
  }

  private Prediction predict() {
    return new Predictor(world.machine).settled();
  }

  private Blame blame(String from, String address) {
    Reachability found =
        predict().reachability().stream()
            .filter(each -> each.question().from().equals(from))
            .filter(each -> each.question().address().toString().equals(address))
            .findFirst()
            .orElseThrow();
    assertThat(found.answer()).isEqualTo(Answer.NONE);
    return Objects.requireNonNull(found.blame());
  }
}
