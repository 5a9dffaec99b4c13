package vethlab.simulator.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.packet.EtherType;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.packet.VlanTag;

/// The VLAN filter of a bridge with two ports, enumerated: every membership of the incoming port
/// (`v1`) against every membership of the outgoing one and of the bridge itself (`v2`).
///
/// Memberships of VLAN 10: `none`, `t`agged, `p`vid and tagged, `u`ntagged, `pu` both, and `q`:
/// VLAN 10 untagged and the pvid 20. Columns: a broadcast from station 1 untagged, with a priority
/// tag, with VLAN 10, with VLAN 20. A cell names who got it, `2` and `b` for the host, with `'`
/// where it arrived with its tag on.
///
/// The table is Linux 6.1's, from the script of [BridgeWorld] with `vlan_filtering 1
/// vlan_default_pvid 0`, `bridge vlan add dev DEV vid 10 [pvid] [untagged] [self]`, and raw frames
/// as in [WhoGetsItTest].
class VlanFilterTest {

  private static final String TABLE =
      """
      none | none | -    | -    | -    | -
      none | t    | -    | -    | -    | -
      none | p    | -    | -    | -    | -
      none | u    | -    | -    | -    | -
      none | pu   | -    | -    | -    | -
      none | q    | -    | -    | -    | -
      t    | none | -    | -    | -    | -
      t    | t    | -    | -    | 2'b' | -
      t    | p    | -    | -    | 2'b' | -
      t    | u    | -    | -    | 2b   | -
      t    | pu   | -    | -    | 2b   | -
      t    | q    | -    | -    | 2b   | -
      p    | none | -    | -    | -    | -
      p    | t    | 2'b' | 2'b' | 2'b' | -
      p    | p    | 2'b' | 2'b' | 2'b' | -
      p    | u    | 2b   | 2b   | 2b   | -
      p    | pu   | 2b   | 2b   | 2b   | -
      p    | q    | 2b   | 2b   | 2b   | -
      u    | none | -    | -    | -    | -
      u    | t    | -    | -    | 2'b' | -
      u    | p    | -    | -    | 2'b' | -
      u    | u    | -    | -    | 2b   | -
      u    | pu   | -    | -    | 2b   | -
      u    | q    | -    | -    | 2b   | -
      pu   | none | -    | -    | -    | -
      pu   | t    | 2'b' | 2'b' | 2'b' | -
      pu   | p    | 2'b' | 2'b' | 2'b' | -
      pu   | u    | 2b   | 2b   | 2b   | -
      pu   | pu   | 2b   | 2b   | 2b   | -
      pu   | q    | 2b   | 2b   | 2b   | -
      q    | none | -    | -    | -    | -
      q    | t    | -    | -    | 2'b' | -
      q    | p    | -    | -    | 2'b' | -
      q    | u    | -    | -    | 2b   | -
      q    | pu   | -    | -    | 2b   | -
      q    | q    | 2'b' | 2'b' | 2b   | 2'b'
      """;

