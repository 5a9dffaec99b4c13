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
import vethlab.simulator.time.SimTime;

/// Addresses that a person asks for: adding, changing, deleting (`inet6_rtm_newaddr`,
/// `inet6_rtm_deladdr`).
final class AddressRequests implements Forkable {

  private final Ipv6Stack stack;

  AddressRequests(Ipv6Stack stack) {
    this.stack = stack;
  }

  private AddressRequests(AddressRequests original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
  }

  @Override
  public AddressRequests fork(Fork fork) {
    return new AddressRequests(this, fork);
  }

  /// Adds an address, or changes it (`inet6_rtm_newaddr`).
  ///
  /// @throws KernelError as the kernel refuses
  void set(NetDevice device, Ipv6AddressRequest request) {
    Ipv6Device owner = stack.configuration().findOrAdd(device);
    Ipv6InterfaceAddress known = owner.find(request.address());
    if (known == null) {
      add(device, request);
    } else if (request.exclusive() || !request.replace()) {
      throw new KernelError(Errno.EEXIST);
    } else {
      change(known, request);
    }
  }

  /// `inet6_addr_add`.
  private void add(NetDevice device, Ipv6AddressRequest request) {
    checkLifetimes(request);
    if (request.flags().contains(AddressFlag.MANAGETEMPADDR) && request.prefixLength() != 64) {
      throw new KernelError(Errno.EINVAL);
    }
    Ipv6Device owner = stack.configuration().prepare(device);
    Ipv6Address address = request.address();
    boolean foreignLoopback = address.isLoopback() && !device.flags().isLoopback();
    if (address.isUnspecified() || address.isMulticast() || foreignLoopback) {
      throw new KernelError(Errno.EADDRNOTAVAIL);
    }
    Set<AddressFlag> flags = EnumSet.noneOf(AddressFlag.class);
    flags.addAll(request.flags());
    flags.addAll(lifetimeFlags(request));
    Ipv6InterfaceAddress added = stack.configuration().insert(owner, request, flags);
    if (!added.is(AddressFlag.NOPREFIXROUTE)) {
      stack.routes().addPrefix(added, expiry(request));
    }
    stack.detection().start(added);
    stack.lifetimes().check();
  }

  private static void checkLifetimes(Ipv6AddressRequest request) {
    if (request.prefixLength() > 128
        || request.validSeconds() == 0
        || request.preferredSeconds() > request.validSeconds()) {
      throw new KernelError(Errno.EINVAL);
    }
  }

  private static Set<AddressFlag> lifetimeFlags(Ipv6AddressRequest request) {
    Set<AddressFlag> flags = EnumSet.noneOf(AddressFlag.class);
    if (request.validSeconds() == Ipv6InterfaceAddress.INFINITE) {
      flags.add(AddressFlag.PERMANENT);
    }
    if (request.preferredSeconds() == 0) {
      flags.add(AddressFlag.DEPRECATED);
    }
    return flags;
  }

  private @Nullable SimTime expiry(Ipv6AddressRequest request) {
    return request.validSeconds() == Ipv6InterfaceAddress.INFINITE
        ? null
        : stack.devices().core().now().plus(Duration.ofSeconds(request.validSeconds()));
  }

  /// `inet6_addr_modify`.
  private void change(Ipv6InterfaceAddress address, Ipv6AddressRequest request) {
    checkLifetimes(request);
    SimTime expires = expiry(request);
    Ipv6Address peer = request.peer();
    boolean newPeer = peer != null && !peer.equals(address.peer());
    if (newPeer && address.peer() != null) {
      stack
          .routes()
          .removePrefix(
              address.device(), AddressConfiguration.peerPrefix(address, address.prefixLength()));
    }
    boolean hadPrefixRoute =
        address.is(AddressFlag.PERMANENT) && !address.is(AddressFlag.NOPREFIXROUTE);
    for (AddressFlag flag :
        List.of(
            AddressFlag.DEPRECATED,
            AddressFlag.PERMANENT,
            AddressFlag.NODAD,
            AddressFlag.HOMEADDRESS,
            AddressFlag.MANAGETEMPADDR,
            AddressFlag.NOPREFIXROUTE)) {
      address.clear(flag);
    }
    request.flags().forEach(address::set);
    lifetimeFlags(request).forEach(address::set);
    address.setLifetimes(request.validSeconds(), request.preferredSeconds(), address.owner().now());
    if (request.metric() != 0) {
      address.setMetric(request.metric());
    }
    if (peer != null && newPeer) {
      address.setPeer(peer);
    }
    if (!address.is(AddressFlag.NOPREFIXROUTE)) {
      stack.routes().changePrefix(address, expires, hadPrefixRoute);
    } else if (hadPrefixRoute) {
      stack.configuration().removePrefixRoute(address);
    }
    stack.lifetimes().check();
  }

  /// Removes an address of a device (`inet6_addr_del`).
  ///
  /// @throws KernelError as the kernel refuses
  void delete(NetDevice device, Ipv6Address address, int prefixLength) {
    if (prefixLength > 128) {
      throw new KernelError(Errno.EINVAL);
    }
    Ipv6Device owner = stack.find(device);
    if (owner == null) {
      throw new KernelError(Errno.ENXIO);
    }
    Ipv6InterfaceAddress known = owner.find(address);
    if (known == null || known.prefixLength() != prefixLength) {
      throw new KernelError(Errno.EADDRNOTAVAIL);
    }
    stack.configuration().remove(known);
    stack.lifetimes().check();
  }
}
