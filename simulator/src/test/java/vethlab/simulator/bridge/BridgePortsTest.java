package vethlab.simulator.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vethlab.simulator.device.TestWorld.mac;

import java.util.List;
import org.junit.jupiter.api.Test;
import vethlab.simulator.device.DummyDevice;
import vethlab.simulator.device.TapDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.packet.MacAddress;

/// What becomes of a bridge when ports come and go: its address, its MTU, its carrier, the entries
/// for the host's own addresses.
///
/// Expected lists and states are those of Linux 6.1, from `ip link set dev v2 master brx`, `ip link
/// set dev v1 nomaster`, … each followed by `bridge fdb show br brx` and `ip -d link show brx`.
class BridgePortsTest {

  private final BridgeWorld world = new BridgeWorld();
  private final Bridge bridge = world.bridge();

  /// Cables 1 to 3 with both ends up, not connected yet.
  private void cables() {
    for (int i = 1; i <= 3; i++) {
      world.cable(i);
    }
    world.passSeconds(2);
  }

  private void expect(String bridgeAddress, String... entries) {
    assertThat(world.fdb()).containsExactly(entries);
    assertThat(bridge.address()).isEqualTo(MacAddress.parse("02:00:00:00:00:" + bridgeAddress));
    assertThat(bridge.spanningTree().bridgeId().mac()).isEqualTo(bridge.address());
    assertThat(bridge.spanningTree().root()).isEqualTo(bridge.spanningTree().bridgeId());
  }

  @Test
  void the_bridge_has_the_lowest_address_of_its_ports() {
    cables();
    world.addPort("v2");
    expect("02", "02 v2 vlan 1 permanent", "02 v2 permanent");
    world.addPort("v3");
    expect(
        "02",
        "02 v2 vlan 1 permanent",
        "02 v2 permanent",
        "03 v3 vlan 1 permanent",
        "03 v3 permanent");
    world.addPort("v1");
    expect(
        "01",
        "01 v1 vlan 1 permanent",
        "01 v1 permanent",
        "02 v2 vlan 1 permanent",
        "02 v2 permanent",
        "03 v3 vlan 1 permanent",
        "03 v3 permanent");
    world.removePort("v1");
    expect(
        "02",
        "02 v2 vlan 1 permanent",
        "02 v2 permanent",
        "03 v3 vlan 1 permanent",
        "03 v3 permanent");
    world.device("v2").setAddress(mac(8));
    expect(
        "03",
        "08 v2 vlan 1 permanent",
        "08 v2 permanent",
        "03 v3 vlan 1 permanent",
        "03 v3 permanent");
    world.device("v3").setAddress(mac(8));
    expect("08", "08 v2 vlan 1 permanent", "08 v2 permanent");
    world.removePort("v2");
    expect("08", "08 v3 vlan 1 permanent", "08 v3 permanent");
  }

  @Test
  void a_chosen_address_stays() {
    cables();
    world.addPort("v3");
    bridge.setAddress(mac(0x55));
    expect(
        "55",
        "55 brx vlan 1 permanent",
        "55 brx permanent",
        "03 v3 vlan 1 permanent",
        "03 v3 permanent");
    world.addPort("v1");
    expect(
        "55",
        "55 brx vlan 1 permanent",
        "55 brx permanent",
        "01 v1 vlan 1 permanent",
        "01 v1 permanent",
        "03 v3 vlan 1 permanent",
        "03 v3 permanent");
    bridge.setAddress(mac(1));
    expect(
        "01",
        "01 v1 vlan 1 permanent",
        "01 v1 permanent",
        "03 v3 vlan 1 permanent",
        "03 v3 permanent");
    world.removePort("v1");
    expect(
        "01",
        "01 brx vlan 1 permanent",
        "01 brx permanent",
        "03 v3 vlan 1 permanent",
        "03 v3 permanent");
    world.removePort("v3");
    expect("01", "01 brx vlan 1 permanent", "01 brx permanent");
  }

  /// `ip link add name brx type bridge; ip link set dev v1 master brx; ip link set dev v1 nomaster`
  @Test
  void without_its_last_port_a_bridge_has_no_address_and_no_entry() {
    cables();
    world.addPort("v1");
    world.removePort("v1");
    assertThat(world.fdb()).isEmpty();
    assertThat(bridge.address()).isEqualTo(MacAddress.ZERO);
    assertThat(bridge.spanningTree().bridgeId().mac()).isEqualTo(MacAddress.ZERO);
  }

  @Test
  void until_a_port_comes_the_identifier_has_no_address() {
    assertThat(bridge.address()).isEqualTo(mac(0x99));
    assertThat(bridge.spanningTree().bridgeId().mac()).isEqualTo(MacAddress.ZERO);
    assertThat(world.fdb()).containsExactly("99 brx vlan 1 permanent", "99 brx permanent");
  }

  /// `ip link add name brx address 02:00:00:00:00:77 type bridge`
  @Test
  void a_bridge_made_with_an_address_has_no_carrier_from_the_start() {
    Bridge chosen = new Bridge(world.device("lo").table(), "bry", mac(0));
    chosen.setAddress(mac(0x77));
    chosen.register(0);
    assertThat(chosen.spanningTree().bridgeId().mac()).isEqualTo(mac(0x77));
    world.up("bry");
    assertThat(world.world().shown("host/bry"))
        .isEqualTo("<NO-CARRIER,BROADCAST,MULTICAST,UP> noqueue DOWN");
    world.cable(1);
    chosen.addPort(world.device("v1"));
    assertThat(chosen.address()).isEqualTo(mac(0x77));
  }

