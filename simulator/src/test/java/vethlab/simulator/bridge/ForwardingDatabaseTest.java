package vethlab.simulator.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vethlab.simulator.device.TestWorld.mac;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.MacAddress;

/// What `bridge fdb show` lists after what, and when entries go.
///
/// Lists and errors are those of Linux 6.1, from `bridge fdb …` on the host of [BridgeWorld].
class ForwardingDatabaseTest {

  private static final MacAddress STATION = MacAddress.parse("02:00:00:00:09:09");

  private final BridgeWorld world = BridgeWorld.withPorts(2);
  private final ForwardingDatabase database = world.bridge().forwardingDatabase();

  private void add(String at, MacAddress address, int vid, FdbKind kind, boolean sticky) {
    database.add(world.portOrBridge(at), address, vid, kind, sticky, ForwardingDatabase.Mode.ADD);
  }

  private void replace(String at, MacAddress address, FdbKind kind) {
    database.add(world.portOrBridge(at), address, 0, kind, false, ForwardingDatabase.Mode.REPLACE);
  }

  private static void refused(Errno errno, Runnable request) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(
            KernelError.class, error -> assertThat(error.errno()).isEqualTo(errno));
  }

  @Test
  void an_entry_without_vlan_is_made_for_every_vlan_too() {
    add("v1", STATION, 0, FdbKind.STATIC, false);
    assertThat(world.fdb()).contains("09:09 v1 vlan 1 static", "09:09 v1 static");
    refused(Errno.EEXIST, () -> add("v1", STATION, 0, FdbKind.STATIC, false));
    refused(Errno.EEXIST, () -> add("v2", STATION, 0, FdbKind.STATIC, false));
    replace("v2", STATION, FdbKind.DYNAMIC);
    assertThat(world.fdb()).contains("09:09 v2 vlan 1", "09:09 v2");
    replace("v1", STATION, FdbKind.PERMANENT);
    assertThat(world.fdb()).contains("09:09 v1 vlan 1 permanent", "09:09 v1 permanent");
    refused(Errno.ENOENT, () -> database.delete(world.port("v2"), STATION, 0));
    database.delete(world.port("v1"), STATION, 0);
    assertThat(world.fdb()).noneMatch(line -> line.startsWith("09:09"));
    refused(Errno.ENOENT, () -> database.delete(world.port("v1"), STATION, 0));
  }

  @Test
  void what_makes_no_sense_is_refused() {
    refused(Errno.EINVAL, () -> add("v1", MacAddress.ZERO, 0, FdbKind.STATIC, false));
    refused(Errno.EINVAL, () -> add("brx", STATION, 0, FdbKind.STATIC, false));
    refused(Errno.EINVAL, () -> add("v1", STATION, 5, FdbKind.STATIC, false));
    refused(Errno.EINVAL, () -> add("v1", STATION, 0, FdbKind.PERMANENT, true));
    refused(Errno.EEXIST, () -> add("v1", mac(1), 0, FdbKind.STATIC, false));
    add("v1", MacAddress.BROADCAST, 0, FdbKind.STATIC, false); // to no effect, but allowed
    world.bridge().spanningTree().requestState(world.port("v1"), PortState.DISABLED);
    refused(Errno.EPERM, () -> add("v1", STATION, 0, FdbKind.DYNAMIC, false));
    add("v1", STATION, 0, FdbKind.STATIC, false);
  }

  @Test
  void the_newest_entry_is_listed_first() {
    add("v1", MacAddress.parse("02:00:00:00:0a:01"), 0, FdbKind.STATIC, true);
    database.use(world.port("v1"), MacAddress.parse("02:00:00:00:0a:03"), 0);
    assertThat(world.fdb())
        .containsExactly(
            "0a:03 v1",
            "0a:01 v1 vlan 1 sticky static",
            "0a:01 v1 sticky static",
            "01 v1 vlan 1 permanent",
            "01 v1 permanent",
            "02 v2 vlan 1 permanent",
            "02 v2 permanent");
  }

  @Test
  void a_moved_station_is_relearned() {
    world.send("w1", STATION, MacAddress.BROADCAST);
    assertThat(world.fdb()).contains("09:09 v1");
    world.send("w2", STATION, MacAddress.BROADCAST);
    assertThat(world.fdb()).contains("09:09 v2").doesNotContain("09:09 v1");
  }

  @Test
  void an_own_address_is_never_learned() {
    world.send("w1", mac(2), MacAddress.BROADCAST);
    world.send("w1", mac(1), MacAddress.BROADCAST);
    assertThat(world.fdb())
        .containsExactly(
            "01 v1 vlan 1 permanent",
            "01 v1 permanent",
            "02 v2 vlan 1 permanent",
            "02 v2 permanent");
  }

  @Test
  void a_port_that_goes_down_forgets_what_it_learned_and_nothing_else() {
    add("v1", STATION, 0, FdbKind.STATIC, false);
    world.send("w1", BridgeWorld.station(1), MacAddress.BROADCAST);
    assertThat(world.fdb()).contains("01:01 v1");
    world.down("v1");
    assertThat(world.fdb()).doesNotContain("01:01 v1").contains("09:09 v1 static");
  }

  @Test
  void an_entry_goes_when_it_was_not_refreshed_for_the_ageing_time() {
    world.send("w1", BridgeWorld.station(1), MacAddress.BROADCAST);
    world.passSeconds(299);
    assertThat(world.fdb()).contains("01:01 v1");
    world.passSeconds(2);
    assertThat(world.fdb()).doesNotContain("01:01 v1");
    world.send("w1", BridgeWorld.station(1), MacAddress.BROADCAST);
    world.passSeconds(200);
    world.send("w1", BridgeWorld.station(1), MacAddress.BROADCAST);
    world.passSeconds(299);
    assertThat(world.fdb()).contains("01:01 v1");
    world.passSeconds(2);
    assertThat(world.fdb()).doesNotContain("01:01 v1");
    assertThat(world.fdb()).contains("01 v1 permanent");
  }

  @Test
  void a_shorter_ageing_time_counts_at_once() {
    world.send("w1", BridgeWorld.station(1), MacAddress.BROADCAST);
    world.passSeconds(20);
    world.bridge().setAgeingTime(Duration.ofSeconds(10));
    world.moment();
    assertThat(world.fdb()).doesNotContain("01:01 v1");
  }

  @Test
  void a_bridge_at_rest_has_nothing_pending() {
    world.passSeconds(1);
    assertThat(world.world().core().timeline().nextDue()).isNull();
    world.send("w1", BridgeWorld.station(1), MacAddress.BROADCAST);
    assertThat(world.world().core().timeline().nextDue()).isNotNull();
    world.passSeconds(601);
    assertThat(world.world().core().timeline().nextDue()).isNull();
    assertThat(database.collector().remaining()).isBetween(Duration.ZERO, Duration.ofMinutes(5));
  }

  /// Random learning, moving and deleting, compared with a map; the seed is in the failure.
  @Test
  void the_table_holds_what_a_map_would() {
    long seed = 20261125;
    Random random = new Random(seed);
    FdbTable table = new FdbTable();
    Map<Long, FdbEntry> model = new HashMap<>();
    for (int round = 0; round < 200_000; round++) {
      MacAddress address = mac(random.nextInt(3000));
      int vid = random.nextInt(3);
      long key = address.value() * 10 + vid;
      FdbEntry known = model.get(key);
      assertThat(table.find(address, vid)).as("seed %d, round %d", seed, round).isSameAs(known);
      if (known == null) {
        FdbEntry made =
            new FdbEntry(
                address,
                vid,
                null,
                FdbKind.STATIC,
                world.world().core().now(),
                world.bridge().origin());
        table.add(made);
        model.put(key, made);
      } else if (random.nextInt(3) != 0) {
        table.remove(known);
        model.remove(key);
      }
      assertThat(table.size()).isEqualTo(model.size());
    }
  }

  @Test
  void a_fork_learns_for_itself() {
    world.send("w1", BridgeWorld.station(1), MacAddress.BROADCAST);
    List<String> before = world.fdb();
    BridgeWorld copy = Fork.copy(world);
    assertThat(copy.fdb()).isEqualTo(before);
    copy.send("w2", BridgeWorld.station(1), MacAddress.BROADCAST);
    assertThat(copy.fdb()).contains("01:01 v2");
    assertThat(world.fdb()).isEqualTo(before);
    FdbEntry entry =
        Objects.requireNonNull(copy.bridge().forwardingDatabase().find(BridgeWorld.station(1), 0));
    assertThat(Objects.requireNonNull(entry.port()).bridge()).isSameAs(copy.bridge());
    world.passSeconds(301);
    copy.passSeconds(299);
    assertThat(world.fdb()).doesNotContain("01:01 v1");
    assertThat(copy.fdb()).contains("01:01 v2");
    copy.passSeconds(2);
    assertThat(copy.fdb()).doesNotContain("01:01 v2");
  }
}
