package vethlab.simulator.rtnetlink;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.bridge.BridgePort;
import vethlab.simulator.device.LoopbackDevice;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.rtnetlink.LinkAttribute.KindData;

/// The requests about links that a program makes in its namespace (`rtnetlink.c`).
public final class Links {

  /// Kinds that the kernel knows and this simulator does not.
  private static final List<String> NOT_MODELLED =
      List.of(
          "amt",
          "bareudp",
          "batadv",
          "bond",
          "can",
          "erspan",
          "geneve",
          "gre",
          "gretap",
          "gtp",
          "hsr",
          "ifb",
          "ip6erspan",
          "ip6gre",
          "ip6gretap",
          "ip6tnl",
          "ipip",
          "ipoib",
          "ipvlan",
          "ipvtap",
          "lowpan",
          "macsec",
          "macvlan",
          "macvtap",
          "netdevsim",
          "nlmon",
          "ppp",
          "rmnet",
          "sit",
          "team",
          "vcan",
          "virt_wifi",
          "vlan",
          "vrf",
          "vsockmon",
          "vti",
          "vti6",
          "vxcan",
          "vxlan",
          "wireguard",
          "wwan",
          "xfrm");

  private Links() {}

  /// Makes a link (`ip link add`).
  ///
  /// @throws KernelError EEXIST, EOPNOTSUPP, EINVAL … as the kernel
  /// @throws NotModelled for a kind that only the kernel knows
  public static void create(NetworkNamespace asked, LinkMessage message) {
    LinkAttribute.Kind kind = message.get(LinkAttribute.Kind.class);
    String name = kind == null ? "" : kind.name();
    LinkKind known = LinkKind.find(name);
    if (known != null) {
      known.validate(message);
    }
    if (find(asked, message) != null) {
      throw new KernelError(Errno.EEXIST);
    }
    if (NOT_MODELLED.contains(name)) {
      throw new NotModelled("ip link add … type " + name);
    }
    if (known == null) {
      if (name.equals("tun")) {
        throw new KernelError(Errno.EOPNOTSUPP, "tun/tap creation via rtnetlink is not supported.");
      }
      throw new KernelError(Errno.EOPNOTSUPP, "Unknown device type");
    }
    new LinkCreation(asked, message, known).run();
  }

  /// Changes a link, or with a group and no device all links of the group (`ip link set`).
  ///
  /// @throws KernelError ENODEV if there is none, else as the kernel
  public static void change(NetworkNamespace asked, LinkMessage message) {
    NetDevice device = find(asked, message);
    if (device == null) {
      LinkAttribute.Group group = message.get(LinkAttribute.Group.class);
      if (message.index() != 0 || message.has(LinkAttribute.Name.class) || group == null) {
        throw new KernelError(Errno.ENODEV);
      }
      for (NetDevice each : asked.devices().byAge()) {
        if (each.group() == group.number()) {
          new LinkChange(asked, each, message).run();
        }
      }
      return;
    }
    LinkAttribute.Kind kind = message.get(LinkAttribute.Kind.class);
    if (kind != null && kind.data() != null) {
      changeKind(device, kind.name(), kind.data());
    }
    LinkAttribute.PortValues port = message.get(LinkAttribute.PortValues.class);
    if (port != null) {
      changePort(device, port);
    }
    new LinkChange(asked, device, message).run();
  }

  /// Changes the flags of a device, as the old system calls and `/sys` do (`dev_change_flags`).
  ///
  /// @throws KernelError as the kernel
  public static void changeFlags(NetDevice device, LinkMessage message) {
    LinkChange.changeFlags(device, message);
    device.setOrigin(device.core().origin());
  }

  private static void changeKind(NetDevice device, String kind, KindData data) {
    if (!kind.equals(device.kind())
        || !(device instanceof Bridge bridge)
        || !(data instanceof KindData.BridgeValues settings)) {
      throw new KernelError(Errno.EOPNOTSUPP);
    }
    BridgeSettings.set(bridge, settings.values());
  }

  private static void changePort(NetDevice device, LinkAttribute.PortValues settings) {
    if (!(device.rxHandler() instanceof BridgePort port)) {
      throw new KernelError(Errno.EOPNOTSUPP);
    }
    PortSettings.set(port, settings.values());
  }

  /// Takes a link away, or all links of a group (`ip link delete`).
  ///
  /// @throws KernelError ENODEV if there is none, EOPNOTSUPP for what cannot go, EPERM for the
  ///   default group
  public static void delete(NetworkNamespace asked, LinkMessage message) {
    NetDevice device = find(asked, message);
    LinkAttribute.Group group = message.get(LinkAttribute.Group.class);
    if (device == null && group != null && message.index() == 0) {
      deleteGroup(asked, group.number());
      return;
    }
    if (device == null) {
      throw new KernelError(Errno.ENODEV);
    }
    if (device instanceof LoopbackDevice) {
      throw new KernelError(Errno.EOPNOTSUPP);
    }
    device.unregister();
  }

  private static void deleteGroup(NetworkNamespace asked, int group) {
    if (group == 0) {
      throw new KernelError(Errno.EPERM);
    }
    List<NetDevice> members =
        asked.devices().byAge().stream().filter(device -> device.group() == group).toList();
    if (members.isEmpty()) {
      throw new KernelError(Errno.ENODEV);
    }
    if (members.stream().anyMatch(LoopbackDevice.class::isInstance)) {
      throw new KernelError(Errno.EOPNOTSUPP);
    }
    members.forEach(NetDevice::unregister);
  }

  private static @Nullable NetDevice find(NetworkNamespace asked, LinkMessage message) {
    if (message.index() > 0) {
      return asked.devices().find(message.index());
    }
    LinkAttribute.Name name = message.get(LinkAttribute.Name.class);
    return name == null ? null : asked.devices().find(name.name());
  }
}
