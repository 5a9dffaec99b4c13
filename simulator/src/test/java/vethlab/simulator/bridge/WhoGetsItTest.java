package vethlab.simulator.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static vethlab.simulator.device.TestWorld.mac;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vethlab.simulator.packet.MacAddress;

/// Who gets a frame from station 1 or from the host, for every kind of destination and every
/// setting of bridge and ports that matters.
///
/// Columns: a broadcast of station 2 comes first, so that it is known (`2B`); then from station 1 a
/// broadcast, a multicast, a unicast to nobody known, to station 2, to station 1 itself, to port
/// v1's and to port v2's own address; then the same from the host. A cell names the stations that
/// got it, `b` for the host of the bridge, with `'` where the frame was not for its receiver.
///
/// The table is Linux 6.1's: for each row its setting was made by `bridge link set`, `bridge fdb
/// add` or `ip link set`, raw frames of EtherType 0x88b5 were sent with the addresses below, and
/// packet sockets for that type on w1, w2, w3 and brx told who got them and as what.
class WhoGetsItTest {

  private static final String TABLE =
      """
      setting                | 2B  | B    | M    | U      | K    | S    | L1 | L2 | hB  | hM  | hU     | hK    | hL2
      none                   | 13b | 23b  | 23b  | 2'3'   | 2    | -    | b  | b' | 123 | 123 | 1'2'3' | 2     | 2'
      v2 flood off           | 13b | 23b  | 23b  | 3'     | 2    | -    | b  | b' | 123 | 123 | 1'3'   | 2     | 2'
      v2 mcast_flood off     | 13b | 23b  | 3b   | 2'3'   | 2    | -    | b  | b' | 123 | 123 | 1'2'3' | 2     | 2'
      v2 bcast_flood off     | 13b | 3b   | 23b  | 2'3'   | 2    | -    | b  | b' | 123 | 123 | 1'2'3' | 2     | 2'
      v2 learning off        | 13b | 23b  | 23b  | 2'3'   | 23'  | -    | b  | b' | 123 | 123 | 1'2'3' | 1'23' | 2'
      v1 hairpin on          | 13b | 123b | 123b | 1'2'3' | 2    | 1    | b  | b' | 123 | 123 | 1'2'3' | 2     | 2'
      v1 isolated on         | 13b | 23b  | 23b  | 2'3'   | 2    | -    | b  | b' | 123 | 123 | 1'2'3' | 2     | 2'
      v1 locked on           | 13b | -    | -    | -      | -    | -    | -  | -  | 123 | 123 | 1'2'3' | 2     | 2'
      v1 learning off        | 13b | 23b  | 23b  | 2'3'   | 2    | 2'3' | b  | b' | 123 | 123 | 1'2'3' | 2     | 2'
      v1 v2 isolated         | 3b  | 3b   | 3b   | 3'     | -    | -    | b  | b' | 123 | 123 | 1'2'3' | 2     | 2'
      v1 hairpin, isolated   | 13b | 23b  | 23b  | 2'3'   | 2    | -    | b  | b' | 123 | 123 | 1'2'3' | 2     | 2'
      v2 state disabled      | -   | 3b   | 3b   | 3'     | 3'   | -    | b  | b' | 13  | 13  | 1'3'   | 1'3'  | -
      v2 state listening     | -   | 3b   | 3b   | 3'     | 3'   | -    | b  | b' | 13  | 13  | 1'3'   | 1'3'  | -
      v2 state learning      | -   | 3b   | 3b   | 3'     | -    | -    | b  | b' | 13  | 13  | 1'3'   | -     | -
      v2 state forwarding    | 13b | 23b  | 23b  | 2'3'   | 2    | -    | b  | b' | 123 | 123 | 1'2'3' | 2     | 2'
      v2 state blocking      | 13b | 23b  | 23b  | 2'3'   | 2    | -    | b  | b' | 123 | 123 | 1'2'3' | 2     | 2'
      v1 state disabled      | 3b  | -    | -    | -      | -    | -    | -  | -  | 23  | 23  | 2'3'   | 2     | 2'
      v1 state listening     | 3b  | -    | -    | -      | -    | -    | -  | -  | 23  | 23  | 2'3'   | 2     | 2'
      v1 state learning      | 3b  | -    | -    | -      | -    | -    | -  | -  | 23  | 23  | 2'3'   | 2     | 2'
      brx promisc            | 13b | 23b  | 23b  | 2'3'b' | 2b'  | b'   | b  | b' | 123 | 123 | 1'2'3' | 2     | 2'
      ageing 0               | 13b | 23b  | 23b  | 2'3'   | 23'  | 2'3' | b  | b' | 123 | 123 | 1'2'3' | 1'23' | 2'
      snooping off           | 13b | 23b  | 23b  | 2'3'   | 2    | -    | b  | b' | 123 | 123 | 1'2'3' | 2     | 2'
      static entry at v3     | 13b | 23b  | 23b  | 3'     | 2    | -    | b  | b' | 123 | 123 | 3'     | 2     | 2'
      permanent entry at v3  | 13b | 23b  | 23b  | b'     | 2    | -    | b  | b' | 123 | 123 | 3'     | 2     | 2'
      permanent entry at brx | 13b | 23b  | 23b  | b'     | 2    | -    | b  | b' | 123 | 123 | -      | 2     | 2'
      sticky station 2 at v3 | 13b | 23b  | 23b  | 2'3'   | 3'   | -    | b  | b' | 123 | 123 | 1'2'3' | 3'    | 2'
      static station 2 at v3 | 13b | 23b  | 23b  | 2'3'   | 2    | -    | b  | b' | 123 | 123 | 1'2'3' | 2     | 2'
      v3 down                | 1b  | 2b   | 2b   | 2'     | 2    | -    | b  | b' | 12  | 12  | 1'2'   | 2     | 2'
      w2 down                | -   | 3b   | 3b   | 3'     | 3'   | -    | b  | b' | 13  | 13  | 1'3'   | 1'3'  | -
      brx down               | -   | -    | -    | -      | -    | -    | -  | -  | -   | -   | -      | -     | -
      """;

