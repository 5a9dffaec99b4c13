package vethlab.simulator.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vethlab.simulator.device.TestWorld.mac;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vethlab.simulator.device.PacketType;
import vethlab.simulator.errno.LimitReached;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.trace.Branch;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.Ending;
import vethlab.simulator.trace.Recorder;

/// The order of a flood's copies, how the way of each is told, and floods that never end.
class FloodTest {

  private final BridgeWorld world = BridgeWorld.withPorts(4);

  /// As captures on all interfaces of a bridge with three ports showed: the copies leave in the
  /// order newest port first, the host of the bridge looks at its own before any station receives.
  @Test
  void the_newest_port_comes_first_and_the_host_before_the_stations() {
    List<String> seen = new ArrayList<>();
    for (String name : List.of("v1", "v2", "v3", "v4", "w2", "w3", "w4", "brx")) {
      world
          .device(name)
          .addTap((device, type, frame) ->
              seen.add(device.name() + (type == PacketType.OUTGOING ? " out" : " in")));
    }
    world.send("w1", BridgeWorld.station(1), MacAddress.BROADCAST);
    assertThat(seen)
        .containsExactly(
            "v1 in", "v4 out", "v3 out", "v2 out", "brx in", "w4 in", "w3 in", "w2 in");
  }

  @Test
  void a_trace_has_a_branch_for_every_copy_and_for_every_port_passed_over() {
    world.port("v1").set(PortFlag.ISOLATED, true);
    world.port("v3").set(PortFlag.ISOLATED, true);
    world.down("w4");
    Recorder recorder = world.world().record();
    world.send("w1", BridgeWorld.station(1), MacAddress.BROADCAST);
    Branch frame = recorder.roots().getFirst();
    List<String> branches = new ArrayList<>();
    for (Branch.Entry entry : frame.entries()) {
      if (entry instanceof Branch.Branched(Branch branch)) {
        branches.add(branch.title() + ": " + told(branch.ending()));
      }
    }
    assertThat(branches)
        .containsExactly(
            "no copy to v4: BRIDGE_PORT_STATE at host/brx/v4",
            "no copy to v3: BRIDGE_ISOLATED at host/brx/v3",
            "copy to v2: delivered at host/w2");
    assertThat(told(frame.ending())).isEqualTo("delivered at host/brx");
    assertThat(world.world().core().drops()).doesNotContainKey(DropReason.BRIDGE_ISOLATED);
  }

  private static String told(@Nullable Ending ending) {
    return switch (ending) {
      case Ending.Dropped dropped -> dropped.reason() + " at " + dropped.place();
      case Ending.Delivered delivered -> "delivered at " + delivered.place();
      case Ending.Replaced replaced -> "replaced at " + replaced.place();
      case null -> "under way";
    };
  }

  @Test
  void a_frame_with_one_way_only_says_why_it_did_not_take_it() {
    world.send("w2", BridgeWorld.station(2), MacAddress.BROADCAST);
    world.port("v1").set(PortFlag.ISOLATED, true);
    world.port("v2").set(PortFlag.ISOLATED, true);
    Recorder recorder = world.world().record();
    world.send("w1", BridgeWorld.station(1), BridgeWorld.station(2));
    assertThat(told(recorder.roots().getFirst().ending()))
        .isEqualTo("BRIDGE_ISOLATED at host/brx/v2");
  }

  @Test
  void a_flood_without_a_port_ends_at_the_bridge() {
    BridgeWorld lonely = BridgeWorld.withPorts(1);
    Recorder recorder = lonely.world().record();
    lonely.send("w1", BridgeWorld.station(1), mac(0x77));
    assertThat(told(recorder.roots().getFirst().ending())).isEqualTo("NO_TX_TARGET at host/brx");
  }

  @Test
  void what_the_host_sends_to_its_own_bridge_has_no_port() {
    Recorder recorder = world.world().record();
    world.bridge().setAddress(mac(0x55));
    world.send("brx", mac(0x55), mac(0x55));
    assertThat(told(recorder.roots().getFirst().ending()))
        .isEqualTo("BRIDGE_NO_EGRESS_PORT at host/brx");
  }

  @Test
  void a_cable_between_two_ports_is_a_storm_that_ends_at_the_limit_of_frames() {
    world.world().cable("host/a", 0x21, "host/b", 0x22);
    world.world().cable("host/c", 0x23, "host/d", 0x24);
    world.up("a", "b", "c", "d");
    for (String port : List.of("a", "b", "c", "d")) {
      world.addPort(port);
    }
    world.passSeconds(2);
    world.world().core().allowFrames(5000);
    assertThatThrownBy(() -> world.send("w1", BridgeWorld.station(1), MacAddress.BROADCAST))
        .isInstanceOfSatisfying(
            LimitReached.class,
            reached -> assertThat(reached.limit()).isEqualTo(LimitReached.Limit.FRAMES));
    assertThat(world.world().core().drops()).containsKey(DropReason.CPU_BACKLOG);
  }

  @Test
  void two_forks_flood_alike_and_never_touch_each_other() {
    world.send("w1", BridgeWorld.station(1), MacAddress.BROADCAST);
    BridgeWorld one = Fork.copy(world);
    BridgeWorld two = Fork.copy(world);
    List<String> script = List.of("w2", "w3", "brx", "w1", "w4");
    List<String> inOne = new ArrayList<>();
    List<String> inTwo = new ArrayList<>();
    one.removePort("v3");
    two.removePort("v3");
    for (String sender : script) {
      inOne.add(one.send(sender, one.device(sender).address(), BridgeWorld.station(1)));
    }
    for (String sender : script) {
      inTwo.add(two.send(sender, two.device(sender).address(), BridgeWorld.station(1)));
    }
    assertThat(inOne).isEqualTo(inTwo);
    assertThat(one.fdb()).isEqualTo(two.fdb());
    assertThat(world.bridge().ports()).hasSize(4);
    assertThat(world.device("w2").statistics().txPackets()).isZero();
  }
}
