package vethlab.simulator.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vethlab.simulator.device.TestWorld.mac;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vethlab.simulator.device.DeviceTable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.TestWorld;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.ipv4.Ipv4Stack;
import vethlab.simulator.ipv6.Ipv6Stack;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.IgmpMessage;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.packet.Payload;
import vethlab.simulator.packet.Transport;
import vethlab.simulator.trace.DropReason;

/// The groups that a bridge joins itself, on a host with IPv4 and IPv6, and what snooping does to
/// multicast that passes.
///
/// Lists are the `link` lines of `ip maddress show dev brx` on Linux 6.1 after `ip link add name
/// brx type bridge` and `ip link set dev brx up`.
class SnoopersTest {

  private final TestWorld world = new TestWorld();

  /// A bridge with the address 02:00:00:00:00:99 on a host with both stacks, down.
  private Bridge bridge() {
    DeviceTable host = world.namespace("host");
    Ipv4Stack ipv4 = new Ipv4Stack(host, null);
    assertThat(ipv4.addresses(world.device("host/lo"))).isEmpty();
    Ipv6Stack ipv6 = new Ipv6Stack(host, null);
    assertThat(ipv6.addresses(world.device("host/lo"))).isEmpty();
    Bridge bridge = new Bridge(host, "brx", mac(0x99));
    bridge.register(0);
    return bridge;
  }

  private static List<String> groups(NetDevice device) {
    List<String> all = new ArrayList<>();
    for (MacAddress address : device.receiveFilter().multicast().all()) {
      all.add(address.toString());
    }
    return all;
  }

  @Test
  void a_bridge_that_is_up_is_in_the_snoopers_groups() {
    Bridge bridge = bridge();
    assertThat(groups(bridge)).containsExactly("33:33:00:00:00:01");
    bridge.open();
    world.passSeconds(1);
    assertThat(groups(bridge))
        .containsExactly(
            "33:33:00:00:00:01",
            "01:00:5e:00:00:6a",
            "33:33:00:00:00:6a",
            "01:00:5e:00:00:01",
            "33:33:ff:00:00:99");
    bridge.close();
    assertThat(groups(bridge)).isEmpty();
  }

  @Test
  void without_snooping_it_is_not() {
    Bridge bridge = bridge();
    bridge.multicastSnooping().setEnabled(false);
    bridge.open();
    world.passSeconds(1);
    assertThat(groups(bridge))
        .containsExactly("33:33:00:00:00:01", "01:00:5e:00:00:01", "33:33:ff:00:00:99");
    bridge.multicastSnooping().setEnabled(true);
    assertThat(groups(bridge)).contains("01:00:5e:00:00:6a", "33:33:00:00:00:6a");
  }

  // ---- What passes ----

  private static Ipv4Packet igmp(Transport transport) {
    return Ipv4Packet.of(
        Ipv4Address.parse("10.0.0.1"), Ipv4Address.parse("224.0.0.1"), 1, transport);
  }

  private static void send(BridgeWorld through, Payload payload) {
    EthernetFrame frame =
        EthernetFrame.of(MacAddress.parse("01:00:5e:00:00:01"), BridgeWorld.station(1), payload);
    through.world().send("host/w1", frame);
  }

  /// Nobody asks for members as long as there is no multicast router; once somebody does, members
  /// alone get the frames of their groups, and that is not modelled.
  @Test
  void the_first_query_ends_what_is_modelled() {
    BridgeWorld through = BridgeWorld.withPorts(2);
    IgmpMessage.Query query =
        new IgmpMessage.Query(100, Ipv4Address.ANY, false, false, 0, 0, ImmutableList.of());
    assertThatThrownBy(() -> send(through, igmp(query)))
        .isInstanceOfSatisfying(
            NotModelled.class, refused -> assertThat(refused.what()).contains("IGMP query"));
    BridgeWorld deaf = BridgeWorld.withPorts(2);
    deaf.bridge().multicastSnooping().setEnabled(false);
    send(deaf, igmp(query));
    assertThat(deaf.device("w2").statistics().rxPackets()).isEqualTo(1);
  }

  @Test
  void reports_are_flooded() {
    BridgeWorld through = BridgeWorld.withPorts(2);
    send(through, igmp(new IgmpMessage.Version3Report(ImmutableList.of())));
    assertThat(through.device("w2").statistics().rxPackets()).isEqualTo(1);
  }

  @Test
  void what_claims_to_be_igmp_and_is_broken_goes_no_further() {
    BridgeWorld through = BridgeWorld.withPorts(2);
    send(through, igmp(new Transport.BadChecksum(IpProtocol.IGMP, Bytes.of(new byte[8]))));
    assertThat(through.device("w2").statistics().rxPackets()).isZero();
    assertThat(Objects.requireNonNull(through.world().core().drops()))
        .containsKey(DropReason.BRIDGE_MULTICAST_MALFORMED);
  }
}
