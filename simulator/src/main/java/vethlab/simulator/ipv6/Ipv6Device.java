package vethlab.simulator.ipv6;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.time.SimTime;

/// What IPv6 keeps about a device (`struct inet6_dev`): addresses, groups, settings, and how far it
/// has come.
final class Ipv6Device implements Forkable {

  private final Ipv6Stack stack;
  private final NetDevice device;
  private final DeviceSettings settings;
  private final MulticastListener multicast;
  private final RouterSolicitor solicitor;

  /// Wider scopes first; among equal ones, newer first.
  private final List<Ipv6InterfaceAddress> addresses = new ArrayList<>();

  /// Addresses shared with other routers, with the number of reasons, newest first.
  private final Map<Ipv6Address, Integer> anycast = new LinkedHashMap<>();

  private boolean ready;
  private boolean dead;
  private boolean neighbourless;

  @SuppressWarnings("this-escape") // the parts only keep the reference
  Ipv6Device(Ipv6Stack stack, NetDevice device, DeviceSettings settings) {
    this.stack = stack;
    this.device = device;
    this.settings = settings;
    this.multicast = new MulticastListener(this);
    this.solicitor = new RouterSolicitor(this);
    this.neighbourless = device.flags().isNoArp();
  }

  private Ipv6Device(Ipv6Device original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
    this.device = fork.of(original.device);
    this.settings = original.settings.copy();
    this.multicast = fork.of(original.multicast);
    this.solicitor = fork.of(original.solicitor);
    original.addresses.forEach(each -> addresses.add(fork.of(each)));
    this.anycast.putAll(original.anycast);
    this.ready = original.ready;
    this.dead = original.dead;
    this.neighbourless = original.neighbourless;
  }

  @Override
  public Ipv6Device fork(Fork fork) {
    return new Ipv6Device(this, fork);
  }

  Ipv6Stack stack() {
    return stack;
  }

  NetDevice device() {
    return device;
  }

  DeviceSettings settings() {
    return settings;
  }

  /// The settings of `all`, which some rules look at too.
  DeviceSettings all() {
    return stack.settings().all();
  }

  long setting(DeviceSetting setting) {
    return settings.get(setting);
  }

  boolean is(DeviceSetting setting) {
    return settings.is(setting);
  }

  MulticastListener multicast() {
    return multicast;
  }

  RouterSolicitor solicitor() {
    return solicitor;
  }

  SimTime now() {
    return device.core().now();
  }

  // ---- How far it has come ----

  /// Whether the link was ready since the device was set up (`IF_READY`).
  boolean isReady() {
    return ready;
  }

  void setReady(boolean on) {
    ready = on;
  }

  /// Whether the device is gone from here.
  boolean isDead() {
    return dead;
  }

  void die() {
    dead = true;
  }

  /// Notes whether neighbours are asked for their addresses (NOARP).
  ///
  /// @return whether that has changed
  boolean noteNeighbourless(boolean on) {
    boolean changed = neighbourless != on;
    neighbourless = on;
    return changed;
  }

  boolean isForwarding() {
    return is(DeviceSetting.FORWARDING);
  }

  boolean isDisabled() {
    return is(DeviceSetting.DISABLE_IPV6);
  }

  /// Whether router advertisements count (`ipv6_accept_ra`).
  boolean acceptsAdvertisements() {
    long accept = setting(DeviceSetting.ACCEPT_RA);
    return isForwarding() ? accept == 2 : accept != 0;
  }

  // ---- Addresses ----

  /// Wider scopes first; among equal ones, newer first.
  List<Ipv6InterfaceAddress> addresses() {
    return Collections.unmodifiableList(addresses);
  }

  void insert(Ipv6InterfaceAddress address) {
    int scope = AddressScope.of(address.address());
    int at = 0;
    while (at < addresses.size() && scope < AddressScope.of(addresses.get(at).address())) {
      at++;
    }
    addresses.add(at, address);
  }

  void remove(Ipv6InterfaceAddress address) {
    addresses.remove(address);
  }

  @Nullable Ipv6InterfaceAddress find(Ipv6Address address) {
    for (Ipv6InterfaceAddress each : addresses) {
      if (each.address().equals(address)) {
        return each;
      }
    }
    return null;
  }

  /// The oldest link-local address that can be used (`ipv6_get_lladdr`), or null.
  @Nullable Ipv6Address usableLinkLocal() {
    for (Ipv6InterfaceAddress each : addresses.reversed()) {
      if (AddressScope.of(each.address()) > AddressScope.LINK_LOCAL) {
        return null;
      }
      if (each.address().isLinkLocal() && each.isUsable()) {
        return each.address();
      }
    }
    return null;
  }

  /// Whether the address lies in the range of one that the device has (`ipv6_chk_prefix`).
  boolean isOnLink(Ipv6Address address) {
    return addresses.stream().anyMatch(each -> each.prefix().contains(address));
  }

  // ---- Anycast ----

  boolean hasAnycast(Ipv6Address address) {
    return anycast.containsKey(address);
  }

  List<Ipv6Address> anycast() {
    return List.copyOf(anycast.keySet()).reversed();
  }

  /// Counts one more reason for an anycast address.
  ///
  /// @return whether it is new
  boolean addAnycast(Ipv6Address address) {
    return anycast.merge(address, 1, Integer::sum) == 1;
  }

  /// Counts one reason less.
  ///
  /// @return whether it was the last
  boolean removeAnycast(Ipv6Address address) {
    Integer users = anycast.get(address);
    if (users == null) {
      return false;
    }
    if (users > 1) {
      anycast.put(address, users - 1);
      return false;
    }
    anycast.remove(address);
    return true;
  }

  void clearAnycast() {
    anycast.clear();
  }

  @Override
  public String toString() {
    return device.place();
  }
}
