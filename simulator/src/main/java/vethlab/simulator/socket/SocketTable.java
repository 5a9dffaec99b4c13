package vethlab.simulator.socket;

import vethlab.simulator.device.DeviceTable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.ipv4.Ipv4Stack;
import vethlab.simulator.ipv6.Ipv6Stack;
import vethlab.simulator.socket.tcp.TcpTable;

/// All sockets of a namespace, connected to its IPv4 and IPv6.
public final class SocketTable implements Forkable {

  private final DeviceTable devices;
  private final UdpTable udp;
  private final RawTable raw;
  private final TcpTable tcp;

  public SocketTable(DeviceTable devices, Ipv4Stack ipv4, Ipv6Stack ipv6) {
    InternetLayer ip = new InternetLayer(ipv4, ipv6);
    this.devices = devices;
    this.udp = new UdpTable(devices.core(), ip);
    this.raw = new RawTable(devices.core(), ip);
    this.tcp = new TcpTable(devices.core(), ip);
    Ipv4Reception.install(ipv4, udp, tcp, raw);
    Ipv6Reception.install(ipv6, udp, tcp, raw);
  }

  private SocketTable(SocketTable original, Fork fork) {
    fork.enter(original, this);
    this.devices = fork.of(original.devices);
    this.udp = fork.of(original.udp);
    this.raw = fork.of(original.raw);
    this.tcp = fork.of(original.tcp);
  }

  @Override
  public SocketTable fork(Fork fork) {
    return new SocketTable(this, fork);
  }

  public UdpTable udp() {
    return udp;
  }

  public TcpTable tcp() {
    return tcp;
  }

  public RawTable raw() {
    return raw;
  }

  /// A packet socket on a device of this namespace.
  ///
  /// @param protocol an EtherType, or [PacketSocket#ALL]
  public PacketSocket openPacket(NetDevice device, int protocol) {
    if (device.table() != devices) {
      throw new IllegalArgumentException(device + " is not in this namespace");
    }
    return new PacketSocket(device, protocol);
  }
}
