package vethlab.userland.procfs.net;

import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.Map;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.ipv4.GroupMembership;
import vethlab.simulator.ipv4.Ipv4Interface;
import vethlab.simulator.ipv6.AddressFlag;
import vethlab.simulator.ipv6.Ipv6InterfaceAddress;
import vethlab.simulator.ipv6.Ipv6Stack;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.neighbour.Neighbour;
import vethlab.simulator.neighbour.NudState;
import vethlab.simulator.neighbour.ProxyNeighbour;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.MacAddress;

/// `/proc/net/arp`, `if_inet6`, `igmp`, `igmp6` and `dev_mcast` (`arp.c`, `addrconf.c`, `igmp.c`,
/// `mcast.c`, `net-procfs.c`): addresses of all kinds, by device.
final class AddressFiles {

  /// `ATF_COM`, `ATF_PERM`, `ATF_PUBL`.
  private static final int COMPLETE = 0x2;

  private static final int PERMANENT = 0x4;
  private static final int PUBLISHED = 0x8;

  private static final ImmutableMap<AddressFlag, Integer> FLAGS =
      ImmutableMap.<AddressFlag, Integer>builder()
          .put(AddressFlag.TEMPORARY, 0x01)
          .put(AddressFlag.NODAD, 0x02)
          .put(AddressFlag.OPTIMISTIC, 0x04)
          .put(AddressFlag.DADFAILED, 0x08)
          .put(AddressFlag.HOMEADDRESS, 0x10)
          .put(AddressFlag.DEPRECATED, 0x20)
          .put(AddressFlag.TENTATIVE, 0x40)
          .put(AddressFlag.PERMANENT, 0x80)
          .buildOrThrow();

  private static final Ipv6Address ALL_NODES_HERE = Ipv6Address.parse("ff01::1");

  private final NetworkNamespace namespace;

  AddressFiles(NetworkNamespace namespace) {
    this.namespace = namespace;
  }

  String arp() {
    StringBuilder text =
        new StringBuilder(
            "IP address       HW type     Flags       HW address            Mask     Device\n");
    for (Neighbour neighbour : namespace.ipv4().neighbours().all()) {
      NudState state = neighbour.state();
      if (state == NudState.NOARP) {
        continue;
      }
      int flags = state == NudState.PERMANENT ? PERMANENT | COMPLETE : COMPLETE;
      text.append(
          arpLine(
              neighbour.address().toString(),
              state.isValid() ? flags : 0,
              state.isValid() ? neighbour.mac().toString() : MacAddress.ZERO.toString(),
              neighbour.device().name()));
    }
    for (ProxyNeighbour proxy : namespace.ipv4().neighbours().proxies()) {
      Integer index = proxy.device();
      NetDevice device = index == null ? null : namespace.devices().find(index);
      text.append(
          arpLine(
              proxy.address().toString(),
              PUBLISHED | PERMANENT,
              MacAddress.ZERO.toString(),
              device == null ? "*" : device.name()));
    }
    return text.toString();
  }

  private static String arpLine(String address, int flags, String mac, String device) {
    return String.format(
        Locale.ROOT, "%-16s 0x%-10x0x%-10x%s     *        %s\n", address, 1, flags, mac, device);
  }

  String ifInet6() {
    StringBuilder text = new StringBuilder();
    for (NetDevice device : namespace.devices().all()) {
      for (Ipv6InterfaceAddress address : namespace.ipv6().addresses(device)) {
        text.append(
            String.format(
                Locale.ROOT,
                "%s %02x %02x %02x %02x %8s\n",
                Hexadecimal.octets(address.address()),
                device.index(),
                address.prefixLength(),
                scope(address.address()),
                flags(address),
                device.name()));
      }
    }
    return text.toString();
  }

  /// The scope bits of an address (`ipv6_addr_scope`).
  static int scope(Ipv6Address address) {
    if (address.isLoopback()) {
      return 0x10;
    }
    if (address.isLinkLocal()) {
      return 0x20;
    }
    return address.high() >>> 54 == 0xfec0 >>> 6 ? 0x40 : 0;
  }

  private static int flags(Ipv6InterfaceAddress address) {
    int flags = 0;
    for (Map.Entry<AddressFlag, Integer> flag : FLAGS.entrySet()) {
      flags |= address.is(flag.getKey()) ? flag.getValue() : 0;
    }
    return flags;
  }

  String igmp() {
    StringBuilder text =
        new StringBuilder("Idx\tDevice    : Count Querier\tGroup    Users Timer\tReporter\n");
    for (NetDevice device : namespace.devices().all()) {
      Ipv4Interface found = namespace.ipv4().find(device);
      if (found == null) {
        continue;
      }
      text.append(
          String.format(
              Locale.ROOT,
              "%d\t%-10s: %5d %7s\n",
              device.index(),
              device.name(),
              found.groups().memberships().size(),
              "V" + found.groups().version()));
      for (GroupMembership group : found.groups().memberships()) {
        text.append(
            String.format(
                Locale.ROOT,
                "\t\t\t\t%s %5d 0:00000000\t\t0\n",
                Hexadecimal.words(group.group(), false),
                group.users()));
      }
    }
    return text.toString();
  }

  String igmp6() {
    StringBuilder text = new StringBuilder();
    for (NetDevice device : namespace.devices().all()) {
      for (Ipv6Stack.Group group : namespace.ipv6().groups(device)) {
        boolean unreported =
            group.address().equals(ALL_NODES_HERE) || group.address().equals(Ipv6Address.ALL_NODES);
        boolean loaded = !group.address().equals(ALL_NODES_HERE);
        text.append(
            String.format(
                Locale.ROOT,
                "%-4d %-15s %s %5d %08X %d\n",
                device.index(),
                device.name(),
                Hexadecimal.octets(group.address()),
                group.users(),
                (unreported ? 8 : 0) | (loaded ? 4 : 0),
                0));
      }
    }
    return text.toString();
  }

  String devMcast() {
    StringBuilder text = new StringBuilder();
    for (NetDevice device : namespace.devices().all()) {
      for (MacAddress address : device.receiveFilter().multicast().all()) {
        text.append(
            String.format(
                Locale.ROOT,
                "%-4d %-15s %-5d %-5d %s\n",
                device.index(),
                device.name(),
                device.receiveFilter().multicast().users(address),
                0,
                address.toString().replace(":", "")));
      }
    }
    return text.toString();
  }
}
