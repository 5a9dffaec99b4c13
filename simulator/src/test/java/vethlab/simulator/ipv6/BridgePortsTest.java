package vethlab.simulator.ipv6;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.fib.Route;
import vethlab.simulator.packet.MacAddress;

/// Two hosts, netns1 (veth11) and netns2 (veth22), and between them netns3 with the bridge brx and
/// its ports veth13 and veth23: everything is set up before the ends at the bridge are; then those
/// go up, and after a second and a half become ports.
///
/// What is sent, and in which order, is what Linux 6.1 sent in the same situation.
class BridgePortsTest {

  private static final String BRX = "fe80::20c6:20ff:fe3f:2746";
  private static final String VETH13 = "fe80::28:32ff:fed4:fffc";
  private static final String VETH23 = "fe80::64ef:ecff:fee7:5a31";

  private final Ipv6Lab lab = new Ipv6Lab(7);
  private final Ipv6Lab.Host one = lab.host("netns1");
  private final Ipv6Lab.Host two = lab.host("netns2");
  private final Ipv6Lab.Host three = lab.host("netns3");
  private Bridge bridge;

  @BeforeEach
  void build() {
    bridge = new Bridge(three.devices, "brx", MacAddress.parse("22:c6:20:3f:27:46"));
    bridge.register(0);
    lab.watch(bridge);
    three.up("brx");
    lab.cable(one, "veth11", three, "veth13");
    lab.cable(two, "veth22", three, "veth23");
    one.device("veth11").setAddress(MacAddress.parse("ea:28:1c:7d:33:8d"));
    two.device("veth22").setAddress(MacAddress.parse("b2:00:b3:0a:a6:7a"));
    three.device("veth13").setAddress(MacAddress.parse("02:28:32:d4:ff:fc"));
    three.device("veth23").setAddress(MacAddress.parse("66:ef:ec:e7:5a:31"));
    lab.run(Duration.ofMillis(2840));
  }

  private void connect() {
    one.up("lo");
    one.up("veth11");
    two.up("veth22");
    three.up("veth13");
    three.up("veth23");
    lab.run(Duration.ofMillis(1500));
    lab.seen.clear();
    bridge.addPort(three.device("veth13"));
    lab.run(Duration.ofMillis(800));
    bridge.addPort(three.device("veth23"));
  }

  private List<String> sent(String device) {
    return lab.sent(device).stream().filter(each -> !each.endsWith("router?")).toList();
  }

  @Test
  void a_bridge_without_ports_has_a_link_local_address_of_its_own() {
    assertThat(three.addresses("brx")).containsExactly(BRX + "/64");
    assertThat(sent("brx"))
        .containsExactlyInAnyOrder(
            ":: > ff02::16 report 4:ff02::1:ff3f:2746 4:ff02::6a",
            ":: > ff02::16 report 4:ff02::1:ff3f:2746 4:ff02::6a",
            ":: > ff02::1:ff3f:2746 who has " + BRX,
            BRX + " > ff02::16 report 4:ff02::1:ff3f:2746 4:ff02::6a",
            BRX + " > ff02::16 report 4:ff02::1:ff3f:2746 4:ff02::6a");
  }

  @Test
  void its_address_stays_when_it_takes_over_the_mac_of_a_port() {
    connect();
    lab.run(Duration.ofSeconds(4));
    assertThat(bridge.address()).isEqualTo(MacAddress.parse("02:28:32:d4:ff:fc"));
    assertThat(three.addresses("brx")).containsExactly(BRX + "/64");
  }

  @Test
  void ports_keep_their_addresses() {
    connect();
    lab.run(Duration.ofSeconds(4));
    assertThat(three.addresses("veth13")).containsExactly(VETH13 + "/64");
    assertThat(three.addresses("veth23")).containsExactly(VETH23 + "/64");
  }

  @Test
  void the_bridge_tells_of_its_groups_when_its_first_port_comes() {
    connect();
    lab.run(Duration.ofSeconds(4));
    assertThat(sent("brx"))
        .containsExactly(
            BRX + " > ff02::16 report 4:ff02::1:ff3f:2746 4:ff02::6a",
            BRX + " > ff02::16 report 4:ff02::1:ff3f:2746 4:ff02::6a");
    assertThat(sent("veth13").stream().filter(line -> line.startsWith(BRX)))
        .startsWith(
            BRX + " > ff02::16 report 4:ff02::1:ff3f:2746 4:ff02::6a",
            BRX + " > ff02::16 report 4:ff02::1:ff3f:2746 4:ff02::6a");
  }

