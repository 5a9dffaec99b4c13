package vethlab.simulator.ipv4;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.PacketType;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.fib.RouteResult;
import vethlab.simulator.fib.RouteScope;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.packet.Transport;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.IpStep;

/// Answers echo requests, and sends and understands errors (`icmp.c`; RFC 792, RFC 1122, 3.2.2).
final class Icmp implements TransportHandler {

  private static final int PRECEDENCE = 0xc0;
  private static final int TOS = 0x1e;
  private static final int REASSEMBLY_TIME_EXCEEDED = 1;
  private static final int HIGHEST_KNOWN_TYPE = 18;
  private static final int TIMESTAMP = 13;
  private static final int HIGHEST_UNREACHABLE_CODE = 15;

  /// The source of errors of a host without addresses (RFC 7600, 4.8).
  private static final Ipv4Address DUMMY = new Ipv4Address(0xc000_0008);

  private static final Duration REDIRECT_LIFETIME = Duration.ofSeconds(300);

  private final Ipv4Stack stack;

  Icmp(Ipv4Stack stack) {
    this.stack = stack;
  }

  private Icmp(Icmp original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
  }

  @Override
  public Icmp fork(Fork fork) {
    return new Icmp(this, fork);
  }

  // ---- Receiving ----

  @Override
  public void receive(Ipv4Packet packet, SocketBuffer buffer) {
    if (packet.transport() instanceof Transport.BadChecksum) {
      buffer.drop(DropReason.ICMP_CSUM);
      return;
    }
    if (!(packet.transport() instanceof IcmpMessage message)) {
      buffer.drop(DropReason.PKT_TOO_SMALL);
      return;
    }
    if (message.type() > HIGHEST_KNOWN_TYPE) {
      buffer.drop(DropReason.UNHANDLED_PROTO);
      return;
    }
    PacketRoute route = Ipv4Output.routeOf(buffer);
    if (route.type() == RouteType.BROADCAST || route.type() == RouteType.MULTICAST) {
      boolean question = message.type() == IcmpMessage.ECHO_REQUEST || message.type() == TIMESTAMP;
      if (!question) {
        buffer.drop(DropReason.INVALID_PROTO);
        return;
      }
      if (stack.settings().isOn("icmp_echo_ignore_broadcasts")) {
        buffer.drop(
            DropReason.INVALID_PROTO,
            buffer.device().origin(),
            "net.ipv4.icmp_echo_ignore_broadcasts=0");
        return;
      }
    }
    switch (message) {
      case IcmpMessage.Echo echo -> receiveEcho(echo, packet, buffer, route);
      case IcmpMessage.Error error -> receiveError(error, packet, buffer);
      case IcmpMessage.Other other -> {
        if (other.type() == TIMESTAMP) {
          throw new NotModelled("ICMP timestamp requests");
        }
        buffer.delivered("ICMP");
      }
    }
  }

  private void receiveEcho(
      IcmpMessage.Echo echo, Ipv4Packet packet, SocketBuffer buffer, PacketRoute route) {
    if (!echo.request()) {
      RawHandler raw = stack.rawHandler();
      if (raw == null || !raw.deliverEchoReply(packet, buffer)) {
        buffer.delivered("ICMP");
      }
      return;
    }
    if (stack.settings().isOn("icmp_echo_ignore_all")) {
      buffer.drop(DropReason.SILENCED, buffer.device().origin(), "net.ipv4.icmp_echo_ignore_all=0");
      return;
    }
    if (buffer.isTraced()) {
      buffer.trace(new IpStep.Answered(buffer.device().place(), "echo request answered"));
    }
    stack.core().because(buffer.branch(), () -> reply(echo.reply(), packet, buffer, route));
    buffer.delivered("ICMP");
  }

