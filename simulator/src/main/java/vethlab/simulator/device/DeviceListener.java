package vethlab.simulator.device;

import vethlab.simulator.fork.Forkable;

/// Someone who is told what happens to the devices of a namespace (`netdevice notifier`).
public interface DeviceListener extends Forkable {

  /// What happened (`NETDEV_*`), in the kernel's words.
  enum Change {
    REGISTER,
    UNREGISTER,
    UP,
    GOING_DOWN,
    DOWN,
    /// Carrier or operational state changed.
    CHANGE,
    CHANGE_MTU,
    CHANGE_ADDRESS,
    CHANGE_NAME,
    CHANGE_UPPER,
    /// Flags such as NOARP or MULTICAST changed.
    CHANGE_FLAGS,
    /// Peers should be told again where the addresses are.
    NOTIFY_PEERS
  }

  /// Called after the change, or before it for GOING_DOWN and UNREGISTER.
  void deviceChanged(NetDevice device, Change change);
}