  /// A port does not hear what comes in by it, but sends what is its own.
  @Test
  void routers_are_sought_by_the_bridge_and_by_each_port() {
    connect();
    lab.run(Duration.ofSeconds(10));
    assertThat(lab.sent("veth23"))
        .contains(
            VETH23 + " > ff02::2 router?",
            BRX + " > ff02::2 router?",
            "fe80::e828:1cff:fe7d:338d > ff02::2 router?")
        .doesNotContain(VETH13 + " > ff02::2 router?");
  }

  @Test
  void a_bridge_is_a_neighbour_and_its_ports_are_not() {
    connect();
    lab.run(Duration.ofSeconds(4));
    one.ping(BRX + "%veth11", 1);
    one.ping(VETH13 + "%veth11", 2);
    lab.run(Duration.ofSeconds(4));
    assertThat(one.heard())
        .containsExactly(
            BRX + " pong 1 on veth11", "fe80::e828:1cff:fe7d:338d error 1/3 on veth11");
  }

  @Test
  void a_bridge_set_down_and_up_with_another_mac_gets_another_address() {
    connect();
    lab.run(Duration.ofSeconds(4));
    bridge.setAddress(MacAddress.parse("02:33:33:33:33:33"));
    assertThat(three.addresses("brx")).containsExactly(BRX + "/64");
    three.down("brx");
    lab.run(Duration.ofSeconds(1));
    lab.seen.clear();
    three.up("brx");
    lab.run(Duration.ofSeconds(4));
    assertThat(three.addresses("brx")).containsExactly("fe80::33:33ff:fe33:3333/64");
    String all = "3:ff02::1:ff3f:2746 4:ff02::1:ff33:3333 4:ff02::6a";
    assertThat(sent("brx"))
        .containsExactlyInAnyOrder(
            ":: > ff02::16 report " + all,
            ":: > ff02::16 report " + all,
            ":: > ff02::1:ff33:3333 who has fe80::33:33ff:fe33:3333",
            "fe80::33:33ff:fe33:3333 > ff02::16 report 4:ff02::1:ff33:3333 4:ff02::6a",
            "fe80::33:33ff:fe33:3333 > ff02::16 report 4:ff02::1:ff33:3333 4:ff02::6a");
    assertThat(three.routes(Route.TABLE_MAIN))
        .containsExactly(
            "UNICAST fe80::/64 veth13 256",
            "UNICAST fe80::/64 veth23 256",
            "UNICAST fe80::/64 brx 256");
  }

  @Test
  void without_ports_the_bridge_keeps_its_address_and_says_nothing() {
    connect();
    lab.run(Duration.ofSeconds(20));
    bridge.removePort(three.device("veth13"));
    lab.run(Duration.ofSeconds(1));
    lab.seen.clear();
    bridge.removePort(three.device("veth23"));
    lab.run(Duration.ofSeconds(3));
    assertThat(three.addresses("brx")).containsExactly(BRX + "/64");
    assertThat(three.addresses("veth23")).containsExactly(VETH23 + "/64");
    assertThat(sent("brx")).isEmpty();
    assertThat(sent("veth23")).isEmpty();
    bridge.unregister();
    assertThat(three.routes(Route.TABLE_MAIN))
        .containsExactly("UNICAST fe80::/64 veth13 256", "UNICAST fe80::/64 veth23 256");
  }

  @Test
  void everyone_answers_a_ping_to_all_nodes_but_the_ports() {
    connect();
    lab.run(Duration.ofSeconds(4));
    one.ping("ff02::1%veth11", 1);
    lab.settle();
    assertThat(one.heard())
        .containsExactlyInAnyOrder(
            "fe80::e828:1cff:fe7d:338d pong 1 on veth11",
            BRX + " pong 1 on veth11",
            "fe80::b000:b3ff:fe0a:a67a pong 1 on veth11")
        .startsWith("fe80::e828:1cff:fe7d:338d pong 1 on veth11");
  }
}
