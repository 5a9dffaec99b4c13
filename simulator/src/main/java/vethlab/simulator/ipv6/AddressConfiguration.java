package vethlab.simulator.ipv6;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Prefix;
import vethlab.simulator.time.SimTime;

/// The life of addresses: what happens to them when devices and links come and go, and what they
/// bring with them (`net/ipv6/addrconf.c`).
final class AddressConfiguration implements Forkable {

  private final Ipv6Stack stack;

  AddressConfiguration(Ipv6Stack stack) {
    this.stack = stack;
  }

  private AddressConfiguration(AddressConfiguration original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
  }

  @Override
  public AddressConfiguration fork(Fork fork) {
    return new AddressConfiguration(this, fork);
  }

  // ---- Devices (addrconf_notify) ----

  /// A device entered the namespace; with an MTU too small for IPv6 nothing is kept about it.
  void registered(NetDevice device) {
    if (stack.find(device) == null && device.mtu() >= Ipv6Stack.MINIMUM_MTU) {
      add(device);
    }
  }

  /// `NETDEV_UP`.
  void up(NetDevice device) {
    Ipv6Device known = stack.find(device);
    if (known != null && known.isDisabled()) {
      return;
    }
    if (known != null) {
      restorePermanent(known);
    }
    if (!isLinkReady(device)) {
      return;
    }
    if (known == null && device.mtu() >= Ipv6Stack.MINIMUM_MTU) {
      known = add(device);
    }
    if (known != null) {
      becomeReady(known);
    }
  }

  /// `NETDEV_CHANGE`: the link came or went.
  void changed(NetDevice device, boolean needsRestart) {
    Ipv6Device known = stack.find(device);
    if (known == null || known.isDisabled()) {
      return;
    }
    if (!isLinkReady(device)) {
      stack.routes().linkDown(device);
      return;
    }
    if (known.isReady()) {
      known.multicast().start();
      if (needsRestart) {
        stack.detection().restart(known);
      }
      stack.routes().linkUp(device);
      return;
    }
    becomeReady(known);
  }

  private void becomeReady(Ipv6Device owner) {
    NetDevice device = owner.device();
    owner.setReady(true);
    configureAutomatically(owner);
    stack.detection().linkReady(owner);
    stack.routes().deviceUp(device);
    if (owner.setting(DeviceSetting.MTU) != device.mtu() && device.mtu() >= Ipv6Stack.MINIMUM_MTU) {
      stack.routes().mtuChanged(device, device.mtu());
      owner.settings().set(DeviceSetting.MTU, device.mtu());
    }
    if (device.mtu() < Ipv6Stack.MINIMUM_MTU) {
      down(device, !device.flags().isLoopback());
    }
  }

  /// `NETDEV_CHANGEMTU`.
  void mtuChanged(NetDevice device) {
    if (device.mtu() < Ipv6Stack.MINIMUM_MTU) {
      down(device, !device.flags().isLoopback());
      return;
    }
    Ipv6Device known = stack.find(device);
    if (known != null) {
      stack.routes().mtuChanged(device, device.mtu());
      known.settings().set(DeviceSetting.MTU, device.mtu());
      return;
    }
    Ipv6Device added = add(device);
    if (added.isReady()) {
      becomeReady(added);
    }
  }

  /// The device goes down, or IPv6 on it ends (`addrconf_ifdown`).
  ///
  /// @param gone whether the device leaves for good
  void down(NetDevice device, boolean gone) {
    stack.routes().deviceDown(device, gone);
    stack.neighbours().deviceDown(device);
    Ipv6Device owner = stack.find(device);
    if (owner == null) {
      return;
    }
    if (gone) {
      owner.die();
    }
    boolean keep =
        !gone
            && !owner.isDisabled()
            && (owner.all().get(DeviceSetting.KEEP_ADDR_ON_DOWN) > 0
                || (owner.all().get(DeviceSetting.KEEP_ADDR_ON_DOWN) == 0
                    && owner.setting(DeviceSetting.KEEP_ADDR_ON_DOWN) > 0));
    owner.solicitor().stop();
    boolean wasReady = owner.isReady();
    if (!gone) {
      owner.setReady(false);
    }
    for (Ipv6InterfaceAddress address : List.copyOf(owner.addresses())) {
      down(address, keep);
    }
    if (gone) {
      for (Ipv6Address anycast : owner.anycast()) {
        leaveSolicitedNode(owner, anycast);
        stack.routes().removeAnycast(device, anycast);
      }
      owner.clearAnycast();
      owner.multicast().destroy();
      stack.forget(owner);
    } else if (wasReady) {
      owner.multicast().stop();
    }
  }

