package vethlab.simulator.ipv4;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.fib.RouteScope;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.ipv4.Ipv4Hooks.Place;
import vethlab.simulator.ipv4.Ipv4Request.Fragmentation;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.IgmpMessage;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.trace.Branch;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.Ending;
import vethlab.simulator.trace.IpStep;

/// The way of packets out of this host (`ip_output.c`): header, hooks, fragments, neighbour.
final class Ipv4Output {

  /// The bits of the type of service that routes look at (`IPTOS_RT_MASK`).
  static final int ROUTE_TOS = 0x1c;

  /// The least MTU with which IPv4 works (`IPV4_MIN_MTU`).
  static final int LEAST_MTU = 68;

  private final Ipv4Stack stack;

  Ipv4Output(Ipv4Stack stack) {
    this.stack = stack;
  }

  // ---- For sockets ----

  SendResult send(Ipv4Request request) {
    RouteDecision decision = stack.routing().output(query(request), request.freeSource());
    return switch (decision) {
      case RouteDecision.Refused refused -> refuse(request, refused);
      case RouteDecision.Routed(PacketRoute route) -> send(request, route);
    };
  }

  private static RouteQuery query(Ipv4Request request) {
    Ipv4Address source = request.source();
    int device = request.boundDevice();
    if (request.destination().isMulticast()) {
      if (device == 0) {
        device = request.multicastDevice();
      }
      if (source.isUnspecified() && request.multicastSource() != null) {
        source = request.multicastSource();
      }
    }
    int ports = MultipathChoice.ports(request.transport());
    return RouteQuery.output(request.destination(), source)
        .withTos(request.trafficClass() & ROUTE_TOS)
        .withOif(device)
        .withMark(request.mark())
        .withMinimumScope(request.onlyLink() ? RouteScope.LINK : RouteScope.UNIVERSE)
        .withTransport(request.transport().protocol(), ports >>> 16, ports & 0xffff);
  }

  private SendResult refuse(Ipv4Request request, RouteDecision.Refused refused) {
    stack.core().count(refused.reason());
    recordRefusal(request.title(), refused);
    return new SendResult.Refused(refused.errno(), refused.origin(), refused.missing(), 0);
  }

  /// Notes in the trace that a packet was not sent for want of a route.
  void recordRefusal(String title, RouteDecision.Refused refused) {
    Branch branch = stack.core().begin(title);
    if (branch != null) {
      branch.end(
          new Ending.Dropped(
              refused.reason(),
              stack.devices().namespaceName(),
              refused.origin(),
              refused.missing()));
    }
  }

  private SendResult send(Ipv4Request request, PacketRoute route) {
    if (route.type() == RouteType.BROADCAST && !request.broadcast()) {
      return new SendResult.Refused(Errno.EACCES, null, "leave to broadcast (SO_BROADCAST)", 0);
    }
    Fragmentation how = request.fragmentation();
    int mtu = how.usesPath() ? route.mtu() : route.device().mtu();
    if (mtu < LEAST_MTU) {
      return new SendResult.Refused(
          Errno.ENETUNREACH, route.device().origin(), "an MTU of 68 or more", 0);
    }
    int length =
        Ipv4Packet.HEADER_LENGTH + request.options().length() + request.transport().length();
    int longest = how.splitsHere() ? Ipv4Routing.LONGEST : mtu;
    if (length > longest) {
      int room = mtu - request.options().length();
      return new SendResult.Refused(Errno.EMSGSIZE, route.device().origin(), null, room);
    }
    Ipv4Packet packet = packet(request, route, length);
    PacketControl control =
        new PacketControl(
            how.splitsHere(), how.usesPath(), request.confirm(), request.multicastLoop());
    boolean passed = localOut(packet, route, control, request.mark(), request.title());
    return passed
        ? new SendResult.Sent(route)
        : new SendResult.Refused(Errno.EPERM, null, "leave of the OUTPUT rules", 0);
  }

