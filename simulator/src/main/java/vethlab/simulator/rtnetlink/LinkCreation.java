package vethlab.simulator.rtnetlink;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.device.DeviceNames;
import vethlab.simulator.device.DeviceTable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.QueueCounts;
import vethlab.simulator.device.VethDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.rtnetlink.LinkAttribute.KindData;

/// A link being made as a message asks (`rtnl_newlink_create`).
final class LinkCreation {

  private static final int MOST_QUEUES = 4096;

  private final NetworkNamespace asked;
  private final LinkMessage message;
  private final LinkKind kind;

  /// @param asked the namespace of the program that asks
  LinkCreation(NetworkNamespace asked, LinkMessage message, LinkKind kind) {
    this.asked = asked;
    this.message = message;
    this.kind = kind;
  }

  /// Makes it.
  ///
  /// @throws KernelError as the kernel; then nothing was made
  void run() {
    NetworkNamespace destination = namespaceOf(message, asked);
    DeviceTable target = destination.devices();
    DeviceTable made = target;
    LinkAttribute.LinkNamespaceId link = message.get(LinkAttribute.LinkNamespaceId.class);
    if (link != null) {
      made = namespaceOfId(target, link.id());
    }
    NetDevice device = create(made, message);
    register(device, link == null ? asked.devices() : made);
    try {
      checkReserved(device);
      LinkChange.changeFlags(device, message);
      if (made == target) {
        destination.peerIds().describe(device);
      } else {
        device.moveTo(target, device.name());
      }
      LinkAttribute.Master master = message.get(LinkAttribute.Master.class);
      if (master != null) {
        LinkChange.setMaster(device, master.index());
      }
    } catch (KernelError refused) {
      device.unregister();
      throw refused;
    }
  }

  /// A device with the attributes that count before it is registered (`rtnl_create_link`).
  private NetDevice create(DeviceTable table, LinkMessage wanted) {
    checkName(wanted);
    LinkAttribute.Name name = wanted.get(LinkAttribute.Name.class);
    LinkAttribute.Address address = wanted.get(LinkAttribute.Address.class);
    MacAddress mac =
        address == null
            ? MacAddress.ofRandom(table.core().randomness().nextLong())
            : address.address().forNewDevice();
    NetDevice device = kind.make(table, name == null ? kind.text() + "%d" : name.name(), mac);
    device.setQueues(queues(wanted));
    LinkAttribute.Mtu mtu = wanted.get(LinkAttribute.Mtu.class);
    if (mtu != null) {
      device.mtuRange().check(mtu.octets());
      device.setMtu(mtu.octets());
    }
    if (address != null) {
      device.setAddress(mac);
    }
    LinkAttribute.TransmitQueueLength length = wanted.get(LinkAttribute.TransmitQueueLength.class);
    if (length != null) {
      device.setTxQueueLength(length.packets());
    }
    LinkAttribute.Group group = wanted.get(LinkAttribute.Group.class);
    if (group != null) {
      device.setGroup(group.number());
    }
    return device;
  }

  /// Refuses names that the kernel has no room for (`ifla_policy`).
  private static void checkName(LinkMessage wanted) {
    LinkAttribute.Name name = wanted.get(LinkAttribute.Name.class);
    if (name != null && name.name().length() > DeviceNames.MAX_LENGTH) {
      throw new KernelError(Errno.ERANGE, "Attribute failed policy validation");
    }
  }

  /// Refuses names that stand for all devices in `/proc/sys`; the index is used up by then
  /// (`devinet_sysctl_register`).
  private static void checkReserved(NetDevice device) {
    NetDevice other = device.link();
    if (isReserved(device.name()) || (other != null && isReserved(other.name()))) {
      throw new KernelError(Errno.EINVAL);
    }
  }

  private static boolean isReserved(String name) {
    return name.equals("all") || name.equals("default");
  }

