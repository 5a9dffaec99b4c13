package vethlab.simulator.ipv4;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.device.DeviceTable;
import vethlab.simulator.device.DummyDevice;
import vethlab.simulator.device.FrameTap;
import vethlab.simulator.device.LoopbackDevice;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.PacketType;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.device.VethDevice;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.profile.KernelProfile;
import vethlab.simulator.time.SimTime;

/// A machine for tests: namespaces with IPv4, cables between them, and what is seen on the cables
/// and by raw sockets.
///
/// Devices get MAC addresses 02:00:00:00:00:01, :02 and so on, in the order in which they are made.
final class Ipv4Lab implements Forkable {

  final NetCore core;
  private final Map<String, Host> hosts = new LinkedHashMap<>();
  private final List<String> frames = new ArrayList<>();
  private long lastMac;

  /// A namespace of the lab.
  static final class Host implements Forkable {
    final DeviceTable devices;
    final Ipv4Stack ipv4;
    final RawSocket raw;

    private Host(NetCore core, String name, @Nullable Ipv4Stack root) {
      devices = new DeviceTable(core, name);
      new LoopbackDevice(devices).register(0);
      ipv4 = new Ipv4Stack(devices, root);
      raw = new RawSocket();
      ipv4.setRawHandler(raw);
    }

    private Host(Host original, Fork fork) {
      fork.enter(original, this);
      this.devices = fork.of(original.devices);
      this.ipv4 = fork.of(original.ipv4);
      this.raw = fork.of(original.raw);
    }

    @Override
    public Host fork(Fork fork) {
      return new Host(this, fork);
    }

    NetDevice device(String name) {
      NetDevice device = devices.find(name);
      if (device == null) {
        throw new IllegalArgumentException("no device " + name);
      }
      return device;
    }

    /// Runs an `ip` or `sysctl` command and returns what the tool would print.
    String run(String command) {
      return new MiniIp(this).run(command);
    }

    /// Runs commands, one a line; none may print anything.
    void set(String commands) {
      for (String each : commands.strip().split("\n", -1)) {
        String printed = each.isBlank() ? "" : run(each.strip());
        if (!printed.isEmpty() && !printed.startsWith("net.ipv4.")) {
          throw new IllegalStateException(each + ": " + printed);
        }
      }
    }

    /// Sends an echo request as `ping` does: 56 octets of data, identifier 7.
    SendResult ping(String destination, int sequence) {
      return ping(destination, sequence, builder -> builder);
    }

    SendResult ping(
        String destination,
        int sequence,
        java.util.function.UnaryOperator<Ipv4Request.Builder> how) {
      IcmpMessage.Echo echo = new IcmpMessage.Echo(true, 7, sequence, Bytes.of(new byte[56]));
      return ipv4.send(
          how.apply(Ipv4Request.to(Ipv4Address.parse(destination), echo).title("echo request"))
              .build());
    }
  }

  /// A raw ICMP socket that writes down what it gets.
  static final class RawSocket implements RawHandler {
    final List<String> heard = new ArrayList<>();

    @Override
    public boolean deliver(Ipv4Packet packet, SocketBuffer buffer) {
      if (packet.transport() instanceof IcmpMessage.Echo echo && !echo.request()) {
        heard.add("reply " + echo.sequence() + " from " + packet.source() + " ttl=" + packet.ttl());
      }
      return packet.protocol() == 1;
    }

    @Override
    public boolean error(
        IcmpMessage.Error error, Ipv4Packet quoted, Ipv4Packet outer, SocketBuffer buffer) {
      heard.add(
          ErrorNames.of(error.type(), error.code())
              + " from "
              + outer.source()
              + " about "
              + quoted.destination()
              + (error.rest() == 0 ? "" : " (" + error.rest() + ")"));
      return true;
    }

    @Override
    public boolean deliverEchoReply(Ipv4Packet packet, SocketBuffer buffer) {
      return false;
    }

    @Override
    public RawSocket fork(Fork fork) {
      RawSocket copy = new RawSocket();
      fork.enter(this, copy);
      copy.heard.addAll(heard);
      return copy;
    }
  }

