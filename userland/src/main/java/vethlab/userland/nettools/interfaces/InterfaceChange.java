package vethlab.userland.nettools.interfaces;

import com.google.common.base.Splitter;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.DeviceFlags.Flag;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.ipv4.AddressLifetime;
import vethlab.simulator.ipv4.AddressRequest;
import vethlab.simulator.ipv4.InterfaceAddress;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Prefix;
import vethlab.simulator.process.Process;
import vethlab.userland.procfs.net.FlagBits;

/// What the older calls do to an interface, which is a device or a label like `eth0:1`
/// (`devinet_ioctl`, `dev_ioctl`).
final class InterfaceChange {

  private final NetworkNamespace namespace;
  private final String name;

  InterfaceChange(Process self, String name) {
    this.namespace = self.network();
    this.name = name;
  }

  /// The device, also behind a label.
  ///
  /// @throws KernelError ENODEV
  NetDevice device() {
    NetDevice found = namespace.devices().find(Splitter.on(':').splitToList(name).getFirst());
    if (found == null) {
      throw new KernelError(Errno.ENODEV);
    }
    return found;
  }

  boolean isLabel() {
    return name.indexOf(':') >= 0;
  }

  private @Nullable InterfaceAddress address() {
    return InterfaceListing.labelled(namespace, device(), name);
  }

  private InterfaceAddress requireAddress() {
    InterfaceAddress found = address();
    if (found == null) {
      throw new KernelError(Errno.EADDRNOTAVAIL);
    }
    return found;
  }

  /// The flags (`SIOCGIFFLAGS`).
  int flags() {
    return FlagBits.told(device());
  }

  /// Sets and clears flags (`SIOCSIFFLAGS`); those that belong to the device's kind stay.
  void setFlags(int flags) {
    NetDevice device = device();
    boolean up = (flags & FlagBits.UP) != 0;
    if (isLabel()) {
      InterfaceAddress found = requireAddress();
      if (!up) {
        delete(found);
      }
      return;
    }
    device.setFlag(Flag.NO_ARP, has(flags, FlagBits.NO_ARP));
    device.setFlag(Flag.MULTICAST, has(flags, FlagBits.MULTICAST));
    device.setFlag(Flag.DYNAMIC, has(flags, FlagBits.DYNAMIC));
    device.setFlag(Flag.NO_TRAILERS, has(flags, FlagBits.NO_TRAILERS));
    if (up != device.isUp()) {
      if (up) {
        device.open();
      } else {
        device.close();
      }
    }
    device.receiveFilter().setPromiscuous(has(flags, FlagBits.PROMISCUOUS));
    device.receiveFilter().setAllMulticast(has(flags, FlagBits.ALL_MULTICAST));
  }

  private static boolean has(int flags, int flag) {
    return (flags & flag) != 0;
  }

  /// Replaces the address with the label by one with the mask of its class (`SIOCSIFADDR`).
  void setAddress(Ipv4Address address) {
    InterfaceAddress before = address();
    int length = classLength(address);
    if (length < 0) {
      throw new KernelError(Errno.EINVAL);
    }
    if (before != null) {
      if (before.local().equals(address)) {
        return;
      }
      delete(before);
    }
    if (address.isUnspecified()) {
      return;
    }
    boolean pointToPoint = device().flags().isPointToPoint();
    boolean broadcast = device().flags().isBroadcast() && !pointToPoint && length < 31;
    set(
        address,
        null,
        pointToPoint ? 32 : length,
        broadcast ? Ipv4Prefix.around(address, length).broadcast() : null);
  }

  private void set(
      Ipv4Address local, @Nullable Ipv4Address peer, int length, @Nullable Ipv4Address broadcast) {
    AddressRequest usual = AddressRequest.add(local, length);
    AddressRequest wanted =
        new AddressRequest(
            local,
            peer,
            length,
            broadcast,
            usual.scope(),
            name,
            AddressLifetime.FOREVER,
            AddressLifetime.FOREVER,
            false,
            false,
            0,
            0,
            true,
            false);
    namespace.ipv4().setAddress(device(), wanted);
  }

  /// The prefix length that an address had before there were masks (`inet_abc_len`).
  static int classLength(Ipv4Address address) {
    int first = address.value() >>> 24;
    if (address.isLimitedBroadcast() || first == 0) {
      return 0;
    }
    if (first < 128) {
      return 8;
    }
    if (first < 192) {
      return 16;
    }
    if (first < 224) {
      return 24;
    }
    return first < 240 ? -1 : 32;
  }

  /// Changes the mask (`SIOCSIFNETMASK`).
  void setMask(Ipv4Address mask) {
    InterfaceAddress before = requireAddress();
    int length = Integer.bitCount(mask.value());
    if (Ipv4Prefix.mask(length) != mask.value()) {
      throw new KernelError(Errno.EINVAL);
    }
    if (before.prefixLength() == length) {
      return;
    }
    delete(before);
    Ipv4Address broadcast = before.broadcast();
    Ipv4Address usual = Ipv4Prefix.around(before.local(), before.prefixLength()).broadcast();
    boolean follows = length < 31 && usual.equals(broadcast);
    set(
        before.local(),
        peer(before),
        length,
        follows ? Ipv4Prefix.around(before.local(), length).broadcast() : broadcast);
  }

  private static @Nullable Ipv4Address peer(InterfaceAddress address) {
    return address.address().equals(address.local()) ? null : address.address();
  }

  /// Changes the broadcast address (`SIOCSIFBRDADDR`).
  void setBroadcast(Ipv4Address broadcast) {
    InterfaceAddress before = requireAddress();
    if (broadcast.equals(before.broadcast())) {
      return;
    }
    delete(before);
    set(before.local(), peer(before), before.prefixLength(), broadcast);
  }

  /// Changes the address of the other end (`SIOCSIFDSTADDR`).
  void setPeer(Ipv4Address peer) {
    InterfaceAddress before = requireAddress();
    if (peer.equals(before.address())) {
      return;
    }
    delete(before);
    set(before.local(), peer, before.prefixLength(), before.broadcast());
  }

  private void delete(InterfaceAddress address) {
    namespace
        .ipv4()
        .deleteAddress(
            device(), address.local(), address.label(), address.address(), address.prefixLength());
  }

  /// Gives the interface a further address under the next free label, as `ifconfig DEV add` does
  /// for IPv4.
  void addFurther(Process self, Ipv4Address address) {
    InterfaceAddress first = requireAddress();
    int number = 0;
    while (InterfaceListing.labelled(namespace, device(), name + ":" + number) != null) {
      number++;
    }
    InterfaceChange label = new InterfaceChange(self, name + ":" + number);
    label.setAddress(address);
    label.setMask(InterfaceListing.mask(first.prefixLength()));
    Ipv4Address broadcast = first.broadcast();
    label.setBroadcast(broadcast == null ? Ipv4Address.ANY : broadcast);
  }
}
