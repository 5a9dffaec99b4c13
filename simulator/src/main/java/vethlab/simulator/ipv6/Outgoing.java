package vethlab.simulator.ipv6;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;

/// What is decided about a packet that leaves (`skb_dst`). Over the loopback device it goes with
/// the packet, which then needs no second look at the routes.
///
/// @param way the way that was found; null for a message to a link, which needs none
/// @param device the device by which it leaves
/// @param loop whether members on this host get a copy of what goes to a group
/// @param confirm whether the sender knows that the neighbour is there
/// @param in where a packet of another host came in, or null
record Outgoing(
    Ipv6Way.@Nullable Found way,
    NetDevice device,
    boolean loop,
    boolean confirm,
    @Nullable NetDevice in)
    implements SocketBuffer.Attachment {

  static Outgoing onLink(NetDevice device) {
    return new Outgoing(null, device, false, false, null);
  }

  static Outgoing by(Ipv6Way.Found way, boolean loop, boolean confirm) {
    return new Outgoing(way, way.output(), loop, confirm, null);
  }

  static Outgoing through(NetDevice in, Ipv6Way.Found way) {
    return new Outgoing(way, way.output(), true, false, in);
  }

  Outgoing withWay(Ipv6Way.Found other) {
    return new Outgoing(other, other.output(), loop, confirm, in);
  }

  /// The neighbour that the packet is handed to.
  Ipv6Address nextHop(Ipv6Packet packet) {
    return way == null ? packet.destination() : way.nextHop(packet.destination());
  }

  /// The longest packet, in octets.
  int mtu() {
    return way == null ? Integer.MAX_VALUE : way.mtu();
  }

  static Outgoing of(SocketBuffer buffer) {
    Outgoing outgoing = buffer.attachment(Outgoing.class);
    if (outgoing == null) {
      throw new IllegalStateException("a packet on its way out without a way");
    }
    return outgoing;
  }

  @Override
  public Outgoing fork(Fork fork) {
    return new Outgoing(
        way == null ? null : way.fork(fork), fork.of(device), loop, confirm, fork.ofNullable(in));
  }
}
