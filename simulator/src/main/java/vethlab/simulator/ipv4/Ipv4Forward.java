package vethlab.simulator.ipv4;

import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.PacketType;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.ipv4.Ipv4Hooks.Place;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.IpStep;

/// Passes packets of others on (`ip_forward.c`).
final class Ipv4Forward {

  private static final int TTL_EXCEEDED = 0;
  private static final int REDIRECT_HOST = 1;

  private final Ipv4Stack stack;

  Ipv4Forward(Ipv4Stack stack) {
    this.stack = stack;
  }

  void forward(SocketBuffer buffer, Ipv4Packet packet, PacketRoute route) {
    NetDevice in = buffer.device();
    if (buffer.packetType() != PacketType.HOST) {
      buffer.drop(DropReason.NOT_SPECIFIED, null, "a frame to this host alone");
      return;
    }
    if (packet.ttl() <= 1) {
      stack.icmp().sendError(buffer, IcmpMessage.TIME_EXCEEDED, TTL_EXCEEDED, 0);
      buffer.drop(DropReason.IP_INHDR, null, "a TTL above 1");
      return;
    }
    if (packet.dontFragment() && packet.length() > route.forwardMtu()) {
      stack
          .icmp()
          .sendError(
              buffer,
              IcmpMessage.UNREACHABLE,
              IcmpMessage.Error.FRAGMENTATION_NEEDED,
              route.forwardMtu());
      buffer.drop(DropReason.PKT_TOO_BIG, route.device().origin(), "an MTU of " + packet.length());
      return;
    }
    Ipv4Packet passed = packet.withTtl(packet.ttl() - 1);
    buffer.setPayload(passed);
    buffer.attach(new Forwarded());
    if (route.wantsRedirect()) {
      redirect(buffer, passed, route);
    }
    if (buffer.isTraced()) {
      buffer.trace(new IpStep.Forwarded(in.place(), route.device().name(), passed.ttl()));
    }
    if (stack.passes(Place.FORWARD, buffer, in, route.device())) {
      stack.output().output(buffer);
    }
  }

  /// Tells the sender of the better router (`ip_rt_send_redirect`).
  private void redirect(SocketBuffer buffer, Ipv4Packet packet, PacketRoute route) {
    Ipv4Interface out = stack.find(route.device());
    if (out != null
        && out.isOn(DeviceSetting.SEND_REDIRECTS)
        && stack.limits().allowRedirect(packet.source())) {
      Ipv4Address better = Ipv4Routing.ipv4(route.nextHop(packet.destination()));
      stack.icmp().sendError(buffer, IcmpMessage.REDIRECT, REDIRECT_HOST, better.value());
    }
  }
}
