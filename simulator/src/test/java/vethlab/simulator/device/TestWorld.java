package vethlab.simulator.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.packet.Payload;
import vethlab.simulator.profile.KernelProfile;
import vethlab.simulator.time.SimTime;
import vethlab.simulator.trace.Recorder;

/// A machine that has devices and no IP: namespaces by name, frames of an experimental protocol,
/// and a list of who received which.
///
/// Between two commands of a test a moment passes, as it does between two commands of a shell, so
/// that what is due at once has happened.
public final class TestWorld implements Forkable {

  /// The local experimental EtherType (IEEE 802, 12.3).
  public static final int EXPERIMENTAL = 0x88b5;

  private static final Duration MOMENT = Duration.ofMillis(10);

  private final NetCore core;
  private final Map<String, DeviceTable> namespaces = new TreeMap<>();
  private final Log log;

  /// What arrived where, one line each: `netns1/veth11 hello`.
  private static final class Log implements ProtocolHandler {

    private final List<String> lines = new ArrayList<>();

    @Override
    public void receive(SocketBuffer buffer) {
      String text =
          buffer.frame().payload() instanceof Payload.Raw(int _, Bytes data)
              ? data.toText()
              : "something";
      String whom = buffer.packetType() == PacketType.OTHERHOST ? " (not for it)" : "";
      lines.add(buffer.device().place() + " " + text + whom);
      buffer.delivered("log");
    }

    @Override
    public Log fork(Fork fork) {
      Log copy = new Log();
      fork.enter(this, copy);
      copy.lines.addAll(lines);
      return copy;
    }
  }

  public TestWorld() {
    this(KernelProfile.LINUX_6_1);
  }

  public TestWorld(KernelProfile profile) {
    this.core = new NetCore(profile, 1);
    this.log = new Log();
  }

  private TestWorld(TestWorld original, Fork fork) {
    fork.enter(original, this);
    this.core = fork.of(original.core);
    this.log = fork.of(original.log);
    original.namespaces.forEach((name, table) -> namespaces.put(name, fork.of(table)));
  }

  @Override
  public TestWorld fork(Fork fork) {
    return new TestWorld(this, fork);
  }

  public NetCore core() {
    return core;
  }

  /// The namespace with a name, new with its loopback device if there is none yet.
  public DeviceTable namespace(String name) {
    DeviceTable known = namespaces.get(name);
    if (known != null) {
      return known;
    }
    DeviceTable made = new DeviceTable(core, name);
    new LoopbackDevice(made).register(1);
    made.setProtocol(EXPERIMENTAL, log);
    namespaces.put(name, made);
    return made;
  }

  /// The device at `namespace/name`.
  public NetDevice device(String place) {
    String[] parts = place.split("/", -1);
    NetDevice device = namespace(parts[0]).find(parts[1]);
    if (device == null) {
      throw new IllegalArgumentException("no device " + place);
    }
    return device;
  }

  /// Lays a cable between two places, as in `ip link add END type veth peer name PEER`; the MAC
  /// addresses end in the given numbers.
  public VethDevice cable(String end, int mac, String peer, int peerMac) {
    VethDevice made = new VethDevice(namespaceOf(end), nameOf(end), mac(mac));
    VethDevice other = new VethDevice(namespaceOf(peer), nameOf(peer), mac(peerMac));
    VethDevice.registerPair(made, 0, other, 0);
    pass(MOMENT);
    return made;
  }

  public DeviceTable namespaceOf(String place) {
    return namespace(place.substring(0, place.indexOf('/')));
  }

  public static String nameOf(String place) {
    return place.substring(place.indexOf('/') + 1);
  }

  /// The address 02:00:00:00:00:XX.
  public static MacAddress mac(int last) {
    return new MacAddress(0x0200_0000_0000L | last);
  }

  public void up(String... places) {
    for (String place : places) {
      device(place).open();
      pass(MOMENT);
    }
  }

  public void down(String... places) {
    for (String place : places) {
      device(place).close();
      pass(MOMENT);
    }
  }

  /// Sends a frame with a text from one station's device to another's address.
  public void send(String place, int destination, String text) {
    send(place, device(place).address(), mac(destination), text);
  }

  public void send(String place, MacAddress source, MacAddress destination, String text) {
    Payload payload = new Payload.Raw(EXPERIMENTAL, Bytes.ofText(text));
    send(place, EthernetFrame.of(destination, source, payload));
  }

  public void send(String place, EthernetFrame frame) {
    NetDevice device = device(place);
    device.send(new SocketBuffer(frame, device, core.begin("frame")));
    pass(MOMENT);
  }

  /// Lets `duration` pass with all that happens in it.
  public void pass(Duration duration) {
    SimTime end = core.now().plus(duration);
    while (true) {
      core.receiveBacklog();
      SimTime next = core.timeline().nextDue();
      if (next == null || end.isBefore(next)) {
        break;
      }
      core.timeline().step();
    }
    core.timeline().advanceTo(end);
  }

  public void passSeconds(double seconds) {
    pass(Duration.ofNanos((long) (seconds * 1e9)));
  }

  /// What arrived since the last question, in order.
  public List<String> arrived() {
    List<String> lines = List.copyOf(log.lines);
    log.lines.clear();
    return lines;
  }

  /// Records the ways of frames from now on.
  public Recorder record() {
    Recorder recorder = new Recorder(10_000);
    core.setRecorder(recorder);
    return recorder;
  }

  /// Flags, queueing discipline and state as `ip link show` prints them.
  public String shown(String place) {
    NetDevice device = device(place);
    List<String> flags = new ArrayList<>();
    if (device.isUp() && !device.isRunning()) {
      flags.add("NO-CARRIER");
    }
    addIf(flags, device.flags().isLoopback(), "LOOPBACK");
    addIf(flags, device.flags().isBroadcast(), "BROADCAST");
    addIf(flags, device.flags().isMulticast(), "MULTICAST");
    addIf(flags, device.flags().isNoArp(), "NOARP");
    addIf(flags, device.isUp(), "UP");
    addIf(flags, device.isUp() && device.hasCarrier(), "LOWER_UP");
    return "<"
        + String.join(",", flags)
        + "> "
        + device.queueingDiscipline()
        + " "
        + device.operState();
  }

  private static void addIf(List<String> flags, boolean condition, String flag) {
    if (condition) {
      flags.add(flag);
    }
  }
}
