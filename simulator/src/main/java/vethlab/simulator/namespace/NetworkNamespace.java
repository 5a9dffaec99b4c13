package vethlab.simulator.namespace;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.DeviceTable;
import vethlab.simulator.device.LoopbackDevice;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.ipv4.Ipv4Stack;
import vethlab.simulator.ipv6.Ipv6Stack;
import vethlab.simulator.socket.SocketTable;

/// One network stack of its own (`struct net`): devices, tables, rules, sockets, settings.
///
/// It lives while something holds it: a process, a name in `/run/netns`, an open file. When the
/// last one is gone, [#destroy] takes its virtual devices with it.
public final class NetworkNamespace implements Forkable {

  private final long inode;
  private final DeviceTable devices;
  private final Ipv4Stack ipv4;
  private final Ipv6Stack ipv6;
  private final SocketTable sockets;
  private final BridgeFilterSettings bridgeFilter;
  private final PeerIds peerIds;
  private boolean destroyed;

  /// A namespace with a loopback device that is down.
  ///
  /// @param inode the number that `lsns` and `/proc/PID/ns/net` show
  /// @param root the machine's first namespace, whose IPv4 and neighbour settings are copied; null
  ///   for that one itself
  public NetworkNamespace(NetCore core, long inode, String name, @Nullable NetworkNamespace root) {
    this.inode = inode;
    this.devices = new DeviceTable(core, name);
    this.ipv4 = new Ipv4Stack(devices, root == null ? null : root.ipv4);
    this.ipv6 = new Ipv6Stack(devices, root == null ? null : root.ipv6);
    this.sockets = new SocketTable(devices, ipv4, ipv6);
    this.bridgeFilter = new BridgeFilterSettings();
    this.peerIds = new PeerIds();
    devices.addListener(peerIds);
    new LoopbackDevice(devices).register(1);
  }

  private NetworkNamespace(NetworkNamespace original, Fork fork) {
    fork.enter(original, this);
    this.inode = original.inode;
    this.devices = fork.of(original.devices);
    this.ipv4 = fork.of(original.ipv4);
    this.ipv6 = fork.of(original.ipv6);
    this.sockets = fork.of(original.sockets);
    this.bridgeFilter = original.bridgeFilter.copy();
    this.peerIds = fork.of(original.peerIds);
    this.destroyed = original.destroyed;
  }

  @Override
  public NetworkNamespace fork(Fork fork) {
    return new NetworkNamespace(this, fork);
  }

  public long inode() {
    return inode;
  }

  /// The name in traces and answers: a hostname, a name of `ip netns`, or `pid:N`.
  public String name() {
    return devices.namespaceName();
  }

  public void setName(String name) {
    devices.setNamespaceName(name);
  }

  public DeviceTable devices() {
    return devices;
  }

  public Ipv4Stack ipv4() {
    return ipv4;
  }

  public Ipv6Stack ipv6() {
    return ipv6;
  }

  public SocketTable sockets() {
    return sockets;
  }

  /// What of bridged frames iptables is shown.
  public BridgeFilterSettings bridgeFilter() {
    return bridgeFilter;
  }

  /// The numbers by which it knows other namespaces.
  public PeerIds peerIds() {
    return peerIds;
  }

  public boolean isDestroyed() {
    return destroyed;
  }

  /// Takes down and removes every device (`cleanup_net`); the other ends of its cables go too.
  public void destroy() {
    destroyed = true;
    devices.removeAll();
  }
}
