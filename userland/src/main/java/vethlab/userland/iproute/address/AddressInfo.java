package vethlab.userland.iproute.address;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.ipv4.AddressLifetime;
import vethlab.simulator.ipv4.InterfaceAddress;
import vethlab.simulator.ipv6.Ipv6InterfaceAddress;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.time.SimTime;
import vethlab.userland.iproute.command.Family;

/// An address of a device, of either family, as the kernel reports it (`RTM_NEWADDR`).
///
/// @param local the host's own address
/// @param address the other end's on a link with one other end, else the same as `local`
/// @param broadcast null if there is none
/// @param scope as a number
/// @param flags bits of [AddressFlag]
/// @param label null if it has none
/// @param metric of the route that goes with it; 0 for the usual one
/// @param validSeconds that are left; [AddressLifetime#FOREVER] for no limit
/// @param preferredSeconds that are left; [AddressLifetime#FOREVER] for no limit
public record AddressInfo(
    NetDevice device,
    IpAddress local,
    IpAddress address,
    int prefixLength,
    @Nullable IpAddress broadcast,
    int scope,
    int flags,
    @Nullable String label,
    long metric,
    long validSeconds,
    long preferredSeconds) {

  private static final int SCOPE_SITE = 200;
  private static final int SCOPE_LINK = 253;
  private static final int SCOPE_HOST = 254;

  /// All addresses of the devices of a namespace, the IPv4 ones first.
  public static ImmutableList<AddressInfo> all(NetworkNamespace network, Family family) {
    List<AddressInfo> all = new ArrayList<>();
    SimTime now = network.devices().core().now();
    if (family.admits(Family.INET)) {
      for (NetDevice device : network.devices().all()) {
        network.ipv4().addresses(device).forEach(address -> all.add(of(device, address, now)));
      }
    }
    if (family.admits(Family.INET6)) {
      for (NetDevice device : network.devices().all()) {
        network.ipv6().addresses(device).forEach(address -> all.add(of(device, address, now)));
      }
    }
    return ImmutableList.copyOf(all);
  }

  private static AddressInfo of(NetDevice device, InterfaceAddress address, SimTime now) {
    int flags =
        bit(address.lifetime().isPermanent(), AddressFlag.PERMANENT)
            | bit(address.secondary(), AddressFlag.SECONDARY)
            | bit(address.deprecated(), AddressFlag.DEPRECATED)
            | bit(address.noPrefixRoute(), AddressFlag.NOPREFIXROUTE);
    return new AddressInfo(
        device,
        address.local(),
        address.address(),
        address.prefixLength(),
        address.broadcast(),
        address.scope().number(),
        flags,
        address.label(),
        address.metric() & 0xffff_ffffL,
        address.lifetime().validLeft(now),
        reportedPreference(address.lifetime(), now));
  }

  /// A permanent address is reported as preferred for ever, even if it is deprecated.
  private static long reportedPreference(AddressLifetime lifetime, SimTime now) {
    return lifetime.isPermanent() ? AddressLifetime.FOREVER : lifetime.preferredLeft(now);
  }

  private static AddressInfo of(NetDevice device, Ipv6InterfaceAddress address, SimTime now) {
    int flags = 0;
    for (vethlab.simulator.ipv6.AddressFlag flag : address.flags()) {
      flags |= bit(flag);
    }
    Ipv6Address peer = address.peer();
    return new AddressInfo(
        device,
        address.address(),
        peer == null ? address.address() : peer,
        address.prefixLength(),
        null,
        scopeOf(address.address()),
        flags,
        null,
        address.metric(),
        address.validLeft(now),
        address.preferredLeft(now));
  }

  private static int bit(boolean on, AddressFlag flag) {
    return on ? flag.bit() : 0;
  }

  private static int bit(vethlab.simulator.ipv6.AddressFlag flag) {
    AddressFlag same =
        switch (flag) {
          case TEMPORARY -> AddressFlag.TEMPORARY;
          case NODAD -> AddressFlag.NODAD;
          case OPTIMISTIC -> AddressFlag.OPTIMISTIC;
          case DADFAILED -> AddressFlag.DADFAILED;
          case HOMEADDRESS -> AddressFlag.HOME;
          case DEPRECATED -> AddressFlag.DEPRECATED;
          case TENTATIVE -> AddressFlag.TENTATIVE;
          case PERMANENT -> AddressFlag.PERMANENT;
          case MANAGETEMPADDR -> AddressFlag.MNGTMPADDR;
          case NOPREFIXROUTE -> AddressFlag.NOPREFIXROUTE;
          case MCAUTOJOIN -> AddressFlag.AUTOJOIN;
          case STABLE_PRIVACY -> AddressFlag.STABLE_PRIVACY;
        };
    return same.bit();
  }

  /// The scope of an IPv6 address in the numbers of routes (`rt_scope`).
  private static int scopeOf(Ipv6Address address) {
    if (address.isLoopback()) {
      return SCOPE_HOST;
    }
    if (address.isLinkLocal()) {
      return SCOPE_LINK;
    }
    return address.high() >>> 54 == 0xfec0 >>> 6 ? SCOPE_SITE : 0;
  }

  public Family family() {
    return Family.of(local);
  }

  public boolean has(AddressFlag flag) {
    return (flags & flag.bit()) != 0;
  }
}
