package vethlab.simulator.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.packet.EtherType;
import vethlab.simulator.packet.MacAddress;

/// Frames for 01:80:c2:00:00:00 to 0f: `f`orwarded like any multicast, `h` for the host of the port
/// only, `-` for nobody; one letter for each last digit.
///
/// The rows are Linux 6.1's, from `ip link set dev brx type bridge group_fwd_mask …`, `ip link set
/// dev v1 type bridge_slave group_fwd_mask …` and raw frames as in [WhoGetsItTest], with a packet
/// socket on v1 too.
class LinkLocalGroupsTest {

  private final BridgeWorld world = BridgeWorld.withPorts(2);

  private String all() {
    StringBuilder result = new StringBuilder();
    for (int last = 0; last < 16; last++) {
      MacAddress group = new MacAddress(0x0180_c200_0000L | last);
      result.append(
          switch (world.send("w1", BridgeWorld.station(1), group)) {
            case "2b" -> 'f';
            case "v1" -> 'h';
            case "-" -> '-';
            default -> '?';
          });
    }
    return result.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "0000, 0000, 0000, f-hhhhhhhhhhhhhh",
    "4008, 0000, 0000, f-hfhhhhhhhhhhfh",
    "fff8, 0000, 0000, f-hfffffffffffff",
    "0000, fffd, 0000, f-ffffffffffffff",
    "0000, 0000, fffd, f-hhhhhhhhhhhhhh",
  })
  void masks_say_which_are_forwarded(String bridge, String in, String out, String expected) {
    world.bridge().setGroupForwardMask(Integer.parseInt(bridge, 16));
    world.port("v1").setGroupForwardMask(Integer.parseInt(in, 16));
    world.port("v2").setGroupForwardMask(Integer.parseInt(out, 16));
    assertThat(all()).isEqualTo(expected);
  }

  @Test
  void a_provider_bridge_forwards_its_customers_groups() {
    world.bridge().vlanFilter().setEnabled(true);
    world.bridge().vlanFilter().setProtocol(EtherType.QINQ);
    assertThat(world.bridge().vlanFilter().groupAddress())
        .isEqualTo(MacAddress.parse("01:80:c2:00:00:08"));
    assertThat(all()).isEqualTo("f-hhhhhhhhhfffhf");
  }

  @Test
  void a_disabled_port_still_gives_its_host_what_is_only_for_it() {
    world.bridge().spanningTree().requestState(world.port("v1"), PortState.DISABLED);
    assertThat(all()).isEqualTo("--hhhhhhhhhhhhhh");
  }

  @Test
  void masks_that_would_break_stp_and_pause_are_refused() {
    List<Integer> refused = new ArrayList<>();
    for (int bit = 0; bit < 16; bit++) {
      int mask = 1 << bit;
      try {
        world.bridge().setGroupForwardMask(mask);
      } catch (KernelError error) {
        refused.add(bit);
      }
    }
    assertThat(refused).containsExactly(0, 1, 2);
    world.port("v1").setGroupForwardMask(0xfffd);
    assertThatThrownBy(() -> world.port("v1").setGroupForwardMask(2))
        .isInstanceOf(KernelError.class);
  }

  @ParameterizedTest
  @CsvSource({
    "00:00:00:00:00:00, -",
    "01:00:00:00:00:01, -",
    "ff:ff:ff:ff:ff:ff, -",
    "02:00:00:00:00:01, 2b",
    "02:00:00:00:00:02, 2b",
    "02:00:00:00:01:02, 2b",
  })
  void a_source_must_be_a_stations_address(String source, String expected) {
    assertThat(world.send("w1", MacAddress.parse(source), MacAddress.BROADCAST))
        .isEqualTo(expected);
  }
}