  /// Writes down the frames that a device sends and receives.
  private record Tap(Ipv4Lab lab, boolean withMacs) implements FrameTap {

    @Override
    public void captured(NetDevice device, PacketType type, EthernetFrame frame) {
      String arrow = type == PacketType.OUTGOING ? "> " : "< ";
      String macs =
          withMacs ? short6(frame.source()) + " " + short6(frame.destination()) + " " : "";
      lab.frames.add(
          lab.seconds() + " " + device.name() + " " + arrow + macs + FrameText.of(frame));
    }

    private static String short6(MacAddress mac) {
      return mac.isBroadcast() ? "ff" : mac.toString().substring(15);
    }

    @Override
    public Tap forkedInto(Fork fork) {
      return new Tap(fork.of(lab), withMacs);
    }
  }

  Ipv4Lab() {
    this(1);
  }

  Ipv4Lab(long seed) {
    core = new NetCore(KernelProfile.LINUX_6_1, seed);
  }

  private Ipv4Lab(Ipv4Lab original, Fork fork) {
    fork.enter(original, this);
    this.core = fork.of(original.core);
    this.lastMac = original.lastMac;
    this.frames.addAll(original.frames);
    original.hosts.forEach((name, host) -> hosts.put(name, fork.of(host)));
  }

  @Override
  public Ipv4Lab fork(Fork fork) {
    return new Ipv4Lab(this, fork);
  }

  Ipv4Lab copy() {
    return Fork.copy(this);
  }

  /// A namespace by name, made if need be; the first one is the root.
  Host host(String name) {
    Host host = hosts.get(name);
    if (host == null) {
      Ipv4Stack root = hosts.isEmpty() ? null : hosts.values().iterator().next().ipv4;
      host = new Host(core, name, root);
      hosts.put(name, host);
    }
    return host;
  }

  /// A cable between two namespaces; the ends are down.
  void cable(Host one, String name, Host other, String otherName) {
    VethDevice first = new VethDevice(one.devices, name, mac());
    VethDevice second = new VethDevice(other.devices, otherName, mac());
    VethDevice.registerPair(first, 0, second, 0);
  }

  /// A bridge in a namespace, up.
  void bridge(Host on, String name) {
    Bridge bridge = new Bridge(on.devices, name, mac());
    bridge.register(0);
    bridge.open();
  }

  /// A cable from a namespace to a bridge of another; the port is up.
  void plug(Host host, String name, Host bridgeHost, String bridge, String port) {
    cable(host, name, bridgeHost, port);
    NetDevice device = bridgeHost.device(port);
    ((Bridge) bridgeHost.device(bridge)).addPort(device);
    device.open();
  }

  void dummy(Host on, String name) {
    new DummyDevice(on.devices, name, mac()).register(0);
  }

  private MacAddress mac() {
    return new MacAddress(0x0200_0000_0000L + ++lastMac);
  }

  /// Sets a device up with an address.
  static void up(Host host, String device, String address) {
    host.set("ip addr add " + address + " dev " + device + "\nip link set " + device + " up");
  }

  /// Writes down what goes over a device from now on.
  void watch(Host host, String device) {
    host.device(device).addTap(new Tap(this, false));
  }

  void watchWithMacs(Host host, String device) {
    host.device(device).addTap(new Tap(this, true));
  }

  /// What was written down since the last call: time, device, direction, packet.
  List<String> frames() {
    List<String> seen = List.copyOf(frames);
    frames.clear();
    return seen;
  }

  /// Lets time pass.
  void run(double seconds) {
    SimTime until = core.now().plus(Duration.ofNanos((long) (seconds * 1e9)));
    while (true) {
      core.receiveBacklog();
      SimTime next = core.timeline().nextDue();
      if (next == null || until.isBefore(next)) {
        core.timeline().advanceTo(until);
        return;
      }
      core.timeline().step();
    }
  }

  String seconds() {
    return String.format("%.3f", core.now().nanos() / 1e9);
  }
}
