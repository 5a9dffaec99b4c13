package vethlab.simulator.ipv4;

import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.PacketType;
import vethlab.simulator.device.ProtocolHandler;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.ipv4.Ipv4Hooks.Place;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Option;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.packet.Malformed;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.IpStep;

/// The way of packets into this host (`ip_input.c`): checks, hooks, route, delivery.
final class Ipv4Input implements ProtocolHandler {

  private final Ipv4Stack stack;
  private final Reassembly reassembly;

  Ipv4Input(Ipv4Stack stack) {
    this.stack = stack;
    this.reassembly = new Reassembly(stack);
  }

  private Ipv4Input(Ipv4Input original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
    this.reassembly = fork.of(original.reassembly);
  }

  @Override
  public Ipv4Input fork(Fork fork) {
    return new Ipv4Input(this, fork);
  }

  /// Takes a frame from a device (`ip_rcv`).
  @Override
  public void receive(SocketBuffer buffer) {
    if (buffer.packetType() == PacketType.OTHERHOST) {
      buffer.drop(DropReason.OTHERHOST);
      return;
    }
    switch (buffer.frame().payload()) {
      case Ipv4Packet ignored -> {
        if (stack.passes(Place.PRE_ROUTING, buffer, buffer.device(), null)) {
          route(buffer);
        }
      }
      case Malformed malformed ->
          buffer.drop(
              switch (malformed.kind()) {
                case RUNT, HEADER -> DropReason.IP_INHDR;
                case TRUNCATED -> DropReason.PKT_TOO_SMALL;
                case CHECKSUM -> DropReason.IP_CSUM;
              });
      default -> buffer.drop(DropReason.IP_INHDR);
    }
  }

  // ---- Routing ----

  /// Finds out where the packet goes, unless it comes from this host and knows (`ip_rcv_finish`).
  private void route(SocketBuffer buffer) {
    Ipv4Packet packet = Ipv4Output.packetOf(buffer);
    NetDevice device = buffer.device();
    Ipv4Interface on = stack.find(device);
    if (on == null) {
      buffer.drop(DropReason.NOT_SPECIFIED, device.origin(), "IPv4 on " + device.name());
      return;
    }
    boolean own = device.flags().isLoopback() || buffer.packetType() == PacketType.LOOPBACK;
    PacketRoute known = own ? buffer.attachment(PacketRoute.class) : null;
    if (known == null) {
      buffer.detach(PacketRoute.class);
      buffer.detach(PacketControl.class);
      buffer.detach(Forwarded.class);
      InputRouting.Question question = question(packet, buffer);
      switch (stack.inputRouting().decide(question, on)) {
        case RouteDecision.Routed(PacketRoute found) -> {
          known = found;
          buffer.attach(found);
          if (buffer.isTraced()) {
            buffer.trace(stack.output().routed(found, packet.destination()));
          }
        }
        case RouteDecision.Refused refused -> {
          refuse(buffer, refused, on);
          return;
        }
      }
    }
    if (!packet.options().isEmpty() && !acceptsOptions(packet, on)) {
      buffer.drop(
          DropReason.NOT_SPECIFIED, device.origin(), "accept_source_route on " + device.name());
      return;
    }
    boolean toMany = known.type() == RouteType.BROADCAST || known.type() == RouteType.MULTICAST;
    boolean frameToMany =
        buffer.packetType() == PacketType.BROADCAST || buffer.packetType() == PacketType.MULTICAST;
    if (!toMany && frameToMany && on.isOn(DeviceSetting.DROP_UNICAST_IN_L2_MULTICAST)) {
      buffer.drop(DropReason.UNICAST_IN_L2_MULTICAST);
      return;
    }
    if (known.delivered()) {
      deliver(buffer, packet);
    } else {
      stack.forward().forward(buffer, packet, known);
    }
  }

  private InputRouting.Question question(Ipv4Packet packet, SocketBuffer buffer) {
    boolean looksDeeper = stack.fib().looksAtTransport();
    return new InputRouting.Question(
        packet.destination(),
        packet.source(),
        packet.trafficClass() & Ipv4Output.ROUTE_TOS,
        buffer.mark(),
        packet.protocol(),
        looksDeeper ? MultipathChoice.ports(packet.transport()) : 0,
        true,
        MultipathChoice.Flow.of(packet, stack.settings().number("fib_multipath_hash_policy")));
  }

  /// Whether the options are well (`ip_rcv_options`): source routes are not followed by default.
  private static boolean acceptsOptions(Ipv4Packet packet, Ipv4Interface on) {
    for (Ipv4Option option : Ipv4Option.parse(packet.options())) {
      if (option.type() == Ipv4Option.LOOSE_SOURCE_ROUTE
          || option.type() == Ipv4Option.STRICT_SOURCE_ROUTE) {
        if (on.isOn(DeviceSetting.ACCEPT_SOURCE_ROUTE)) {
          throw new NotModelled("IPv4 source routes (accept_source_route is on)");
        }
        return false;
      }
    }
    return true;
  }

  /// Ends a packet that has no way, and tells its sender where a router does (`ip_error`).
  private void refuse(SocketBuffer buffer, RouteDecision.Refused refused, Ipv4Interface on) {
    if (on.isOn(DeviceSetting.FORWARDING)) {
      int code =
          switch (refused.errno()) {
            case EHOSTUNREACH -> IcmpMessage.Error.HOST;
            case ENETUNREACH -> IcmpMessage.Error.NETWORK;
            case EACCES -> IcmpMessage.Error.ADMINISTRATIVELY_PROHIBITED;
            default -> -1;
          };
      Ipv4Address sender = Ipv4Output.packetOf(buffer).source();
      if (code >= 0 && stack.limits().allowUnreachable(sender)) {
        stack.icmp().sendErrorUnrouted(buffer, IcmpMessage.UNREACHABLE, code);
      }
    }
    buffer.drop(refused.reason(), refused.origin(), refused.missing());
  }

  // ---- Delivery ----

  /// Gives a packet for this host to its protocol (`ip_local_deliver`).
  private void deliver(SocketBuffer buffer, Ipv4Packet packet) {
    Ipv4Packet whole = packet;
    if (packet.isFragment()) {
      whole = reassembly.add(buffer, packet);
      if (whole == null) {
        return;
      }
      buffer.setPayload(whole);
    }
    if (stack.passes(Place.LOCAL_IN, buffer, buffer.device(), null)) {
      deliverToProtocol(buffer, Ipv4Output.packetOf(buffer));
    }
  }

  private void deliverToProtocol(SocketBuffer buffer, Ipv4Packet packet) {
    if (buffer.isTraced()) {
      buffer.trace(
          new IpStep.DeliveredLocally(buffer.device().place(), Protocols.name(packet.protocol())));
    }
    RawHandler raw = stack.rawHandler();
    boolean taken = raw != null && raw.deliver(packet, buffer);
    TransportHandler handler = stack.transport(packet.protocol());
    if (handler != null) {
      handler.receive(packet, buffer);
    } else if (taken) {
      buffer.delivered("raw socket");
    } else {
      stack.icmp().sendError(buffer, IcmpMessage.UNREACHABLE, IcmpMessage.Error.PROTOCOL, 0);
      buffer.drop(DropReason.IP_NOPROTO, null, "protocol " + Protocols.name(packet.protocol()));
    }
  }
}