  private void down(Ipv6InterfaceAddress address, boolean keepPermanent) {
    address.cancelDetection();
    boolean local = address.address().isLinkLocal() || address.address().isLoopback();
    if (keepPermanent && address.is(AddressFlag.PERMANENT) && !local) {
      address.detection = Ipv6InterfaceAddress.Detection.BEFORE;
      if (!address.is(AddressFlag.NODAD)) {
        address.set(AddressFlag.TENTATIVE);
      }
      stack.routes().removeLocal(address);
      if (address.owner().isForwarding()) {
        leaveAnycast(address);
      }
      leaveSolicitedNode(address.owner(), address.address());
      return;
    }
    address.detection = Ipv6InterfaceAddress.Detection.DEAD;
    becameUseless(address);
    address.owner().remove(address);
  }

  private static boolean isLinkReady(NetDevice device) {
    return device.isOperational() && device.isActive();
  }

  /// `ipv6_add_dev`.
  private Ipv6Device add(NetDevice device) {
    DeviceSettings settings = stack.settings().defaults().copy();
    settings.set(DeviceSetting.MTU, device.mtu());
    if (device.flags().isNoArp() || device.flags().isLoopback()) {
      settings.set(DeviceSetting.ACCEPT_DAD, -1);
    }
    if (device.flags().isLoopback()) {
      settings.set(DeviceSetting.USE_TEMPADDR, -1);
    }
    Ipv6Device owner = new Ipv6Device(stack, device, settings);
    owner.setReady(device.isUp() && isLinkReady(device));
    stack.remember(owner);
    stack.neighbours().prepare(device);
    owner.multicast().join(Ipv6Stack.INTERFACE_LOCAL_ALL_NODES);
    owner.multicast().join(Ipv6Address.ALL_NODES);
    if (owner.isForwarding() && device.flags().isMulticast()) {
      owner.multicast().join(Ipv6Address.ALL_ROUTERS);
    }
    return owner;
  }

  /// The device's IPv6 side, made if there is none; announces its groups if the device is up
  /// (`ipv6_find_idev`).
  Ipv6Device findOrAdd(NetDevice device) {
    Ipv6Device known = stack.find(device);
    if (known == null) {
      if (device.mtu() < Ipv6Stack.MINIMUM_MTU) {
        throw new KernelError(Errno.EINVAL);
      }
      known = add(device);
    }
    if (device.isUp()) {
      known.multicast().start();
    }
    return known;
  }

  /// As [#findOrAdd], with the route to all groups (`addrconf_add_dev`).
  Ipv6Device prepare(NetDevice device) {
    Ipv6Device owner = findOrAdd(device);
    if (owner.isDisabled()) {
      throw new KernelError(Errno.EACCES);
    }
    if (!device.flags().isLoopback()) {
      stack.routes().addGroups(device);
    }
    return owner;
  }

  // ---- Addresses that the kernel makes itself ----

  /// `addrconf_init_auto_addrs`: ::1 on the loopback device, elsewhere a link-local address.
  void configureAutomatically(Ipv6Device owner) {
    NetDevice device = owner.device();
    if (device.flags().isLoopback()) {
      findOrAdd(device);
      Ipv6InterfaceAddress loopback = addAutomatic(owner, Ipv6Address.LOOPBACK, 128);
      if (loopback != null) {
        loopback.clear(AddressFlag.TENTATIVE);
        becameUsable(loopback);
      }
      return;
    }
    prepare(device);
    if (owner.setting(DeviceSetting.ADDR_GEN_MODE) == Ipv6Settings.EUI64) {
      Ipv6InterfaceAddress linkLocal =
          addAutomatic(owner, Ipv6Address.linkLocalOf(device.address()), 64);
      if (linkLocal != null) {
        stack.routes().addPrefix(linkLocal, null);
        stack.detection().start(linkLocal);
      }
    }
  }

  private @Nullable Ipv6InterfaceAddress addAutomatic(
      Ipv6Device owner, Ipv6Address address, int length) {
    if (owner.find(address) != null || owner.isDisabled()) {
      return null;
    }
    return insert(
        owner, Ipv6AddressRequest.add(address, length), EnumSet.of(AddressFlag.PERMANENT));
  }

  private void restorePermanent(Ipv6Device owner) {
    for (Ipv6InterfaceAddress address : owner.addresses()) {
      if (address.is(AddressFlag.PERMANENT)) {
        if (!address.is(AddressFlag.NOPREFIXROUTE)) {
          stack.routes().addPrefix(address, null);
        }
        if (address.detection == Ipv6InterfaceAddress.Detection.BEFORE) {
          stack.detection().start(address);
        }
      }
    }
  }

  // ---- Adding and removing ----

  /// Puts an address among those of its device (`ipv6_add_addr`).
  Ipv6InterfaceAddress insert(
      Ipv6Device owner, Ipv6AddressRequest request, Set<AddressFlag> flags) {
    if (owner.isDisabled()) {
      throw new KernelError(Errno.EACCES);
    }
    Ipv6InterfaceAddress address = new Ipv6InterfaceAddress(owner, request, flags);
    if (!address.is(AddressFlag.NODAD)) {
      address.set(AddressFlag.TENTATIVE);
    }
    owner.insert(address);
    stack.neighbours().parameters(owner.device()).chooseAll();
    return address;
  }