  @Test
  void the_carrier_follows_the_ports() {
    assertThat(world.world().shown("host/brx"))
        .isEqualTo("<BROADCAST,MULTICAST,UP,LOWER_UP> noqueue UNKNOWN");
    new TapDevice(world.device("lo").table(), "tt", mac(7)).register(0);
    world.up("tt");
    world.passSeconds(1.2);
    world.addPort("tt");
    assertThat(world.world().shown("host/brx"))
        .isEqualTo("<NO-CARRIER,BROADCAST,MULTICAST,UP> noqueue DOWN");
    world.cable(1);
    world.passSeconds(1.2);
    world.addPort("v1");
    assertThat(world.world().shown("host/brx"))
        .isEqualTo("<BROADCAST,MULTICAST,UP,LOWER_UP> noqueue UP");
    assertThat(world.port("tt").state()).isEqualTo(PortState.DISABLED);
    assertThat(world.port("v1").state()).isEqualTo(PortState.FORWARDING);
    world.removePort("v1");
    world.passSeconds(1.2);
    assertThat(world.world().shown("host/brx"))
        .isEqualTo("<NO-CARRIER,BROADCAST,MULTICAST,UP> noqueue DOWN");
  }

  @Test
  void the_smallest_mtu_of_the_ports_counts_unless_someone_chose_one() {
    cables();
    world.device("v1").setMtu(1400);
    world.addPort("v1");
    assertThat(bridge.mtu()).isEqualTo(1400);
    world.addPort("v2");
    assertThat(bridge.mtu()).isEqualTo(1400);
    world.device("v1").setMtu(1300);
    assertThat(bridge.mtu()).isEqualTo(1300);
    world.removePort("v1");
    assertThat(bridge.mtu()).isEqualTo(1500);
    bridge.setMtu(1450);
    world.addPort("v1");
    assertThat(bridge.mtu()).isEqualTo(1450);
  }

  @Test
  void mtus_out_of_range_are_refused_in_the_kernels_words() {
    assertThatThrownBy(() -> bridge.setMtu(70_000)).hasMessage("mtu greater than device maximum");
    assertThatThrownBy(() -> bridge.setMtu(60)).hasMessage("mtu less than device minimum");
  }

  @Test
  void what_cannot_be_a_port_is_refused() {
    cables();
    Bridge other = new Bridge(world.device("lo").table(), "bry", mac(0x98));
    other.register(0);
    refused(Errno.EINVAL, () -> bridge.addPort(world.device("lo")));
    refused(Errno.ELOOP, () -> bridge.addPort(other));
    assertThatThrownBy(() -> bridge.addPort(other))
        .hasMessage("Can not enslave a bridge to a bridge");
    world.addPort("v1");
    refused(Errno.EBUSY, () -> other.addPort(world.device("v1")));
    refused(Errno.EBUSY, () -> bridge.addPort(world.device("v1")));
    refused(Errno.EINVAL, () -> other.removePort(world.device("v1")));
  }

  private static void refused(Errno errno, Runnable request) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(
            KernelError.class, error -> assertThat(error.errno()).isEqualTo(errno));
  }

  @Test
  void ports_get_the_lowest_free_number_and_a_cost_by_their_speed() {
    cables();
    new DummyDevice(world.device("lo").table(), "dd", mac(6)).register(0);
    for (String name : List.of("v1", "v2", "dd")) {
      world.addPort(name);
    }
    assertThat(world.port("v1").number()).isEqualTo(1);
    assertThat(world.port("dd").number()).isEqualTo(3);
    world.removePort("v1");
    world.addPort("v3");
    assertThat(world.port("v3").number()).isEqualTo(1);
    assertThat(world.port("v3").stp().pathCost()).isEqualTo(2);
    assertThat(world.port("v3").stp().priority()).isEqualTo(32);
    assertThat(world.port("v3").stp().identifier()).isEqualTo(0x8001);
    assertThat(world.port("dd").stp().pathCost()).isEqualTo(100);
  }

  @Test
  void a_port_hears_everything_and_no_longer_when_released() {
    cables();
    world.addPort("v1");
    assertThat(world.device("v1").receiveFilter().promiscuity()).isEqualTo(1);
    assertThat(world.device("v1").receiveFilter().allMulticast()).isEqualTo(1);
    world.removePort("v1");
    assertThat(world.device("v1").receiveFilter().promiscuity()).isEqualTo(0);
    assertThat(world.device("v1").receiveFilter().allMulticast()).isEqualTo(0);
    assertThat(world.device("v1").master()).isNull();
  }

  @Test
  void a_port_that_is_deleted_or_moved_away_is_released() {
    cables();
    world.addPort("v1");
    world.addPort("v2");
    world.device("v1").unregister();
    assertThat(bridge.ports()).extracting(port -> port.device().name()).containsExactly("v2");
    world.device("v2").moveTo(world.world().namespace("other"), null);
    assertThat(bridge.ports()).isEmpty();
  }

  @Test
  void a_deleted_bridge_lets_its_ports_go() {
    cables();
    world.addPort("v1");
    bridge.unregister();
    assertThat(world.device("v1").master()).isNull();
    assertThat(world.send("w1", BridgeWorld.station(1), mac(1))).isEqualTo("v1");
    world.passSeconds(2);
    assertThat(world.world().core().timeline().nextDue()).isNull();
  }

  @Test
  void a_bridge_stays_in_its_namespace() {
    assertThatThrownBy(() -> bridge.moveTo(world.world().namespace("other"), null))
        .isInstanceOf(KernelError.class);
  }
}
