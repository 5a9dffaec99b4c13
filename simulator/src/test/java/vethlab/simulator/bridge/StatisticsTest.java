package vethlab.simulator.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static vethlab.simulator.device.TestWorld.mac;

import org.junit.jupiter.api.Test;
import vethlab.simulator.device.DeviceStatistics;
import vethlab.simulator.device.DummyDevice;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.packet.Payload;
import vethlab.simulator.packet.VlanTag;

/// What `/sys/class/net/DEV/statistics` counts, received and sent: packets, octets, dropped.
///
/// Figures are those of Linux 6.1 for the same raw frames on the host of [BridgeWorld], less the
/// IGMP reports that the kernel sends by itself. Frames carry five octets of a type that nothing on
/// the bridge's host takes.
class StatisticsTest {

  private static final int UNKNOWN_TYPE = 0x88b6;

  private final BridgeWorld world = BridgeWorld.withPorts(3);

  private void send(String device, MacAddress source, MacAddress destination, int octets) {
    Payload payload = new Payload.Raw(UNKNOWN_TYPE, Bytes.of(new byte[octets]));
    world.world().send("host/" + device, EthernetFrame.of(destination, source, payload));
  }

  private void expect(String device, String received, String sent) {
    DeviceStatistics counts = world.device(device).statistics();
    assertThat(counts.rxPackets() + " " + counts.rxBytes() + " " + counts.rxDropped())
        .as(device + " received")
        .isEqualTo(received);
    assertThat(counts.txPackets() + " " + counts.txBytes() + " " + counts.txDropped())
        .as(device + " sent")
        .isEqualTo(sent);
  }

  @Test
  void the_bridge_counts_what_comes_up_without_link_header_and_what_goes_down_with_it() {
    MacAddress station = BridgeWorld.station(1);
    send("w1", station, MacAddress.BROADCAST, 5);
    send("w1", station, MacAddress.parse("01:00:5e:01:01:01"), 5);
    send("w1", station, mac(1), 5);
    send("brx", mac(1), MacAddress.BROADCAST, 5);
    expect("brx", "3 15 3", "1 19 0");
    expect("v1", "3 57 0", "1 19 0");
    expect("w1", "1 19 1", "3 57 0");
    expect("v2", "0 0 0", "3 57 0");
    assertThat(world.device("brx").statistics().multicast()).isEqualTo(1);
    assertThat(world.device("v1").statistics().multicast()).isEqualTo(0);
  }

  @Test
  void a_tag_beside_the_data_is_not_counted() {
    Payload payload = new Payload.Raw(UNKNOWN_TYPE, Bytes.of(new byte[5]));
    world
        .world()
        .send(
            "host/w1",
            new EthernetFrame(
                MacAddress.BROADCAST, BridgeWorld.station(1), VlanTag.of(10), payload));
    expect("v2", "0 0 0", "1 19 0");
    expect("w2", "1 19 1", "0 0 0");
  }

  @Test
  void a_frame_too_long_for_the_other_end_is_dropped_at_both() {
    world.device("v1").setMtu(100);
    send("w1", BridgeWorld.station(1), MacAddress.BROADCAST, 61);
    expect("w1", "0 0 0", "1 75 0");
    send("w1", BridgeWorld.station(1), MacAddress.BROADCAST, 131);
    expect("w1", "0 0 0", "1 75 1");
    expect("v1", "1 75 1", "0 0 0");
  }

  @Test
  void loopback_counts_without_link_header() {
    world.up("lo");
    send("lo", MacAddress.ZERO, MacAddress.ZERO, 5);
    expect("lo", "1 5 1", "1 5 0");
  }

  @Test
  void a_dummy_counts_what_it_swallows() {
    new DummyDevice(world.device("lo").table(), "dd", mac(6)).register(0);
    world.up("dd");
    send("dd", mac(6), MacAddress.BROADCAST, 5);
    expect("dd", "0 0 0", "1 19 0");
  }

  @Test
  void without_signal_or_when_down_nothing_is_counted() {
    world.down("w3");
    send("v3", mac(3), MacAddress.BROADCAST, 5);
    expect("v3", "0 0 0", "0 0 0");
    world.down("v3");
    send("v3", mac(3), MacAddress.BROADCAST, 5);
    expect("v3", "0 0 0", "0 0 0");
  }

  @Test
  void a_capture_that_gets_the_frame_last_keeps_it_from_being_counted_as_dropped() {
    NetDevice device = world.device("w2");
    device.addTap((where, type, frame) -> {});
    send("w1", BridgeWorld.station(1), MacAddress.BROADCAST, 5);
    expect("w2", "1 19 0", "0 0 0");
    expect("w3", "1 19 1", "0 0 0");
  }
}
