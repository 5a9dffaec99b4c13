package vethlab.analysis.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vethlab.analysis.machine.link.Loop;
import vethlab.analysis.machine.link.LoopFinder;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.bridge.BridgePort;
import vethlab.simulator.namespace.NetworkNamespace;

/// Two bridges in two namespaces, brx in netns3 and bry in netns8, joined by the cables vethx–vethy
/// and vethu–vethv; all is up, and nothing has been sent yet.
class LoopTest {

  private final World world = new World(7);
  private final NetworkNamespace netns3 = world.namespace("netns3");
  private final NetworkNamespace netns8 = world.namespace("netns8");
  private final Bridge brx = world.bridge(netns3, "brx");
  private final Bridge bry = world.bridge(netns8, "bry");

  LoopTest() {
    world.cable(netns3, "vethx", netns8, "vethy").cable(netns3, "vethu", netns8, "vethv");
    world.port(brx, "vethx").port(bry, "vethy").port(brx, "vethu").port(bry, "vethv");
  }

  private void allUp() {
    world.up(netns3, "brx", "vethx", "vethu").up(netns8, "bry", "vethy", "vethv");
    for (int i = 0; i < 20; i++) {
      world.machine.core().timeline().step();
    }
  }

  @Test
  void two_cables_between_two_bridges_are_a_loop() {
    allUp();
    assertThat(LoopFinder.loops(world.machine)).hasSize(1);
    Loop loop = LoopFinder.loops(world.machine).getFirst();
    assertThat(loop.members())
        .containsExactlyInAnyOrder(
            "netns3/brx/vethx", "netns3/brx/vethu", "netns8/bry/vethy", "netns8/bry/vethv");
    assertThat(loop.vlans()).isEmpty();
    assertThat(loop.state()).isEqualTo(Loop.State.STORM);
  }

  @Test
  void the_port_that_closed_it_last_opens_it() {
    allUp();
    Loop loop = LoopFinder.loops(world.machine).getFirst();
    assertThat(loop.opener()).isEqualTo("netns8/bry/vethv");
    assertThat(loop.origin().command()).isEqualTo("ip link set vethv master bry");
  }

  @Test
  void a_bridge_that_is_down_closes_no_loop() {
    world.up(netns3, "vethx", "vethu").up(netns8, "bry", "vethy", "vethv");
    assertThat(LoopFinder.loops(world.machine)).isEmpty();
  }

  @Test
  void cables_for_different_vlans_are_no_loop() {
    only(brx, "vethx", 10);
    only(bry, "vethy", 10);
    only(brx, "vethu", 20);
    only(bry, "vethv", 20);
    allUp();
    assertThat(LoopFinder.loops(world.machine)).isEmpty();
  }

  @Test
  void a_loop_names_its_vlans() {
    only(brx, "vethx", 10);
    add(brx, "vethx", 20);
    only(bry, "vethy", 10);
    add(bry, "vethy", 20);
    only(brx, "vethu", 10);
    add(brx, "vethu", 20);
    only(bry, "vethv", 10); // and not 20
    allUp();
    assertThat(LoopFinder.loops(world.machine))
        .extracting(Loop::vlans)
        .containsExactly(ImmutableList.of(10));
  }

  @Test
  void the_spanning_tree_breaks_a_loop() {
    brx.spanningTree().setEnabled(true);
    bry.spanningTree().setEnabled(true);
    world.up(netns3, "brx", "vethx", "vethu").up(netns8, "bry", "vethy", "vethv");
    assertThat(Settling.settle(world.machine)).isTrue();
    assertThat(LoopFinder.loops(world.machine))
        .extracting(Loop::state)
        .containsExactly(Loop.State.BROKEN_BY_STP);
  }

  @Test
  void a_cable_with_both_ends_on_one_bridge_is_a_loop() {
    world.cable(netns3, "a", netns3, "b").port(brx, "a").port(brx, "b");
    world.up(netns3, "brx", "a", "b");
    for (int i = 0; i < 5; i++) {
      world.machine.core().timeline().step();
    }
    assertThat(LoopFinder.loops(world.machine))
        .extracting(Loop::members)
        .containsExactly(ImmutableList.of("netns3/brx/b", "netns3/brx/a"));
  }

  @Test
  void a_storm_that_rages_is_an_answer() {
    allUp();
    Prediction prediction = new Predictor(world.machine).settled();
    assertThat(prediction.loops()).extracting(Loop::state).containsExactly(Loop.State.STORM);
    assertThat(prediction.broken()).isEmpty();
  }

  private void only(Bridge bridge, String name, int vid) {
    add(bridge, name, vid);
    bridge.vlanFilter().delete(port(bridge, name), 1);
    bridge.vlanFilter().setEnabled(true);
  }

  private void add(Bridge bridge, String name, int vid) {
    bridge.vlanFilter().add(port(bridge, name), vid, false, false);
  }

  private BridgePort port(Bridge bridge, String name) {
    NetworkNamespace in = bridge == brx ? netns3 : netns8;
    return Objects.requireNonNull(bridge.portOf(World.device(in, name)));
  }
}
