package vethlab.simulator.ipv4;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.fib.RouteScope;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Ipv4Address;

/// A device as IPv4 knows it: its settings, addresses and groups (`in_device`).
public final class Ipv4Interface implements Forkable {

  private final NetDevice device;
  private final Ipv4Settings shared;
  private final DeviceSettings own;
  private final IgmpInterface groups;
  final List<InterfaceAddress> addresses = new ArrayList<>();
  boolean dead;
  private int knownMtu;

  Ipv4Interface(NetDevice device, Ipv4Stack stack) {
    this.device = device;
    this.shared = stack.settings();
    this.own = shared.defaults().copy();
    this.groups = new IgmpInterface(this, stack);
    this.knownMtu = device.mtu();
    if (device.flags().isLoopback()) {
      own.choose(DeviceSetting.DISABLE_XFRM, 1);
      own.choose(DeviceSetting.DISABLE_POLICY, 1);
    }
  }

  private Ipv4Interface(Ipv4Interface original, Ipv4Settings shared, Fork fork) {
    fork.enter(original, this);
    this.device = fork.of(original.device);
    this.shared = shared;
    this.own = original.own.copy();
    this.groups = fork.of(original.groups);
    this.addresses.addAll(original.addresses);
    this.dead = original.dead;
    this.knownMtu = original.knownMtu;
  }

  @Override
  public Ipv4Interface fork(Fork fork) {
    return new Ipv4Interface(this, fork.of(groups.stack()).settings(), fork);
  }

  public NetDevice device() {
    return device;
  }

  /// The device's own values.
  public DeviceSettings settings() {
    return own;
  }

  /// The value that counts: that of `all` and the device's combined.
  public int get(DeviceSetting setting) {
    return setting.combination().of(shared.all().get(setting), own.get(setting));
  }

  public boolean isOn(DeviceSetting setting) {
    return get(setting) != 0;
  }

  /// Whether a redirect may change routes (`IN_DEV_RX_REDIRECTS`): on a router only if `all` and
  /// the device say so, else if either does.
  boolean acceptsRedirects() {
    boolean all = shared.all().get(DeviceSetting.ACCEPT_REDIRECTS) != 0;
    boolean here = own.get(DeviceSetting.ACCEPT_REDIRECTS) != 0;
    return isOn(DeviceSetting.FORWARDING) ? all && here : all || here;
  }

  /// The addresses in the order in which the kernel keeps and prints them.
  public ImmutableList<InterfaceAddress> addresses() {
    return ImmutableList.copyOf(addresses);
  }

  /// The MTU that the device had before it was changed last.
  int knownMtu() {
    return knownMtu;
  }

  void noteMtu() {
    knownMtu = device.mtu();
  }

  /// The groups that the device is in.
  public IgmpInterface groups() {
    return groups;
  }

  /// The scope that addresses of the host count as here at the most.
  RouteScope localnetScope() {
    return isOn(DeviceSetting.ROUTE_LOCALNET) ? RouteScope.LINK : RouteScope.HOST;
  }

  /// Whether one network of the device holds `one` and, unless it is 0.0.0.0, `other`
  /// (`inet_addr_onlink`).
  boolean isOnLink(Ipv4Address one, Ipv4Address other) {
    for (InterfaceAddress each : addresses) {
      if (each.matches(one) && (other.isUnspecified() || each.matches(other))) {
        return true;
      }
    }
    return false;
  }
}
