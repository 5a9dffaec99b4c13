package vethlab.simulator.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static vethlab.simulator.device.TestWorld.mac;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vethlab.simulator.device.PacketType;
import vethlab.simulator.device.TestWorld;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.Bpdu;
import vethlab.simulator.packet.BridgeId;
import vethlab.simulator.packet.MacAddress;

/// Three bridges in a ring, and a station w1 at the first: who becomes root, which port blocks, how
/// long it takes, and what happens when the ring is cut.
///
/// States, root, costs and times are those of Linux 6.1, from
///
/// ```bash
/// for b in 1 2 3; do ip link add name b$b type bridge stp_state 1; done
/// l p12 p21 01:02 02:01; l p23 p32 02:03 03:02; l p31 p13 03:01 01:03; l p10 w1 01:ff 0f:01
/// sleep 2; … ip link set dev p12 master b1; … sleep 1
/// bridge -t monitor link & for b in 1 2 3; do ip link set dev b$b up; done
/// sleep 40; brctl showstp b2; ip link set dev p12 down; sleep 60
/// ```
///
/// where `l` makes a cable with addresses ending so and sets both ends up.
class SpanningTreeTest {

  private final TestWorld world = new TestWorld();
  private final Map<String, Bridge> bridges = new TreeMap<>();

  @BeforeEach
  void ring() {
    for (int i = 1; i <= 3; i++) {
      Bridge bridge = new Bridge(world.namespace("host"), "b" + i, mac(0xf0 + i));
      bridge.register(0);
      bridge.spanningTree().setEnabled(true);
      bridges.put("b" + i, bridge);
    }
    cable("p12", 0x0102, "p21", 0x0201);
    cable("p23", 0x0203, "p32", 0x0302);
    cable("p31", 0x0301, "p13", 0x0103);
    cable("p10", 0x01ff, "w1", 0x0f01);
    world.passSeconds(2);
    for (String port : List.of("p12", "p13", "p10", "p21", "p23", "p32", "p31")) {
      bridge(port).addPort(world.device("host/" + port));
    }
    world.passSeconds(1.5);
  }

  private void cable(String end, int mac, String peer, int peerMac) {
    world.cable("host/" + end, mac, "host/" + peer, peerMac);
    world.up("host/" + end, "host/" + peer);
  }

  /// The bridge that a port belongs to by its name: p12 is b1's.
  private Bridge bridge(String port) {
    return Objects.requireNonNull(bridges.get("b" + port.charAt(1)));
  }

  private StpPort port(String name) {
    return Objects.requireNonNull(bridge(name).portOf(world.device("host/" + name))).stp();
  }

  private void start() {
    for (String name : bridges.keySet()) {
      world.device("host/" + name).open();
    }
  }

  private String states() {
    List<String> states = new ArrayList<>();
    for (String name : List.of("p10", "p12", "p13", "p21", "p23", "p31", "p32")) {
      states.add(port(name).state().name().substring(0, 3));
    }
    return String.join(" ", states);
  }

  private SpanningTree tree(String bridge) {
    return Objects.requireNonNull(bridges.get(bridge)).spanningTree();
  }

  /// One change of state: when, in seconds from now, and the states then.
  private record Change(double time, String states) {

    /// The kernel's timers tick apart, so that its times are good to a second.
    void matches(double kernelTime, String kernelStates) {
      assertThat(states).isEqualTo(kernelStates);
      assertThat(time).as(states).isCloseTo(kernelTime, within(1.0));
    }
  }

  /// The changes of state in so many seconds.
  private List<Change> watch(double seconds) {
    List<Change> changes = new ArrayList<>();
    String last = "";
    for (double time = 0; time <= seconds; time += 0.125) {
      String now = states();
      if (!now.equals(last)) {
        changes.add(new Change(time, now));
        last = now;
      }
      world.passSeconds(0.125);
    }
    return changes;
  }

