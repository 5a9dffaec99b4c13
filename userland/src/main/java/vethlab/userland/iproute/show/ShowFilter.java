package vethlab.userland.iproute.show;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.bridge.BridgePort;
import vethlab.simulator.device.NetDevice;
import vethlab.userland.iproute.address.AddressInfo;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.Glob;
import vethlab.userland.iproute.command.InetPrefix;

/// Which devices and addresses `ip link show`, `ip address show` and `ip address flush` are about
/// (`struct link_filter`).
///
/// @param family which addresses; LINK for none
/// @param device the name of the only device, or null
/// @param index of that device; 0 for all
/// @param onlyUp whether devices must be up
/// @param group the group's number, or -1 for all
/// @param master index of the master; -1 for devices without one, 0 for all
/// @param kind of the device, or null
/// @param portKind of its master, or null
/// @param label a pattern for labels, or null
/// @param prefix in which the address lies, or null
/// @param scope of the address, or null for all
/// @param flags that the address must have among those in `flagMask`
record ShowFilter(
    Family family,
    @Nullable String device,
    int index,
    boolean onlyUp,
    int group,
    int master,
    @Nullable String kind,
    @Nullable String portKind,
    @Nullable String label,
    @Nullable InetPrefix prefix,
    @Nullable Integer scope,
    int flags,
    int flagMask) {

  /// Kinds that the kernel itself can filter by.
  private static final Set<String> KERNEL_KINDS = Set.of("veth", "bridge", "dummy", "tun");

  /// Whether the kernel lists a device at all (`link_dump_filtered`).
  boolean isListed(NetDevice candidate) {
    if (index != 0 && candidate.index() != index) {
      return false;
    }
    NetDevice above = candidate.master();
    boolean masterFits =
        switch (master) {
          case 0 -> true;
          case -1 -> above == null;
          default -> above != null && above.index() == master;
        };
    return masterFits
        && (kind == null || !KERNEL_KINDS.contains(kind) || candidate.kind().equals(kind));
  }

  /// Whether the tool prints a device that is listed (`print_linkinfo`).
  boolean isPrinted(NetDevice candidate) {
    if ((onlyUp && !candidate.isUp()) || (group != -1 && candidate.group() != group)) {
      return false;
    }
    NetDevice above = candidate.master();
    if (master > 0 && (above == null || above.index() != master)) {
      return false;
    }
    if (kind != null && (candidate.kind().isEmpty() || !candidate.kind().equals(kind))) {
      return false;
    }
    return portKind == null
        || (candidate.rxHandler() instanceof BridgePort && portKind.equals("bridge"));
  }

  /// Whether it is about a master or a kind, which IPv6 does not tell.
  boolean asksForMoreThanIpv6Says() {
    return master > 0 || kind != null || portKind != null;
  }

  /// Whether an address is one of those that are meant (`print_addrinfo`, `ipaddr_filter`).
  boolean matches(AddressInfo address) {
    String name = address.label() == null ? address.device().name() : address.label();
    return family.admits(address.family())
        && (scope == null || scope == address.scope())
        && ((flags ^ address.flags()) & flagMask) == 0
        && (label == null || Glob.matches(label, name))
        && (prefix == null || prefix.covers(address.local()));
  }
}