  /// Answers from the address that was asked, or from the one that leads to the asker
  /// (`icmp_reply`).
  private void reply(
      IcmpMessage answer, Ipv4Packet packet, SocketBuffer buffer, PacketRoute route) {
    boolean toMany = route.type() == RouteType.BROADCAST || route.type() == RouteType.MULTICAST;
    Ipv4Address source = toMany ? specificDestination(packet, buffer) : packet.destination();
    RouteQuery query =
        RouteQuery.output(packet.source(), source)
            .withTos(packet.trafficClass() & Ipv4Output.ROUTE_TOS)
            .withMark(replyMark(buffer))
            .withTransport(IpProtocol.ICMP, 0, 0);
    String title = answer.type() == IcmpMessage.ECHO_REPLY ? "echo reply" : "ICMP reply";
    switch (stack.routing().output(query, false)) {
      case RouteDecision.Routed(PacketRoute back) ->
          stack.output().sendIcmp(answer, back, packet.source(), packet.trafficClass(), title);
      case RouteDecision.Refused refused -> stack.output().recordRefusal(title, refused);
    }
  }

  private int replyMark(SocketBuffer buffer) {
    return stack.settings().isOn("fwmark_reflect") ? buffer.mark() : 0;
  }

  /// The address of this host that a packet to many was meant for (`fib_compute_spec_dst`).
  private Ipv4Address specificDestination(Ipv4Packet packet, SocketBuffer buffer) {
    NetDevice device = buffer.device();
    if (packet.source().isZeroNet()) {
      return stack.selection().select(device, packet.source(), RouteScope.LINK);
    }
    RouteQuery query =
        RouteQuery.output(packet.source(), Ipv4Address.ANY)
            .withTos(packet.trafficClass() & Ipv4Output.ROUTE_TOS);
    return stack.fib().lookup(query) instanceof RouteResult.Found found
        ? stack.routing().preferredSource(found)
        : stack.selection().select(device, packet.source(), RouteScope.UNIVERSE);
  }

  // ---- Errors received ----

  private void receiveError(IcmpMessage.Error error, Ipv4Packet packet, SocketBuffer buffer) {
    if (!(Quotes.read(error) instanceof Ipv4Packet quoted)) {
      buffer.drop(DropReason.IP_INHDR);
      return;
    }
    boolean ignored =
        switch (error.type()) {
          case IcmpMessage.UNREACHABLE -> error.code() > HIGHEST_UNREACHABLE_CODE;
          case IcmpMessage.TIME_EXCEEDED -> error.code() == REASSEMBLY_TIME_EXCEEDED;
          default -> false;
        };
    boolean bogus =
        !stack.settings().isOn("icmp_ignore_bogus_error_responses")
            && error.type() != IcmpMessage.REDIRECT
            && stack.typeOf(quoted.destination()) == RouteType.BROADCAST;
    if (ignored || bogus || quoted.transport().length() < 8) {
      buffer.delivered("ICMP");
      return;
    }
    RawHandler raw = stack.rawHandler();
    boolean believed = raw != null && raw.error(error, quoted, packet, buffer);
    TransportHandler handler = stack.transport(quoted.protocol());
    believed |= handler != null && handler.error(error, quoted, packet, buffer);
    if (believed) {
      learn(error, quoted, packet, buffer);
    }
    buffer.delivered("ICMP");
  }

  /// Errors about answers that this host gave are believed; those about questions are the sockets'
  /// (`icmp_err`).
  @Override
  public boolean error(
      IcmpMessage.Error error, Ipv4Packet quoted, Ipv4Packet outer, SocketBuffer buffer) {
    return quoted.transport() instanceof Transport.Raw raw
        && raw.data().length() > 0
        && raw.data().at(0) == IcmpMessage.ECHO_REPLY;
  }

  private void learn(
      IcmpMessage.Error error, Ipv4Packet quoted, Ipv4Packet packet, SocketBuffer buffer) {
    if (error.type() == IcmpMessage.REDIRECT) {
      learnRedirect(error, quoted, packet, buffer);
    } else if (error.type() == IcmpMessage.UNREACHABLE
        && error.code() == IcmpMessage.Error.FRAGMENTATION_NEEDED
        && stack.settings().number("ip_no_pmtu_disc") == 0) {
      learnMtu(error.rest() & 0xffff, quoted, buffer);
    }
  }

