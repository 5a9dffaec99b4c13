package vethlab.simulator.rtnetlink;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.device.DeviceFlags;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.packet.MacAddress;

/// A link being changed as a message asks (`do_setlink`).
///
/// The changes are made one after the other in the kernel's order; those before one that is refused
/// stay.
final class LinkChange {

  private final NetworkNamespace asked;
  private final NetDevice device;
  private final LinkMessage message;

  LinkChange(NetworkNamespace asked, NetDevice device, LinkMessage message) {
    this.asked = asked;
    this.device = device;
    this.message = message;
  }

  /// Makes the changes.
  ///
  /// @throws KernelError as the kernel
  void run() {
    LinkAttribute.Name name = message.get(LinkAttribute.Name.class);
    move(name);
    setAddress();
    LinkAttribute.Mtu mtu = message.get(LinkAttribute.Mtu.class);
    if (mtu != null) {
      device.setMtu(mtu.octets());
    }
    LinkAttribute.Group group = message.get(LinkAttribute.Group.class);
    if (group != null) {
      device.setGroup(group.number());
    }
    if (name != null && message.index() > 0) {
      device.rename(name.name());
    }
    LinkAttribute.Alias alias = message.get(LinkAttribute.Alias.class);
    if (alias != null) {
      device.setAlias(alias.text());
    }
    if (message.has(LinkAttribute.Broadcast.class)) {
      throw new NotModelled("ip link set … broadcast");
    }
    changeFlags(device, message);
    LinkAttribute.Master master = message.get(LinkAttribute.Master.class);
    if (master != null) {
      setMaster(device, master.index());
    }
    LinkAttribute.Carrier carrier = message.get(LinkAttribute.Carrier.class);
    if (carrier != null) {
      device.changeCarrier(carrier.on());
    }
    LinkAttribute.TransmitQueueLength length = message.get(LinkAttribute.TransmitQueueLength.class);
    if (length != null) {
      device.setTxQueueLength(length.packets());
    }
    LinkAttribute.AddressGeneration mode = message.get(LinkAttribute.AddressGeneration.class);
    if (mode != null) {
      asked.ipv6().setAddressGeneration(device, mode.number());
    }
    if (message.has(LinkAttribute.ProtocolDown.class)) {
      // Only macvlan and vxlan devices can.
      throw new KernelError(Errno.EOPNOTSUPP, "Protodown not supported by device");
    }
    device.setOrigin(device.core().origin());
  }

  /// Moves it to another namespace, where a new name in the same message counts only if its own is
  /// taken.
  private void move(LinkAttribute.@Nullable Name name) {
    LinkAttribute.Namespace target = message.get(LinkAttribute.Namespace.class);
    if (target == null) {
      return;
    }
    NetworkNamespace there = target.namespace().resolve();
    LinkAttribute.NewIndex index = message.get(LinkAttribute.NewIndex.class);
    if (index != null) {
      throw new NotModelled("ip link set … netns … index");
    }
    boolean moves = there.devices() != device.table();
    device.moveTo(there.devices(), name == null ? null : name.name());
    if (moves) {
      asked.peerIds().allocate(there.devices());
    }
  }

  private void setAddress() {
    LinkAttribute.Address address = message.get(LinkAttribute.Address.class);
    if (address != null) {
      MacAddress mac = address.address().mac();
      if (mac == null) {
        throw new KernelError(Errno.EINVAL);
      }
      device.setAddress(mac);
    }
  }

  /// Changes the flags that a message names (`dev_change_flags`): first how the device is used,
  /// then up or down, then what it takes in.
  static void changeFlags(NetDevice device, LinkMessage message) {
    message
        .flags()
        .forEach((flag, on) -> {
          switch (flag) {
            case MULTICAST -> device.setFlag(DeviceFlags.Flag.MULTICAST, on);
            case NO_ARP -> device.setFlag(DeviceFlags.Flag.NO_ARP, on);
            case DYNAMIC -> device.setFlag(DeviceFlags.Flag.DYNAMIC, on);
            case NO_TRAILERS -> device.setFlag(DeviceFlags.Flag.NO_TRAILERS, on);
            case UP, PROMISCUOUS, ALL_MULTICAST -> {}
          }
        });
    Boolean up = message.flags().get(LinkMessage.Flag.UP);
    if (up != null) {
      if (up) {
        device.open();
      } else {
        device.close();
      }
    }
    Boolean promiscuous = message.flags().get(LinkMessage.Flag.PROMISCUOUS);
    if (promiscuous != null) {
      device.receiveFilter().setPromiscuous(promiscuous);
    }
    Boolean allMulticast = message.flags().get(LinkMessage.Flag.ALL_MULTICAST);
    if (allMulticast != null) {
      device.receiveFilter().setAllMulticast(allMulticast);
    }
  }

  /// Gives a device another master, or none (`do_set_master`).
  ///
  /// @param index of the master; 0 for none
  static void setMaster(NetDevice device, int index) {
    NetDevice before = device.master();
    if (before != null) {
      if (before.index() == index) {
        return;
      }
      if (!(before instanceof Bridge bridge)) {
        throw new KernelError(Errno.EOPNOTSUPP);
      }
      bridge.removePort(device);
    }
    if (index == 0) {
      return;
    }
    NetDevice master = device.table().find(index);
    if (master == null) {
      throw new KernelError(Errno.EINVAL);
    }
    if (!(master instanceof Bridge bridge)) {
      throw new KernelError(Errno.EOPNOTSUPP);
    }
    bridge.addPort(device);
  }
}