  static List<List<String>> rows() {
    return TABLE.lines().map(VlanFilterTest::cells).toList();
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    for (String cell : line.split("\\|", -1)) {
      cells.add(cell.strip());
    }
    return cells;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_frame_leaves_where_and_as_its_vlan_says(List<String> row) {
    BridgeWorld world = BridgeWorld.withPorts(2);
    VlanFilter filter = world.bridge().vlanFilter();
    filter.setDefaultPvid(0);
    filter.setEnabled(true);
    join(filter, world.port("v1"), row.get(0));
    join(filter, world.port("v2"), row.get(1));
    join(filter, null, row.get(1));
    List<String> got = new ArrayList<>(row.subList(0, 2));
    got.add(broadcast(world, null));
    got.add(broadcast(world, VlanTag.of(0)));
    got.add(broadcast(world, VlanTag.of(10)));
    got.add(broadcast(world, VlanTag.of(20)));
    assertThat(got).isEqualTo(row);
  }

  private static void join(VlanFilter filter, @Nullable BridgePort port, String membership) {
    switch (membership) {
      case "none" -> {}
      case "t" -> filter.add(port, 10, false, false);
      case "p" -> filter.add(port, 10, true, false);
      case "u" -> filter.add(port, 10, false, true);
      case "pu" -> filter.add(port, 10, true, true);
      case "q" -> {
        filter.add(port, 10, false, true);
        filter.add(port, 20, true, false);
      }
      default -> throw new IllegalArgumentException(membership);
    }
  }

  private static String broadcast(BridgeWorld world, @Nullable VlanTag tag) {
    return world.send("w1", BridgeWorld.station(1), MacAddress.BROADCAST, tag);
  }

  @Test
  void without_filtering_tags_pass_as_they_are() {
    BridgeWorld world = BridgeWorld.withPorts(2);
    assertThat(broadcast(world, null)).isEqualTo("2b");
    assertThat(broadcast(world, VlanTag.of(0))).isEqualTo("2b");
    assertThat(broadcast(world, VlanTag.of(10))).isEqualTo("2'b'");
  }

  @Test
  void a_new_port_and_the_bridge_itself_begin_in_vlan_1() {
    BridgeWorld world = BridgeWorld.withPorts(1);
    VlanFilter filter = world.bridge().vlanFilter();
    for (VlanGroup group : List.of(filter.groupOf(null), world.port("v1").vlans())) {
      assertThat(group.pvid()).isEqualTo(1);
      assertThat(group.all()).extracting(VlanGroup.Vlan::vid).containsExactly(1);
      assertThat(group.isUntagged(1)).isTrue();
    }
  }

  /// `bridge vlan add dev v1 vid 10 pvid untagged`: VLAN 1 stays, and leaves untagged still.
  @Test
  void a_new_pvid_does_not_remove_the_old_vlan() {
    BridgeWorld world = BridgeWorld.withPorts(1);
    BridgePort port = world.port("v1");
    world.bridge().vlanFilter().add(port, 10, true, true);
    assertThat(port.vlans().all()).extracting(VlanGroup.Vlan::vid).containsExactly(1, 10);
    assertThat(port.vlans().pvid()).isEqualTo(10);
    assertThat(port.vlans().isUntagged(1)).isTrue();
  }

  @Test
  void another_default_pvid_replaces_the_old_one_where_nobody_touched_it() {
    BridgeWorld world = BridgeWorld.withPorts(2);
    VlanFilter filter = world.bridge().vlanFilter();
    filter.add(world.port("v2"), 10, true, true);
    filter.setDefaultPvid(7);
    assertThat(world.port("v1").vlans().all()).extracting(VlanGroup.Vlan::vid).containsExactly(7);
    assertThat(world.port("v2").vlans().all())
        .extracting(VlanGroup.Vlan::vid)
        .containsExactly(1, 10);
    assertThat(filter.groupOf(null).pvid()).isEqualTo(7);
  }

  @Test
  void a_tag_of_the_other_protocol_is_data() {
    BridgeWorld world = BridgeWorld.withPorts(2);
    VlanFilter filter = world.bridge().vlanFilter();
    filter.setEnabled(true);
    filter.setProtocol(EtherType.QINQ);
    filter.add(world.port("v2"), 1, false, false);
    assertThat(broadcast(world, VlanTag.of(10))).isEqualTo("b'");
    assertThat(world.bridge().forwardingDatabase().find(BridgeWorld.station(1), 1)).isNotNull();
  }

  @Test
  void stations_are_learned_for_each_vlan() {
    BridgeWorld world = BridgeWorld.withPorts(2);
    VlanFilter filter = world.bridge().vlanFilter();
    filter.setEnabled(true);
    filter.add(world.port("v1"), 10, false, false);
    broadcast(world, null);
    broadcast(world, VlanTag.of(10));
    assertThat(world.fdb()).contains("01:01 v1 vlan 1", "01:01 v1 vlan 10");
  }

  @Test
  void vlan_ids_outside_1_to_4094_are_refused() {
    BridgeWorld world = BridgeWorld.withPorts(1);
    VlanFilter filter = world.bridge().vlanFilter();
    for (int vid : new int[] {0, 4095}) {
      assertThatThrownBy(() -> filter.add(null, vid, false, false)).isInstanceOf(KernelError.class);
    }
  }
}