  /// The packet with its header (`__ip_make_skb`).
  private Ipv4Packet packet(Ipv4Request request, PacketRoute route, int length) {
    Fragmentation how = request.fragmentation();
    boolean mayNot =
        switch (how) {
          case FORBIDDEN, PROBE -> true;
          case PATH -> length <= route.mtu() && !route.mtuLocked();
          case ALLOWED, INTERFACE, OMIT -> false;
        };
    Ipv4Address destination = destination(request.destination(), route);
    int number = request.identification();
    if (number < 0) {
      number =
          mayNot && !how.splitsHere()
              ? 0
              : stack.numbers().next(route.source(), destination, request.transport().protocol());
    }
    return new Ipv4Packet(
        route.source(),
        destination,
        request.trafficClass(),
        number & 0xffff,
        mayNot,
        false,
        0,
        ttl(request.ttl(), route),
        request.options(),
        request.transport());
  }

  /// 0.0.0.0 is this host.
  private static Ipv4Address destination(Ipv4Address wanted, PacketRoute route) {
    return wanted.isUnspecified() ? route.source() : wanted;
  }

  private int ttl(int wanted, PacketRoute route) {
    if (wanted != 0) {
      return wanted;
    }
    if (route.type() == RouteType.MULTICAST) {
      return 1;
    }
    int metric =
        route.route() == null
            ? 0
            : route.route().metrics().get(vethlab.simulator.fib.RouteMetric.HOPLIMIT);
    return metric != 0 ? metric : (int) stack.settings().number("ip_default_ttl");
  }

  // ---- For ICMP and IGMP ----

  /// Sends a message of the kernel's own: fragmentation allowed, default TTL.
  void sendIcmp(
      IcmpMessage message, PacketRoute route, Ipv4Address destination, int tos, String title) {
    Ipv4Address source = route.source();
    Ipv4Packet packet =
        new Ipv4Packet(
            source,
            destination,
            tos,
            stack.numbers().next(source, destination, IpProtocol.ICMP),
            false,
            false,
            0,
            ttl(0, route),
            vethlab.simulator.packet.Bytes.EMPTY,
            message);
    localOut(packet, route, new PacketControl(true, true, false, true), 0, title);
  }

  /// Sends a message about the groups of a device (`igmpv3_newpack`).
  void sendIgmp(Ipv4Interface on, IgmpMessage message, Ipv4Address destination, int tos) {
    RouteQuery query =
        RouteQuery.output(destination, Ipv4Address.ANY)
            .withOif(on.device().index())
            .withTransport(IpProtocol.IGMP, 0, 0);
    if (!(stack.routing().output(query, false) instanceof RouteDecision.Routed routed)) {
      return;
    }
    PacketRoute route = routed.route();
    boolean version3 = message instanceof IgmpMessage.Version3Report;
    boolean ownAddress =
        on.addresses.stream().anyMatch(each -> each.local().equals(route.source()));
    Ipv4Packet packet =
        new Ipv4Packet(
            version3 && !ownAddress ? Ipv4Address.ANY : route.source(),
            destination,
            tos,
            0,
            true,
            false,
            0,
            1,
            Ipv4Packet.ROUTER_ALERT,
            message);
    localOut(packet, route, PacketControl.NONE, 0, version3 ? "IGMPv3 report" : "IGMP message");
  }

  // ---- Common ----

  /// Starts a packet on its way (`ip_local_out`).
  ///
  /// @return false if a hook at LOCAL_OUT stopped it
  private boolean localOut(
      Ipv4Packet packet, PacketRoute route, PacketControl control, int mark, String title) {
    SocketBuffer buffer =
        new SocketBuffer(
            EthernetFrame.unaddressed(packet), route.device(), stack.core().begin(title));
    buffer.setMark(mark);
    buffer.attach(route);
    buffer.attach(control);
    if (buffer.isTraced()) {
      buffer.trace(routed(route, packet.destination()));
    }
    if (!stack.passes(Place.LOCAL_OUT, buffer, null, route.device())) {
      return false;
    }
    output(buffer);
    return true;
  }

