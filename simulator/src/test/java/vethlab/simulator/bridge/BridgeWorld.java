package vethlab.simulator.bridge;

import static vethlab.simulator.device.TestWorld.mac;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.TestWorld;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.packet.Payload;
import vethlab.simulator.packet.VlanTag;

/// A host with the bridge brx, which is up, and cables to it: each from a port v1, v2 … with the
/// address 02:00:00:00:00:01, … to a station w1, w2 … with the address 02:00:00:00:01:01, …, all in
/// one namespace, as in
///
/// ```bash
/// sysctl -qw net.ipv6.conf.default.disable_ipv6=1
/// ip link add name brx type bridge; ip link set dev brx up
/// for i in 1 2 3; do
///   ip link add name v$i address 02:00:00:00:00:0$i type veth peer name w$i address 02:00:00:00:01:0$i
///   ip link set dev v$i up; ip link set dev w$i up; ip link set dev v$i master brx
/// done
/// sleep 2
/// ```
final class BridgeWorld implements Forkable {

  private final TestWorld world;
  private final Bridge bridge;

  /// The bridge alone, up.
  BridgeWorld() {
    this.world = new TestWorld();
    this.bridge = new Bridge(world.namespace("host"), "brx", mac(0x99));
    bridge.register(0);
    up("brx");
  }

  private BridgeWorld(BridgeWorld original, Fork fork) {
    fork.enter(original, this);
    this.world = fork.of(original.world);
    this.bridge = fork.of(original.bridge);
  }

  @Override
  public BridgeWorld fork(Fork fork) {
    return new BridgeWorld(this, fork);
  }

  /// The bridge with so many ports, all forwarding.
  static BridgeWorld withPorts(int count) {
    BridgeWorld made = new BridgeWorld();
    for (int i = 1; i <= count; i++) {
      made.cable(i);
      made.addPort("v" + i);
    }
    made.passSeconds(2);
    return made;
  }

  /// A cable from v`number` to w`number`, both ends up.
  void cable(int number) {
    world.cable("host/v" + number, number, "host/w" + number, 0x100 + number);
    up("v" + number, "w" + number);
  }

  void addPort(String name) {
    bridge.addPort(device(name));
    moment();
  }

  void removePort(String name) {
    bridge.removePort(device(name));
    moment();
  }

  TestWorld world() {
    return world;
  }

  Bridge bridge() {
    return bridge;
  }

  NetDevice device(String name) {
    return world.device("host/" + name);
  }

  BridgePort port(String name) {
    return Objects.requireNonNull(bridge.portOf(device(name)));
  }

  @Nullable BridgePort portOrBridge(String name) {
    return name.equals("brx") ? null : port(name);
  }

  void up(String... names) {
    for (String name : names) {
      world.up("host/" + name);
    }
  }

  void down(String... names) {
    for (String name : names) {
      world.down("host/" + name);
    }
  }

  void passSeconds(double seconds) {
    world.passSeconds(seconds);
  }

  void moment() {
    world.pass(Duration.ofMillis(1));
  }

  /// Sends an untagged frame out of a device and tells who got it: the number of a station, `b` for
  /// the bridge, `v1` for a port, each followed by `'` if the frame was not for it; `-` if nobody.
  String send(String device, MacAddress source, MacAddress destination) {
    return send(device, source, destination, null);
  }

  String send(String device, MacAddress source, MacAddress destination, @Nullable VlanTag tag) {
    Payload payload = new Payload.Raw(TestWorld.EXPERIMENTAL, Bytes.ofText("hello"));
    world.send("host/" + device, new EthernetFrame(destination, source, tag, payload));
    return who();
  }

  /// Who got what was sent since the last question, by name.
  String who() {
    List<String> receivers = new ArrayList<>();
    for (String line : world.arrived()) {
      String name = line.substring("host/".length(), line.indexOf(' '));
      String shortName = name.equals("brx") ? "b" : name.startsWith("w") ? name.substring(1) : name;
      receivers.add(shortName + (line.endsWith("(not for it)") ? "'" : ""));
    }
    receivers.sort(
        Comparator.comparing((String name) -> name.startsWith("b")).thenComparing(name -> name));
    return receivers.isEmpty() ? "-" : String.join("", receivers);
  }

  static MacAddress station(int number) {
    return mac(0x100 + number);
  }

  /// The lines of `bridge fdb show br brx` without `self`, shortened: the last octet, the device,
  /// the VLAN and the kind, as in `02 v2 vlan 1 permanent`.
  List<String> fdb() {
    List<String> lines = new ArrayList<>();
    for (NetDevice device : device("lo").table().all()) {
      for (FdbEntry entry : bridge.forwardingDatabase().entries()) {
        NetDevice at = entry.port() == null ? bridge : entry.port().device();
        if (at == device) {
          lines.add(line(entry, at));
        }
      }
    }
    return lines;
  }

  private static String line(FdbEntry entry, NetDevice at) {
    String address = entry.address().toString();
    return address.substring(address.startsWith("02:00:00:00:00") ? 15 : 12)
        + " "
        + at.name()
        + (entry.vid() == 0 ? "" : " vlan " + entry.vid())
        + (entry.isSticky() ? " sticky" : "")
        + switch (entry.kind()) {
          case PERMANENT -> " permanent";
          case STATIC -> " static";
          case DYNAMIC -> "";
        };
  }
}