  private static QueueCounts queues(LinkMessage wanted) {
    LinkAttribute.TransmitQueues transmit = wanted.get(LinkAttribute.TransmitQueues.class);
    if (transmit != null && (transmit.count() < 1 || transmit.count() > MOST_QUEUES)) {
      throw new KernelError(Errno.EINVAL, "Invalid number of transmit queues");
    }
    LinkAttribute.ReceiveQueues receive = wanted.get(LinkAttribute.ReceiveQueues.class);
    if (receive != null && (receive.count() < 1 || receive.count() > MOST_QUEUES)) {
      throw new KernelError(Errno.EINVAL, "Invalid number of receive queues");
    }
    return new QueueCounts(
        transmit == null ? 1 : transmit.count(), receive == null ? 1 : receive.count());
  }

  /// Registers it the way that its kind does (`newlink`).
  private void register(NetDevice device, DeviceTable source) {
    switch (device) {
      case VethDevice veth -> registerPair(veth, source);
      case Bridge bridge -> {
        bridge.register(message.index());
        if (data() instanceof KindData.BridgeValues settings) {
          try {
            BridgeSettings.set(bridge, settings.values());
          } catch (KernelError refused) {
            bridge.unregister();
            throw refused;
          }
        }
      }
      default -> device.register(message.index());
    }
  }

  /// Makes the other end of a veth first, then both are entered (`veth_newlink`).
  ///
  /// An end that is not described is like this one, in the same namespace.
  private void registerPair(VethDevice device, DeviceTable source) {
    LinkMessage described = data() instanceof KindData.VethPeer(LinkMessage peer) ? peer : null;
    LinkMessage wanted = described == null ? withoutIdentity(message) : described;
    if (described != null) {
      LinkKind.VETH.validate(described);
    }
    LinkAttribute.Namespace namespace = wanted.get(LinkAttribute.Namespace.class);
    DeviceTable table = namespace == null ? source : namespace.namespace().resolve().devices();
    VethDevice peer = (VethDevice) create(table, wanted);
    // The peer's index counts only if this end's is chosen too.
    int peerIndex = described == null || message.index() == 0 ? 0 : described.index();
    if (described != null && described.flags().getOrDefault(LinkMessage.Flag.UP, false)) {
      refuseUp(peer, peerIndex, described);
    }
    VethDevice.registerPair(device, message.index(), peer, peerIndex);
    if (described != null) {
      LinkChange.changeFlags(peer, described);
    }
  }

  /// The flags of the peer are set before the two are joined, so it cannot be set up at once.
  private static void refuseUp(VethDevice peer, int index, LinkMessage described) {
    peer.register(index);
    try {
      LinkChange.changeFlags(peer, described);
    } finally {
      peer.unregister();
    }
  }

  /// What an end that is not described has in common with the one that is.
  private static LinkMessage withoutIdentity(LinkMessage message) {
    LinkMessage common = new LinkMessage();
    copy(LinkAttribute.Mtu.class, message, common);
    copy(LinkAttribute.TransmitQueueLength.class, message, common);
    copy(LinkAttribute.Group.class, message, common);
    copy(LinkAttribute.Namespace.class, message, common);
    copy(LinkAttribute.TransmitQueues.class, message, common);
    copy(LinkAttribute.ReceiveQueues.class, message, common);
    return common;
  }

  private static <A extends LinkAttribute> void copy(
      Class<A> type, LinkMessage from, LinkMessage to) {
    A attribute = from.get(type);
    if (attribute != null) {
      to.add(attribute);
    }
  }

  private @Nullable KindData data() {
    LinkAttribute.Kind given = message.get(LinkAttribute.Kind.class);
    return given == null ? null : given.data();
  }

  /// The namespace that a message names, or `otherwise`.
  static NetworkNamespace namespaceOf(LinkMessage message, NetworkNamespace otherwise) {
    LinkAttribute.Namespace named = message.get(LinkAttribute.Namespace.class);
    return named == null ? otherwise : named.namespace().resolve();
  }

  private DeviceTable namespaceOfId(DeviceTable target, int id) {
    DeviceTable found = target == asked.devices() ? asked.peerIds().find(id) : null;
    if (found == null) {
      throw new KernelError(Errno.EINVAL, "Unknown network namespace id");
    }
    return found;
  }
}