  IpStep.Routed routed(PacketRoute route, Ipv4Address destination) {
    return new IpStep.Routed(
        stack.devices().namespaceName(),
        destination.toString(),
        RouteText.of(route, stack),
        route.choices());
  }

  /// Sends a routed packet: to the wire, and to this host too if it takes a copy (`ip_output`,
  /// `ip_mc_output`).
  void output(SocketBuffer buffer) {
    PacketRoute route = routeOf(buffer);
    NetDevice device = route.device();
    @Nullable NetDevice in = buffer.attachment(Forwarded.class) == null ? null : buffer.device();
    buffer.setDevice(device);
    boolean toMany = route.type() == RouteType.BROADCAST || route.type() == RouteType.MULTICAST;
    if (toMany && route.delivered() && !device.flags().isLoopback()) {
      if (route.type() == RouteType.BROADCAST || PacketControl.of(buffer).loop()) {
        SocketBuffer copy = buffer.copy("copy for this host");
        copy.attach(route.withIncoming(0)); // it comes in on the device that it leaves by
        loopBack(copy, device);
      }
      if (route.type() == RouteType.MULTICAST && packetOf(buffer).ttl() == 0) {
        buffer.delivered("this host only (TTL 0)");
        return;
      }
    }
    if (stack.passes(Place.POST_ROUTING, buffer, in, device)) {
      finish(buffer);
    }
  }

  /// Lets this host receive what it sends to many (`dev_loopback_xmit`).
  private void loopBack(SocketBuffer copy, NetDevice device) {
    if (stack.passes(Place.POST_ROUTING, copy, null, device)) {
      device.loopBack(copy);
    }
  }

  /// Fragments the packet if it is too long (`ip_finish_output`).
  private void finish(SocketBuffer buffer) {
    PacketRoute route = routeOf(buffer);
    PacketControl control = PacketControl.of(buffer);
    int mtu = route.mtu();
    if (!control.usesPath()) {
      mtu = route.device().mtu();
    } else if (buffer.attachment(Forwarded.class) != null) {
      mtu = route.forwardMtu();
    }
    Ipv4Packet packet = packetOf(buffer);
    if (packet.length() <= mtu) {
      toNeighbour(buffer, route, packet);
      return;
    }
    if (packet.dontFragment() && !control.splitsHere()) {
      stack
          .icmp()
          .sendError(buffer, IcmpMessage.UNREACHABLE, IcmpMessage.Error.FRAGMENTATION_NEEDED, mtu);
      buffer.drop(DropReason.PKT_TOO_BIG, route.device().origin(), "an MTU of " + packet.length());
      return;
    }
    if (mtu < packet.headerLength() + 8) {
      buffer.drop(DropReason.PKT_TOO_BIG, route.device().origin(), "a larger MTU");
      return;
    }
    for (Ipv4Packet piece : Fragmenter.split(packet, mtu)) {
      SocketBuffer fragment = buffer.copy("fragment at " + 8 * piece.fragmentOffset());
      fragment.setPayload(piece);
      toNeighbour(fragment, route, piece);
    }
    buffer.replaced("its fragments");
  }

  private void toNeighbour(SocketBuffer buffer, PacketRoute route, Ipv4Packet packet) {
    IpAddress nextHop = route.nextHop(packet.destination());
    stack.neighbours().resolve(route.device(), nextHop, buffer, PacketControl.of(buffer).confirm());
  }

  static PacketRoute routeOf(SocketBuffer buffer) {
    PacketRoute route = buffer.attachment(PacketRoute.class);
    if (route == null) {
      throw new IllegalStateException("a packet on its way out without a route");
    }
    return route;
  }

  static Ipv4Packet packetOf(SocketBuffer buffer) {
    if (buffer.frame().payload() instanceof Ipv4Packet packet) {
      return packet;
    }
    throw new IllegalStateException("not an IPv4 packet: " + buffer.frame());
  }
}