  /// Takes the MTU that a router names for the way to a destination (`__ip_rt_update_pmtu`).
  private void learnMtu(int mtu, Ipv4Packet quoted, SocketBuffer buffer) {
    RouteQuery query = about(quoted);
    if (!(stack.routing().output(query, false) instanceof RouteDecision.Routed routed)
        || routed.route().mtuLocked()
        || routed.route().mtu() < mtu
        || !(stack.fib().lookup(query) instanceof RouteResult.Found found)) {
      return;
    }
    int least = (int) stack.settings().number("route/min_pmtu");
    boolean locked = mtu < least;
    int learned = locked ? Math.min(routed.route().mtu(), least) : mtu;
    Duration lifetime = Duration.ofSeconds(stack.settings().number("route/mtu_expires"));
    for (var hop : found.route().nextHops()) {
      stack.exceptions().mtu(hop, quoted.destination(), learned, locked, lifetime);
    }
    if (buffer.isTraced()) {
      buffer.trace(
          new IpStep.Answered(
              stack.devices().namespaceName(),
              "MTU to " + quoted.destination() + " is now " + learned));
    }
  }

  /// Takes a better router for a destination, if it is believable and there (`__ip_do_redirect`).
  private void learnRedirect(
      IcmpMessage.Error error, Ipv4Packet quoted, Ipv4Packet packet, SocketBuffer buffer) {
    Ipv4Address better = new Ipv4Address(error.rest());
    Ipv4Address before = packet.source();
    Ipv4Interface on = stack.find(buffer.device());
    RouteQuery query = about(quoted).withOif(buffer.device().index());
    if (error.code() > 3
        || on == null
        || !(stack.routing().output(query, false) instanceof RouteDecision.Routed routed)
        || !before.equals(routed.route().gateway())
        || better.equals(before)
        || !on.acceptsRedirects()
        || better.isMulticast()
        || better.isLimitedBroadcast()
        || better.isZeroNet()
        || !isBelievable(better, before, on)) {
      return;
    }
    NetDevice device = routed.route().device();
    var neighbour = stack.neighbours().lookupOrCreate(device, better);
    if (neighbour == null) {
      return;
    }
    if (!neighbour.state().isValid()) {
      // The router is asked first; the redirect counts when it comes again.
      stack.core().because(buffer.branch(), () -> stack.neighbours().touch(neighbour));
      return;
    }
    if (stack.fib().lookup(query) instanceof RouteResult.Found found) {
      stack.exceptions().redirect(found.nextHop(), quoted.destination(), better, REDIRECT_LIFETIME);
    }
  }

  private boolean isBelievable(Ipv4Address better, Ipv4Address before, Ipv4Interface on) {
    if (on.isOn(DeviceSetting.SHARED_MEDIA)) {
      return stack.typeOf(better) == RouteType.UNICAST;
    }
    return on.isOnLink(better, before)
        && (!on.isOn(DeviceSetting.SECURE_REDIRECTS) || isDefaultRouter(better, on));
  }

  private boolean isDefaultRouter(Ipv4Address router, Ipv4Interface on) {
    return stack.fib().tables().stream()
        .flatMap(table -> table.all().stream())
        .filter(route -> route.destination().length() == 0)
        .flatMap(route -> route.nextHops().stream())
        .anyMatch(hop -> hop.device() == on.device().index() && router.equals(hop.gateway()));
  }

  private static RouteQuery about(Ipv4Packet quoted) {
    return RouteQuery.output(quoted.destination(), quoted.source())
        .withTos(quoted.trafficClass() & Ipv4Output.ROUTE_TOS)
        .withTransport(quoted.protocol(), 0, 0);
  }

  // ---- Errors sent ----

  /// Tells the sender of `buffer` what became of it, if such packets are answered at all
  /// (`icmp_send`). The buffer goes on being the caller's.
  ///
  /// @param rest the four octets behind the checksum: gateway, MTU or pointer
  void sendError(SocketBuffer buffer, int type, int code, int rest) {
    PacketRoute route = buffer.attachment(PacketRoute.class);
    if (route != null) {
      send(buffer, route, type, code, rest);
    }
  }

  /// As [#sendError], for a packet from the wire that found no route.
  void sendErrorUnrouted(SocketBuffer buffer, int type, int code) {
    send(buffer, null, type, code, 0);
  }