  /// `ipv6_del_addr`.
  void remove(Ipv6InterfaceAddress address) {
    if (address.detection == Ipv6InterfaceAddress.Detection.DEAD) {
      return;
    }
    address.detection = Ipv6InterfaceAddress.Detection.DEAD;
    address.owner().remove(address);
    address.cancelDetection();
    becameUseless(address);
    if (address.is(AddressFlag.PERMANENT) && !address.is(AddressFlag.NOPREFIXROUTE)) {
      removePrefixRoute(address);
    }
    stack.routes().removePreferredSource(address);
  }

  /// The prefix route goes unless another address needs it; one that lasts only for a while gives
  /// it its own end (`check_cleanup_prefix_route`).
  void removePrefixRoute(Ipv6InterfaceAddress address) {
    SimTime latest = null;
    for (Ipv6InterfaceAddress other : address.owner().addresses()) {
      if (other == address || !other.prefix().equals(address.prefix())) {
        continue;
      }
      if (other.is(AddressFlag.PERMANENT) || other.is(AddressFlag.NOPREFIXROUTE)) {
        return;
      }
      SimTime end = other.updated().plus(Duration.ofSeconds(other.validSeconds()));
      latest = latest == null || latest.isBefore(end) ? end : latest;
    }
    if (latest == null) {
      stack.routes().removePrefix(address.device(), address.prefix());
    } else {
      stack.routes().expirePrefix(address.device(), address.prefix(), latest);
    }
  }

  // ---- What an address brings with it ----

  /// The address counts from now on (`__ipv6_ifa_notify`, RTM_NEWADDR).
  void becameUsable(Ipv6InterfaceAddress address) {
    stack.routes().addLocal(address);
    if (address.owner().isForwarding()) {
      joinAnycast(address);
    }
    if (address.peer() != null) {
      stack.routes().addPeer(address, peerPrefix(address, 128));
    }
  }

  /// The address counts no more (`__ipv6_ifa_notify`, RTM_DELADDR).
  private void becameUseless(Ipv6InterfaceAddress address) {
    if (address.owner().isForwarding()) {
      leaveAnycast(address);
    }
    leaveSolicitedNode(address.owner(), address.address());
    if (address.peer() != null) {
      stack.routes().removePrefix(address.device(), peerPrefix(address, 128));
    }
    stack.routes().removeLocal(address);
  }

  static Ipv6Prefix peerPrefix(Ipv6InterfaceAddress address, int length) {
    Ipv6Address peer = address.peer();
    if (peer == null) {
      throw new IllegalStateException(address + " has no peer");
    }
    return Ipv6Prefix.around(peer, length);
  }

  void joinSolicitedNode(Ipv6Device owner, Ipv6Address address) {
    if (hasNeighbours(owner)) {
      owner.multicast().join(address.solicitedNode());
    }
  }

  private static void leaveSolicitedNode(Ipv6Device owner, Ipv6Address address) {
    if (hasNeighbours(owner)) {
      owner.multicast().leave(address.solicitedNode());
    }
  }

  private static boolean hasNeighbours(Ipv6Device owner) {
    return !owner.device().flags().isLoopback() && !owner.device().flags().isNoArp();
  }

  /// A router answers for the whole range too (RFC 4291, 2.6.1; `addrconf_join_anycast`).
  private void joinAnycast(Ipv6InterfaceAddress address) {
    Ipv6Address anycast = subnetRouter(address);
    if (anycast != null && address.owner().addAnycast(anycast)) {
      stack.routes().addAnycast(address.device(), anycast, address.origin());
      joinSolicitedNode(address.owner(), anycast);
    }
  }

  private void leaveAnycast(Ipv6InterfaceAddress address) {
    Ipv6Address anycast = subnetRouter(address);
    if (anycast != null && address.owner().removeAnycast(anycast)) {
      leaveSolicitedNode(address.owner(), anycast);
      stack.routes().removeAnycast(address.device(), anycast);
    }
  }

  private static @Nullable Ipv6Address subnetRouter(Ipv6InterfaceAddress address) {
    Ipv6Address anycast = address.prefix().address();
    return address.prefixLength() >= 127 || anycast.isUnspecified() ? null : anycast;
  }

  // ---- Settings that change what is configured ----

  /// Forwarding was turned on or off for the device (`dev_forward_change`).
  void forwardingChanged(Ipv6Device owner) {
    boolean on = owner.isForwarding();
    if (owner.device().flags().isMulticast()) {
      for (Ipv6Address group : Ipv6Stack.ROUTER_GROUPS) {
        if (on) {
          owner.multicast().join(group);
        } else {
          owner.multicast().leave(group);
        }
      }
    }
    for (Ipv6InterfaceAddress address : owner.addresses()) {
      if (address.isUsable()) {
        if (on) {
          joinAnycast(address);
        } else {
          leaveAnycast(address);
        }
      }
    }
  }

  /// IPv6 was disabled or enabled on the device (`dev_disable_change`).
  void disabledChanged(Ipv6Device owner) {
    if (owner.isDisabled()) {
      down(owner.device(), false);
    } else {
      up(owner.device());
    }
  }
}
