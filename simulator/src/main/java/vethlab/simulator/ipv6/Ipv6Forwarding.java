package vethlab.simulator.ipv6;

import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.PacketType;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.IpStep;

/// The way of a packet through a router (`ip6_forward`).
final class Ipv6Forwarding implements Forkable {

  private static final int HOP_LIMIT_EXCEEDED = 0;

  /// The code that is reserved today: the sender's address does not reach beyond its link.
  private static final int BEYOND_SCOPE = 2;

  private final Ipv6Stack stack;

  Ipv6Forwarding(Ipv6Stack stack) {
    this.stack = stack;
  }

  private Ipv6Forwarding(Ipv6Forwarding original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
  }

  @Override
  public Ipv6Forwarding fork(Fork fork) {
    return new Ipv6Forwarding(this, fork);
  }

  void forward(SocketBuffer buffer, Ipv6Packet packet, Ipv6Way.Found way) {
    if (!stack.settings().all().is(DeviceSetting.FORWARDING)) {
      buffer.drop(DropReason.FORWARDING_DISABLED, null, "net.ipv6.conf.all.forwarding = 1");
      return;
    }
    if (buffer.packetType() != PacketType.HOST) {
      buffer.drop(DropReason.NOT_SPECIFIED, null, "a frame addressed to this host's MAC");
      return;
    }
    if (packet.hopLimit() <= 1) {
      stack.icmp().error(buffer, Icmpv6Message.TIME_EXCEEDED, HOP_LIMIT_EXCEEDED, 0);
      buffer.drop(DropReason.IP_INHDR);
      return;
    }
    NetDevice in = Ipv6Input.incoming(buffer).device();
    NetDevice out = way.output();
    if (in == out) {
      stack
          .devices()
          .core()
          .because(
              buffer.branch(),
              () -> stack.icmp().redirect(buffer, packet, way, way.nextHop(packet.destination())));
    } else if (!mayCross(buffer, packet)) {
      return;
    }
    int mtu = Math.max(way.mtu(), Ipv6Stack.MINIMUM_MTU);
    if (packet.length() > mtu) {
      buffer.setDevice(out);
      stack.icmp().error(buffer, Icmpv6Message.PACKET_TOO_BIG, 0, mtu);
      buffer.drop(DropReason.PKT_TOO_BIG);
      return;
    }
    Ipv6Packet passed = packet.withHopLimit(packet.hopLimit() - 1);
    buffer.setPayload(passed);
    if (buffer.isTraced()) {
      buffer.trace(new IpStep.Forwarded(in.place(), out.name(), passed.hopLimit()));
    }
    stack.output().forward(buffer, in, way);
  }

  /// Whether the sender's address means anything on another link.
  private boolean mayCross(SocketBuffer buffer, Ipv6Packet packet) {
    Ipv6Address source = packet.source();
    if (source.isLinkLocal()) {
      stack.icmp().error(buffer, Icmpv6Message.UNREACHABLE, BEYOND_SCOPE, 0);
    } else if (!source.isUnspecified() && !source.isMulticast() && !source.isLoopback()) {
      return true;
    }
    buffer.drop(DropReason.IP_INADDRERRORS, null, "a source address that reaches further");
    return false;
  }
}
