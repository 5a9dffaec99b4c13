package vethlab.simulator.namespace;

import vethlab.simulator.device.DeviceTable;
import vethlab.simulator.device.LoopbackDevice;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;

/// One network stack of its own (`struct net`): devices, tables, rules, sockets, settings.
///
/// It lives while something holds it: a process, a name in `/run/netns`, an open file. When the
/// last one is gone, [#destroy] takes its virtual devices with it.
public final class NetworkNamespace implements Forkable {

  private final long inode;
  private final DeviceTable devices;
  private boolean destroyed;

  /// A namespace with a loopback device that is down.
  ///
  /// @param inode the number that `lsns` and `/proc/PID/ns/net` show
  public NetworkNamespace(NetCore core, long inode, String name) {
    this.inode = inode;
    this.devices = new DeviceTable(core, name);
    new LoopbackDevice(devices).register(1);
  }

  private NetworkNamespace(NetworkNamespace original, Fork fork) {
    fork.enter(original, this);
    this.inode = original.inode;
    this.devices = fork.of(original.devices);
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

  public boolean isDestroyed() {
    return destroyed;
  }

  /// Takes down and removes every device (`cleanup_net`); the other ends of its cables go too.
  public void destroy() {
    destroyed = true;
    devices.removeAll();
  }
}