  private void send(
      SocketBuffer buffer, @Nullable PacketRoute route, int type, int code, int rest) {
    Ipv4Packet packet = Ipv4Output.packetOf(buffer);
    if (!isAnswered(buffer, packet, route)) {
      return;
    }
    boolean limited = isLimited(type, code);
    if (limited && !buffer.device().flags().isLoopback() && !stack.limits().allowGlobally()) {
      return;
    }
    int tos = (packet.trafficClass() & TOS) | PRECEDENCE;
    RouteQuery query =
        RouteQuery.output(packet.source(), errorSource(packet, buffer, route))
            .withTos(tos & Ipv4Output.ROUTE_TOS)
            .withMark(replyMark(buffer))
            .withTransport(IpProtocol.ICMP, 0, 0);
    if (!(stack.routing().output(query, false) instanceof RouteDecision.Routed back)) {
      return;
    }
    PacketRoute way = back.route();
    if (limited && !way.device().flags().isLoopback() && !stack.limits().allow(packet.source())) {
      return;
    }
    if (Math.min(way.mtu(), 576) - 28 <= Ipv4Packet.HEADER_LENGTH) {
      return;
    }
    PacketRoute from = way.source().isUnspecified() ? way.withSource(DUMMY) : way;
    IcmpMessage.Error error =
        new IcmpMessage.Error(type, code, rest, Quotes.of(packet, way.mtu(), 0));
    if (buffer.isTraced()) {
      buffer.trace(
          new IpStep.Answered(buffer.device().place(), "ICMP " + ErrorNames.of(type, code)));
    }
    stack
        .core()
        .because(
            buffer.branch(),
            () ->
                stack
                    .output()
                    .sendIcmp(
                        error, from, packet.source(), tos, "ICMP " + ErrorNames.of(type, code)));
  }

  /// No error about what went to many, about later fragments, or about errors (RFC 1122, 3.2.2).
  private static boolean isAnswered(
      SocketBuffer buffer, Ipv4Packet packet, @Nullable PacketRoute route) {
    if (buffer.packetType() != PacketType.HOST || packet.fragmentOffset() != 0) {
      return false;
    }
    if (route != null
        && (route.type() == RouteType.BROADCAST || route.type() == RouteType.MULTICAST)) {
      return false;
    }
    return packet.protocol() != IpProtocol.ICMP
        || switch (packet.transport()) {
          case IcmpMessage.Echo ignored -> true;
          case IcmpMessage.Error ignored -> false;
          case IcmpMessage.Other other ->
              other.type() <= HIGHEST_KNOWN_TYPE && other.type() != IcmpMessage.REDIRECT;
          case Transport.Fragment piece ->
              piece.data().length() > 0 && isQuestion(piece.data().at(0));
          case Transport.Raw raw -> raw.data().length() > 0 && isQuestion(raw.data().at(0));
          case Transport.BadChecksum bad -> isQuestion(bad.data().at(0));
          default -> true;
        };
  }

  private static boolean isQuestion(int type) {
    return switch (type) {
      case IcmpMessage.UNREACHABLE,
          4,
          IcmpMessage.REDIRECT,
          IcmpMessage.TIME_EXCEEDED,
          IcmpMessage.PARAMETER_PROBLEM ->
          false;
      default -> type <= HIGHEST_KNOWN_TYPE;
    };
  }

  /// The address that was asked, if it is this host's; else open, so that the route chooses.
  private Ipv4Address errorSource(
      Ipv4Packet packet, SocketBuffer buffer, @Nullable PacketRoute route) {
    if (route != null && route.delivered()) {
      return packet.destination();
    }
    boolean input = route == null || route.input();
    return input && stack.settings().isOn("icmp_errors_use_inbound_ifaddr")
        ? stack.selection().select(inboundDevice(buffer, route), packet.source(), RouteScope.LINK)
        : Ipv4Address.ANY;
  }

  private NetDevice inboundDevice(SocketBuffer buffer, @Nullable PacketRoute route) {
    NetDevice device = route == null ? null : stack.devices().find(route.incoming());
    return device == null ? buffer.device() : device;
  }

  private boolean isLimited(int type, int code) {
    boolean pathMtu =
        type == IcmpMessage.UNREACHABLE && code == IcmpMessage.Error.FRAGMENTATION_NEEDED;
    return !pathMtu && (stack.settings().number("icmp_ratemask") >> type & 1) != 0;
  }
}
