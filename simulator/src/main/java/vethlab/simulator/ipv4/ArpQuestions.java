package vethlab.simulator.ipv4;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fib.RouteScope;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.neighbour.Neighbour;
import vethlab.simulator.neighbour.NeighbourProtocol;
import vethlab.simulator.neighbour.NudState;
import vethlab.simulator.packet.ArpPacket;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.trace.DropReason;

/// Asks for neighbours by ARP (`arp_constructor`, `arp_solicit`, `arp_error_report`).
final class ArpQuestions implements NeighbourProtocol {

  private final Ipv4Stack stack;

  ArpQuestions(Ipv4Stack stack) {
    this.stack = stack;
  }

  private ArpQuestions(ArpQuestions original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
  }

  @Override
  public ArpQuestions fork(Fork fork) {
    return new ArpQuestions(this, fork);
  }

  /// A link with one other end needs one entry.
  @Override
  public IpAddress key(NetDevice device, IpAddress address) {
    return device.flags().isLoopback() || device.flags().isPointToPoint()
        ? Ipv4Address.ANY
        : address;
  }

  @Override
  public Start start(Neighbour neighbour) {
    NetDevice device = neighbour.device();
    Ipv4Address address = Ipv4Routing.ipv4(neighbour.address());
    RouteType type = stack.typeOf(address);
    if (type == RouteType.MULTICAST) {
      return new Start(NudState.NOARP, MacAddress.ofGroup(address));
    }
    if (device.flags().isNoArp() || device.flags().isLoopback()) {
      return new Start(NudState.NOARP, device.address());
    }
    if (type == RouteType.BROADCAST || device.flags().isPointToPoint()) {
      return new Start(NudState.NOARP, MacAddress.BROADCAST);
    }
    return Start.UNKNOWN;
  }

  @Override
  public void solicit(Neighbour neighbour, boolean unicast, @Nullable SocketBuffer packet) {
    NetDevice device = neighbour.device();
    Ipv4Interface on = stack.find(device);
    if (on == null) {
      return;
    }
    Ipv4Address target = Ipv4Routing.ipv4(neighbour.address());
    Ipv4Address source = announced(on, target, packet);
    if (source.isUnspecified()) {
      source = stack.selection().select(device, target, RouteScope.LINK);
    }
    Arp.send(
        device,
        unicast ? neighbour.mac() : MacAddress.BROADCAST,
        ArpPacket.request(device.address(), source, target),
        "ARP request");
  }

  /// The source of the packet that waits, if it may be told (`arp_announce`); else 0.0.0.0.
  private Ipv4Address announced(
      Ipv4Interface on, Ipv4Address target, @Nullable SocketBuffer packet) {
    if (packet == null || !(packet.frame().payload() instanceof Ipv4Packet waiting)) {
      return Ipv4Address.ANY;
    }
    Ipv4Address source = waiting.source();
    boolean mayTell =
        switch (on.get(DeviceSetting.ARP_ANNOUNCE)) {
          case 1 -> on.isOnLink(target, source);
          case 2 -> false;
          default -> true;
        };
    return mayTell && stack.typeOf(source) == RouteType.LOCAL ? source : Ipv4Address.ANY;
  }

  @Override
  public void unreachable(Neighbour neighbour, SocketBuffer packet) {
    stack.icmp().sendError(packet, IcmpMessage.UNREACHABLE, IcmpMessage.Error.HOST, 0);
    packet.drop(DropReason.NEIGH_FAILED, null, "an answer from " + neighbour.address());
  }

  @Override
  public boolean isMulticast(IpAddress address) {
    return address.isMulticast();
  }
}
