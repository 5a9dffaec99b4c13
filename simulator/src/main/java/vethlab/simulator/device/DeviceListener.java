package vethlab.simulator.device;

import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.IpAddress;

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

  /// Called after the change, or before it for GOING_DOWN. At UNREGISTER the device is not found in
  /// its table any more and has no queue, but has its addresses and its table still.
  void deviceChanged(NetDevice device, Change change);

  /// A device wants to be a member of an IP group: a bridge joins the snoopers' groups while it is
  /// up, before it is reported UP. The stack of the group's family acts on it.
  default void groupJoined(NetDevice device, IpAddress group) {}

  /// The device wants to leave that group; told before DOWN.
  default void groupLeft(NetDevice device, IpAddress group) {}
}
