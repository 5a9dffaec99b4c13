package vethlab.simulator.ipv6;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.DeviceFlags;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.neighbour.Neighbour;
import vethlab.simulator.neighbour.NeighbourProtocol;
import vethlab.simulator.neighbour.NudState;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.trace.DropReason;

/// Asks who has an address, and tells of this host's own (RFC 4861; `net/ipv6/ndisc.c`).
final class NeighbourDiscovery implements NeighbourProtocol {

  /// The hop limit that proves that a message comes from the link itself.
  static final int HOP_LIMIT = 255;

  private final Ipv6Stack stack;

  NeighbourDiscovery(Ipv6Stack stack) {
    this.stack = stack;
  }

  private NeighbourDiscovery(NeighbourDiscovery original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
  }

  @Override
  public NeighbourDiscovery fork(Fork fork) {
    return new NeighbourDiscovery(this, fork);
  }

  // ---- What the neighbour table asks ----

  @Override
  public Start start(Neighbour neighbour) {
    NetDevice device = neighbour.device();
    DeviceFlags flags = device.flags();
    Ipv6Address address = (Ipv6Address) neighbour.address();
    if (address.isMulticast()) {
      return new Start(NudState.NOARP, MacAddress.ofGroup(address));
    }
    if (flags.isNoArp() || flags.isLoopback()) {
      return new Start(NudState.NOARP, device.address());
    }
    return flags.isPointToPoint() ? new Start(NudState.NOARP, MacAddress.BROADCAST) : Start.UNKNOWN;
  }

  /// `ndisc_solicit`: in the name of the packet's sender if that is this host, else of the
  /// link-local address.
  @Override
  public void solicit(Neighbour neighbour, boolean unicast, @Nullable SocketBuffer packet) {
    NetDevice device = neighbour.device();
    Ipv6Address target = (Ipv6Address) neighbour.address();
    Ipv6Address source = null;
    if (packet != null && packet.frame().payload() instanceof Ipv6Packet waiting) {
      source = ownUsable(device, waiting.source());
    }
    solicit(device, target, unicast ? target : target.solicitedNode(), source);
  }

  private @Nullable Ipv6Address ownUsable(NetDevice device, Ipv6Address address) {
    Ipv6Device owner = stack.find(device);
    Ipv6InterfaceAddress own = owner == null ? null : owner.find(address);
    return own != null && own.isUsable() ? address : null;
  }

  /// Sends a solicitation (`ndisc_send_ns`); without a source that can be used, nothing.
  void solicit(
      NetDevice device,
      Ipv6Address target,
      Ipv6Address destination,
      @Nullable Ipv6Address wantedSource) {
    Ipv6Address source = wantedSource;
    if (source == null) {
      Ipv6Device owner = stack.find(device);
      source = owner == null ? null : owner.usableLinkLocal();
    }
    if (source != null) {
      Icmpv6Message message =
          new Icmpv6Message.NeighbourSolicitation(target, device.address(), null);
      send(device, source, destination, message, "neighbour solicitation");
    }
  }

  @Override
  public void unreachable(Neighbour neighbour, SocketBuffer packet) {
    stack.icmp().linkFailure(packet);
    packet.drop(DropReason.NEIGH_FAILED, null, "an answer from " + neighbour.address());
  }

  @Override
  public boolean isMulticast(IpAddress address) {
    return address.isMulticast();
  }

  // ---- Announcing ----

  /// Tells all neighbours about an address unasked.
  void announce(Ipv6InterfaceAddress address) {
    advertise(
        address.device(), Ipv6Address.ALL_NODES, address.address(), isRouter(address), false, true);
  }

  /// Tells all neighbours about all addresses of a device (`ndisc_send_unsol_na`).
  void announceAll(Ipv6Device owner) {
    for (Ipv6InterfaceAddress address : owner.addresses()) {
      if (address.isUsable()) {
        announce(address);
      }
    }
  }

  private static boolean isRouter(Ipv6InterfaceAddress address) {
    return address.owner().isForwarding();
  }

  /// Sends an advertisement with the device's MAC (`ndisc_send_na`).
  void advertise(
      NetDevice device,
      Ipv6Address destination,
      Ipv6Address target,
      boolean router,
      boolean solicited,
      boolean override) {
    advertise(device, destination, target, router, solicited, override, true);
  }

  /// @param withMac whether the MAC is told even if `force_tllao` is off
  void advertise(
      NetDevice device,
      Ipv6Address destination,
      Ipv6Address target,
      boolean router,
      boolean solicited,
      boolean override,
      boolean withMac) {
    Ipv6Device owner = stack.find(device);
    Ipv6InterfaceAddress own = owner == null ? null : owner.find(target);
    Ipv6Address source =
        own != null ? target : SourceAddressSelection.select(destination, device, stack.all());
    if (source == null) {
      return;
    }
    boolean mac = withMac || (own != null && own.owner().is(DeviceSetting.FORCE_TLLAO));
    Icmpv6Message message =
        new Icmpv6Message.NeighbourAdvertisement(
            target, router, solicited, override, mac ? device.address() : null);
    send(device, source, destination, message, "neighbour advertisement");
  }

  private void send(
      NetDevice device,
      Ipv6Address source,
      Ipv6Address destination,
      Icmpv6Message message,
      String title) {
    stack
        .output()
        .sendOnLink(device, Ipv6Packet.of(source, destination, HOP_LIMIT, message), title);
  }
}