  private static final MacAddress GROUP = MacAddress.parse("01:00:5e:01:01:01");
  private static final MacAddress NOBODY = MacAddress.parse("02:00:00:00:09:09");

  static List<List<String>> rows() {
    return TABLE.lines().skip(1).map(WhoGetsItTest::cells).toList();
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
  void a_frame_reaches_whom_the_kernel_lets_it_reach(List<String> row) {
    BridgeWorld world = BridgeWorld.withPorts(3);
    set(world, row.getFirst());
    List<String> got = new ArrayList<>();
    got.add(row.getFirst());
    got.add(world.send("w2", BridgeWorld.station(2), MacAddress.BROADCAST));
    for (MacAddress destination :
        List.of(
            MacAddress.BROADCAST,
            GROUP,
            NOBODY,
            BridgeWorld.station(2),
            BridgeWorld.station(1),
            mac(1),
            mac(2))) {
      got.add(world.send("w1", BridgeWorld.station(1), destination));
    }
    for (MacAddress destination :
        List.of(MacAddress.BROADCAST, GROUP, NOBODY, BridgeWorld.station(2), mac(2))) {
      got.add(world.send("brx", mac(1), destination));
    }
    assertThat(got).isEqualTo(row);
  }

  private static final Map<String, PortFlag> FLAGS =
      Map.of(
          "flood", PortFlag.FLOOD,
          "mcast_flood", PortFlag.MCAST_FLOOD,
          "bcast_flood", PortFlag.BCAST_FLOOD,
          "learning", PortFlag.LEARNING,
          "hairpin", PortFlag.HAIRPIN,
          "isolated", PortFlag.ISOLATED,
          "locked", PortFlag.LOCKED);

  /// Makes the setting of a row.
  private static void set(BridgeWorld world, String setting) {
    ForwardingDatabase database = world.bridge().forwardingDatabase();
    switch (setting) {
      case "none" -> {}
      case "v1 v2 isolated" -> {
        world.port("v1").set(PortFlag.ISOLATED, true);
        world.port("v2").set(PortFlag.ISOLATED, true);
      }
      case "v1 hairpin, isolated" -> {
        world.port("v1").set(PortFlag.ISOLATED, true);
        world.port("v1").set(PortFlag.HAIRPIN, true);
      }
      case "brx promisc" -> world.bridge().receiveFilter().setPromiscuous(true);
      case "ageing 0" -> world.bridge().setAgeingTime(Duration.ZERO);
      case "snooping off" -> world.bridge().multicastSnooping().setEnabled(false);
      case "static entry at v3" -> add(database, world.port("v3"), NOBODY, FdbKind.STATIC, false);
      case "permanent entry at v3" ->
          add(database, world.port("v3"), NOBODY, FdbKind.PERMANENT, false);
      case "permanent entry at brx" ->
          database.add(null, NOBODY, 0, FdbKind.PERMANENT, false, ForwardingDatabase.Mode.ADD);
      case "sticky station 2 at v3" ->
          add(database, world.port("v3"), BridgeWorld.station(2), FdbKind.STATIC, true);
      case "static station 2 at v3" ->
          add(database, world.port("v3"), BridgeWorld.station(2), FdbKind.STATIC, false);
      case "v3 down" -> world.down("v3");
      case "w2 down" -> world.down("w2");
      case "brx down" -> world.down("brx");
      default -> setPort(world, setting.split(" ", -1));
    }
  }

  private static void add(
      ForwardingDatabase database,
      BridgePort port,
      MacAddress address,
      FdbKind kind,
      boolean sticky) {
    database.add(port, address, 0, kind, sticky, ForwardingDatabase.Mode.ADD);
  }

  /// As `v2 flood off` or `v2 state learning`.
  private static void setPort(BridgeWorld world, String[] words) {
    BridgePort port = world.port(words[0]);
    PortFlag flag = FLAGS.get(words[1]);
    if (flag != null) {
      port.set(flag, words[2].equals("on"));
    } else {
      PortState state = PortState.valueOf(words[2].toUpperCase(Locale.ROOT));
      world.bridge().spanningTree().requestState(port, state);
    }
  }
}