  @Test
  void one_port_of_the_ring_blocks_and_the_others_take_thirty_seconds() {
    start();
    List<Change> changes = watch(40);
    assertThat(changes).hasSize(4);
    changes.get(0).matches(0, "LIS LIS LIS LIS LIS LIS LIS");
    changes.get(1).matches(2.0, "LIS LIS LIS LIS LIS LIS BLO");
    changes.get(2).matches(15.1, "LEA LEA LEA LEA LEA LEA BLO");
    changes.get(3).matches(30.2, "FOR FOR FOR FOR FOR FOR BLO");
    BridgeId root = new BridgeId(0x8000, mac(0x0102));
    assertThat(tree("b1").root()).isEqualTo(root);
    assertThat(tree("b1").isRoot()).isTrue();
    assertThat(tree("b2").root()).isEqualTo(root);
    assertThat(tree("b2").rootPort()).isEqualTo(1);
    assertThat(tree("b2").rootPathCost()).isEqualTo(2);
    assertThat(tree("b3").rootPort()).isEqualTo(2);
    assertThat(port("p21").heard()).isEqualTo(new PriorityVector(root, 0, root, 0x8001));
    assertThat(port("p23").heard())
        .isEqualTo(new PriorityVector(root, 2, new BridgeId(0x8000, mac(0x0201)), 0x8002));
    assertThat(tree("b1").protocol().isTopologyChange()).isTrue();
    assertThat(tree("b1").protocol().isTopologyChangeDetected()).isTrue();
    assertThat(tree("b2").protocol().isTopologyChange()).isTrue();
    assertThat(tree("b2").protocol().isTopologyChangeDetected()).isFalse();
    assertThat(bridge("p21").ageingTime()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void a_bridge_has_carrier_only_when_a_port_forwards() {
    start();
    world.passSeconds(16);
    assertThat(world.shown("host/b1"))
        .isEqualTo("<NO-CARRIER,BROADCAST,MULTICAST,UP> noqueue DOWN");
    world.passSeconds(15);
    assertThat(world.shown("host/b1")).isEqualTo("<BROADCAST,MULTICAST,UP,LOWER_UP> noqueue UP");
  }

  @Test
  void when_the_ring_is_cut_the_blocked_port_waits_for_the_old_root_to_age() {
    start();
    world.passSeconds(40);
    world.device("host/p12").close();
    List<Change> changes = watch(60);
    assertThat(changes).hasSize(5);
    changes.get(0).matches(0, "FOR DIS FOR FOR FOR FOR BLO");
    changes.get(1).matches(0, "FOR DIS FOR DIS FOR FOR BLO");
    changes.get(2).matches(19.2, "FOR DIS FOR DIS FOR FOR LIS");
    changes.get(3).matches(34.4, "FOR DIS FOR DIS FOR FOR LEA");
    changes.get(4).matches(49.5, "FOR DIS FOR DIS FOR FOR FOR");
    assertThat(tree("b2").root()).isEqualTo(new BridgeId(0x8000, mac(0x0102)));
    assertThat(tree("b2").rootPort()).isEqualTo(2);
    assertThat(tree("b2").rootPathCost()).isEqualTo(4);
  }

  @Test
  void the_root_speaks_every_two_seconds_and_flags_the_change() {
    List<Bpdu> heard = new ArrayList<>();
    List<MacAddress> sources = new ArrayList<>();
    world
        .device("host/w1")
        .addTap((device, type, frame) -> {
          if (type != PacketType.OUTGOING && frame.payload() instanceof Bpdu unit) {
            heard.add(unit);
            sources.add(frame.source());
          }
        });
    start();
    world.passSeconds(40);
    assertThat(heard).hasSizeBetween(18, 21);
    assertThat(sources).containsOnly(mac(0x01ff));
    BridgeId root = new BridgeId(0x8000, mac(0x0102));
    assertThat(heard.getFirst())
        .isEqualTo(
            new Bpdu.Configuration(
                false, false, root, 0, root, 0x8003, 0, 20 * 256, 2 * 256, 15 * 256));
    assertThat(heard.getLast())
        .isEqualTo(
            new Bpdu.Configuration(
                true, false, root, 0, root, 0x8003, 0, 20 * 256, 2 * 256, 15 * 256));
  }

  @Test
  void a_broadcast_in_the_ring_ends() {
    start();
    world.passSeconds(40);
    world.core().allowFrames(20);
    world.send("host/w1", 0xffffff, "hello");
    assertThat(world.core().backlog().isEmpty()).isTrue();
  }

  @Test
  void a_lower_priority_takes_the_root() {
    start();
    world.passSeconds(40);
    tree("b3").setPriority(0x1000);
    world.passSeconds(5);
    assertThat(tree("b3").isRoot()).isTrue();
    assertThat(tree("b1").root()).isEqualTo(new BridgeId(0x1000, mac(0x0301)));
    assertThat(tree("b1").isRoot()).isFalse();
  }

  @Test
  void with_the_protocol_on_nobody_sets_port_states_by_hand() {
    start();
    world.passSeconds(1);
    assertThatThrownBy(() ->
            tree("b1")
                .requestState(
                    Objects.requireNonNull(bridge("p12").portOf(world.device("host/p12"))),
                    PortState.FORWARDING))
        .isInstanceOfSatisfying(
            KernelError.class, error -> assertThat(error.errno()).isEqualTo(Errno.EBUSY));
  }

  @Test
  void times_out_of_range_are_refused() {
    SpanningTree tree = tree("b1");
    for (Runnable request :
        List.<Runnable>of(
            () -> tree.setHelloTime(Duration.ofMillis(900)),
            () -> tree.setHelloTime(Duration.ofSeconds(11)),
            () -> tree.setMaxAge(Duration.ofSeconds(5)),
            () -> tree.setForwardDelay(Duration.ofSeconds(1)),
            () -> port("p12").setPriority(64),
            () -> port("p12").setPathCost(0),
            () -> port("p12").setPathCost(65536))) {
      assertThatThrownBy(request::run)
          .isInstanceOfSatisfying(
              KernelError.class, error -> assertThat(error.errno()).isEqualTo(Errno.ERANGE));
    }
  }

  @Test
  void a_fork_goes_on_with_the_tree() {
    start();
    world.passSeconds(10);
    TestWorld copy = Fork.copy(world);
    copy.passSeconds(25);
    Bridge bridge = (Bridge) copy.device("host/b1");
    assertThat(Objects.requireNonNull(bridge.portOf(copy.device("host/p12"))).state())
        .isEqualTo(PortState.FORWARDING);
    assertThat(port("p12").state()).isEqualTo(PortState.LISTENING);
    world.passSeconds(25);
    assertThat(port("p12").state()).isEqualTo(PortState.FORWARDING);
  }
}
