package vethlab.benchmarks;

import java.time.Duration;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.device.DeviceTable;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.device.ProtocolHandler;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.device.VethDevice;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.packet.UdpDatagram;
import vethlab.simulator.profile.KernelProfile;
import vethlab.simulator.time.SimTime;

/// One bridge in a namespace, and so many cables from its ports to namespaces with a station each;
/// what arrives at a station is counted.
final class BridgedNetwork {

  /// 64 octets of UDP data.
  private static final Ipv4Packet PACKET =
      Ipv4Packet.of(
          Ipv4Address.parse("10.0.0.1"),
          Ipv4Address.parse("10.0.0.2"),
          64,
          UdpDatagram.of(4000, 5000, Bytes.of(new byte[64])));

  private final NetCore core = new NetCore(KernelProfile.LINUX_6_1, 1);
  private final VethDevice[] stations;
  private final Counter counter = new Counter();

  /// Takes every IPv4 packet and counts it.
  static final class Counter implements ProtocolHandler {

    private long frames;
    private long octets;

    @Override
    public void receive(SocketBuffer buffer) {
      frames++;
      octets += buffer.length();
    }

    @Override
    public Counter fork(Fork fork) {
      Counter copy = new Counter();
      fork.enter(this, copy);
      copy.frames = frames;
      copy.octets = octets;
      return copy;
    }
  }

  BridgedNetwork(int ports, boolean vlanFiltering) {
    DeviceTable middle = new DeviceTable(core, "middle");
    Bridge bridge = new Bridge(middle, "brx", address(0xffffff));
    bridge.register(0);
    bridge.vlanFilter().setEnabled(vlanFiltering);
    bridge.open();
    stations = new VethDevice[ports];
    for (int i = 0; i < ports; i++) {
      DeviceTable outside = new DeviceTable(core, "outside" + i);
      VethDevice station = new VethDevice(outside, "eth0", address(i));
      VethDevice port = new VethDevice(middle, "veth" + i, address(0x800000 + i));
      VethDevice.registerPair(station, 0, port, 0);
      stations[i] = station;
      outside.setProtocol(0x0800, counter);
      station.open();
      port.open();
      bridge.addPort(port);
    }
    settle();
  }

  /// Lets ten seconds pass.
  private void settle() {
    SimTime end = core.now().plus(Duration.ofSeconds(10));
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

  static MacAddress address(int number) {
    return new MacAddress(0x0200_0000_0000L | number);
  }

  /// A frame with that packet.
  static EthernetFrame frame(MacAddress source, MacAddress destination) {
    return EthernetFrame.of(destination, source, PACKET);
  }

  /// Hands a frame to a station's device; it arrives with the next [#run].
  void send(int station, EthernetFrame frame) {
    VethDevice device = stations[station];
    device.send(new SocketBuffer(frame, device, null));
  }

  /// Lets everything that is under way arrive.
  void run() {
    core.receiveBacklog();
  }

  /// How many frames have arrived at stations.
  long arrived() {
    return counter.frames;
  }
}
