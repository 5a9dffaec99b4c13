package vethlab.simulator.ipv6;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.DeviceTable;
import vethlab.simulator.device.FrameTap;
import vethlab.simulator.device.LoopbackDevice;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.PacketType;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.device.VethDevice;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteChange;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.packet.Ipv6Prefix;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.packet.Payload;
import vethlab.simulator.packet.Transport;
import vethlab.simulator.profile.KernelProfile;
import vethlab.simulator.time.SimTime;

/// A machine for tests: namespaces with IPv6, cables between them, and what is seen on the cables.
///
/// Devices get MAC addresses 02:00:00:00:00:01, :02 and so on, in the order in which they are made.
final class Ipv6Lab implements Forkable {

  /// A namespace of the lab.
  static final class Host implements Forkable {
    final DeviceTable devices;
    final Ipv6Stack ipv6;
    private final Ears ears;

    Host(NetCore core, String name) {
      devices = new DeviceTable(core, name);
      new LoopbackDevice(devices).register(0);
      ipv6 = new Ipv6Stack(devices, null);
      ears = new Ears();
      ipv6.registerRawReceiver(ears);
    }

    private Host(Host original, Fork fork) {
      fork.enter(original, this);
      this.devices = fork.of(original.devices);
      this.ipv6 = fork.of(original.ipv6);
      this.ears = fork.of(original.ears);
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

    void up(String name) {
      device(name).open();
    }

    void down(String name) {
      device(name).close();
    }

    /// The addresses of a device as `ADDRESS/LENGTH`, followed by what is special about each.
    List<String> addresses(String name) {
      return ipv6.addresses(device(name)).stream()
          .map(address ->
              address
                  + (address.is(AddressFlag.DADFAILED) ? " dadfailed" : "")
                  + (address.is(AddressFlag.DEPRECATED) ? " deprecated" : "")
                  + (address.is(AddressFlag.TENTATIVE) ? " tentative" : ""))
          .toList();
    }

    void add(String address, int length, String device) {
      ipv6.addAddress(device(device), Ipv6AddressRequest.add(Ipv6Address.parse(address), length));
    }

    void addNoDad(String address, int length, String device) {
      ipv6.addAddress(
          device(device),
          Ipv6AddressRequest.add(Ipv6Address.parse(address), length).withFlags(AddressFlag.NODAD));
    }

    /// `ip -6 route add DESTINATION via GATEWAY`.
    void route(String destination, String gateway) {
      addRoute(
          Route.to(prefix(destination)).via(Ipv6Address.parse(gateway), 0).build(),
          RouteChange.ADD);
    }

    /// `ip -6 route add TYPE DESTINATION`.
    void refuse(String destination, RouteType type) {
      addRoute(Route.to(prefix(destination)).type(type).build(), RouteChange.ADD);
    }

    void addRoute(Route route, RouteChange how) {
      ipv6.addRoute(route, how);
    }

    static Ipv6Prefix prefix(String text) {
      int slash = text.indexOf('/');
      return new Ipv6Prefix(
          Ipv6Address.parse(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    /// The routes of a table in the kernel's order: type, destination, gateways, devices, metric.
    List<String> routes(int table) {
      return ipv6.fib().table(table).all().stream()
          .map(route -> {
            StringBuilder text = new StringBuilder(route.type() + " " + route.destination());
            for (NextHop hop : route.nextHops()) {
              NetDevice device = devices.find(hop.device());
              text.append(hop.gateway() == null ? "" : " via " + hop.gateway());
              text.append(' ').append(device == null ? "?" : device.name());
              text.append(hop.linkdown() ? " linkdown" : "");
            }
            return text + " " + route.metric();
          })
          .toList();
    }

    void sysctl(String name, String value) {
      ipv6.sysctls().write(name, value);
    }

    /// Sends an echo request; `destination` may name a device, as `fe80::1%v0`.
    Ipv6Sent ping(String destination, int sequence) {
      return ping(destination, sequence, 56);
    }

    Ipv6Sent ping(String destination, int sequence, int octets) {
      int percent = destination.indexOf('%');
      String address = percent < 0 ? destination : destination.substring(0, percent);
      NetDevice device = percent < 0 ? null : device(destination.substring(percent + 1));
      Icmpv6Message echo = new Icmpv6Message.Echo(true, 7, sequence, Bytes.of(new byte[octets]));
      return ipv6.send(
          Ipv6Request.of(echo, Ipv6Address.parse(address), "echo request")
              .withDevice(device, false));
    }

    /// What came for this host to a raw socket: answers to pings, and errors.
    List<String> heard() {
      return ears.heard;
    }
  }

  /// A raw socket that hears echo replies and errors.
  private static final class Ears implements Ipv6RawReceiver {
    final List<String> heard = new ArrayList<>();

    Ears() {}

    private Ears(Ears original, Fork fork) {
      fork.enter(original, this);
      heard.addAll(original.heard);
    }

    @Override
    public Ears fork(Fork fork) {
      return new Ears(this, fork);
    }

    @Override
    public boolean receive(SocketBuffer buffer, Ipv6Packet packet, NetDevice device) {
      boolean wanted =
          (packet.transport() instanceof Icmpv6Message.Echo echo && !echo.request())
              || packet.transport() instanceof Icmpv6Message.Error;
      if (wanted) {
        heard.add(packet.source() + " " + what(packet) + " on " + device.name());
      }
      return wanted;
    }

    @Override
    public void failed(
        Ipv6Packet quoted, Icmpv6Message.Error error, Ipv6Packet reporter, NetDevice device) {}
  }

  /// A frame as a tap saw it.
  record Seen(SimTime time, String device, PacketType type, EthernetFrame frame) {

    Ipv6Packet packet() {
      return (Ipv6Packet) frame.payload();
    }

    /// `source > destination what`.
    String text() {
      return packet().source() + " > " + packet().destination() + " " + what(frame.payload());
    }
  }

  private final NetCore core;
  private final List<Host> hosts = new ArrayList<>();
  final List<Seen> seen = new ArrayList<>();
  private int macs;

  Ipv6Lab(long seed) {
    core = new NetCore(KernelProfile.LINUX_6_1, seed);
    core.allowFrames(1_000_000);
  }

  private Ipv6Lab(Ipv6Lab original, Fork fork) {
    fork.enter(original, this);
    this.core = fork.of(original.core);
    original.hosts.forEach(host -> hosts.add(fork.of(host)));
    this.macs = original.macs;
  }

  @Override
  public Ipv6Lab fork(Fork fork) {
    return new Ipv6Lab(this, fork);
  }

  NetCore core() {
    return core;
  }

  Host host(String name) {
    Host host = new Host(core, name);
    hosts.add(host);
    return host;
  }

  Host host(int index) {
    return hosts.get(index);
  }

  /// A cable; the frames that leave its first end are noted as from `one`, the others as from
  /// `other`.
  void cable(Host oneHost, String one, Host otherHost, String other) {
    VethDevice first = new VethDevice(oneHost.devices, one, nextMac());
    VethDevice second = new VethDevice(otherHost.devices, other, nextMac());
    VethDevice.registerPair(first, 0, second, 0);
    watch(first);
    watch(second);
  }

  MacAddress nextMac() {
    return new MacAddress(0x0200_0000_0000L + ++macs);
  }

  /// Notes what leaves by a device.
  void watch(NetDevice device) {
    device.addTap(
        new FrameTap() {
          @Override
          public void captured(NetDevice where, PacketType type, EthernetFrame frame) {
            if (type == PacketType.OUTGOING) {
              seen.add(new Seen(core.now(), where.name(), type, frame));
            }
          }
        });
  }

  /// Lets time pass.
  void run(Duration duration) {
    SimTime until = core.now().plus(duration);
    settle();
    for (SimTime next = core.timeline().nextDue();
        next != null && !until.isBefore(next);
        next = core.timeline().nextDue()) {
      core.timeline().step();
      settle();
    }
    core.timeline().advanceTo(until);
  }

  /// Lets what is under way arrive.
  void settle() {
    core.receiveBacklog();
  }

  /// Sends a packet as it is by a device, and lets it arrive.
  void inject(NetDevice device, MacAddress to, Ipv6Packet packet) {
    device.send(new SocketBuffer(EthernetFrame.of(to, device.address(), packet), device, null));
    settle();
  }

  /// What left by a device, in order, as text.
  List<String> sent(String device) {
    return seen.stream().filter(each -> each.device().equals(device)).map(Seen::text).toList();
  }

  static String what(Payload payload) {
    if (!(payload instanceof Ipv6Packet packet)) {
      return payload.toString();
    }
    return switch (packet.transport()) {
      case Transport.Fragment fragment ->
          "fragment "
              + (Octets.unsigned16(packet.extensions().getLast().data(), 0) & ~7)
              + "+"
              + fragment.length();
      case Icmpv6Message.MldMembership it ->
          (it.type() == Icmpv6Message.MLD_DONE ? "done " : "old report ") + it.group();
      case Icmpv6Message.Mld2Report report -> {
        StringBuilder text = new StringBuilder("report");
        report
            .records()
            .forEach(record ->
                text.append(' ').append(record.type()).append(':').append(record.group()));
        yield text.toString();
      }
      case Icmpv6Message.NeighbourSolicitation it -> "who has " + it.target();
      case Icmpv6Message.NeighbourAdvertisement it ->
          it.target()
              + " is here"
              + (it.router() ? " router" : "")
              + (it.solicited() ? " solicited" : "")
              + (it.override() ? " override" : "");
      case Icmpv6Message.RouterSolicitation it -> "router?";
      case Icmpv6Message.Echo echo -> (echo.request() ? "ping " : "pong ") + echo.sequence();
      case Icmpv6Message.Error error -> "error " + error.type() + "/" + error.code();
      default -> packet.transport().toString();
    };
  }

  static @Nullable Ipv6Address linkLocal(Host host, String device) {
    return host.ipv6.addresses(host.device(device)).stream()
        .map(Ipv6InterfaceAddress::address)
        .filter(Ipv6Address::isLinkLocal)
        .findFirst()
        .orElse(null);
  }
}
