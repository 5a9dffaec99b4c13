package vethlab.simulator.ipv6;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.trace.Branch;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.Ending;
import vethlab.simulator.trace.IpStep;

/// The way of a packet out (`net/ipv6/ip6_output.c`).
final class Ipv6Output implements Forkable {

  private final Ipv6Stack stack;

  Ipv6Output(Ipv6Stack stack) {
    this.stack = stack;
  }

  private Ipv6Output(Ipv6Output original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
  }

  @Override
  public Ipv6Output fork(Fork fork) {
    return new Ipv6Output(this, fork);
  }

  // ---- What this host sends ----

  /// Sends a message that belongs to one link, without asking the routes (`ndisc_send_skb`,
  /// `mld_sendpack`).
  void sendOnLink(NetDevice device, Ipv6Packet packet, String title) {
    SocketBuffer buffer =
        new SocketBuffer(
            EthernetFrame.unaddressed(packet), device, stack.devices().core().begin(title));
    buffer.attach(Outgoing.onLink(device));
    localOut(buffer);
  }

  /// Finds the way and the source address (`ip6_dst_lookup_tail`).
  Ipv6Sent resolve(Ipv6Request request) {
    NetDevice device = request.device();
    Ipv6Address source = request.source();
    Ipv6Way way = stack.router().output(query(request, source), request.bound());
    if (source.isUnspecified()) {
      Ipv6Address chosen = chooseSource(way, request.destination());
      if (chosen == null) {
        return new Ipv6Sent.Failed(
            Errno.EADDRNOTAVAIL, null, "an address of this host to send from");
      }
      source = chosen;
      if (way instanceof Ipv6Way.Refused) {
        boolean strict = request.bound() || device != null;
        way = stack.router().output(query(request, chosen), strict);
      }
    }
    return switch (way) {
      case Ipv6Way.Found found -> new Ipv6Sent.Routed(found, source);
      case Ipv6Way.Refused refused ->
          new Ipv6Sent.Failed(
              refused.errno(),
              refused.knownOrigin(),
              refused.route() == null ? "a route to " + request.destination() : null);
    };
  }

  private static RouteQuery query(Ipv6Request request, Ipv6Address source) {
    NetDevice device = request.device();
    return RouteQuery.output(request.destination(), source)
        .withOif(device == null ? 0 : device.index())
        .withMark(request.mark())
        .withTransport(
            request.transport().protocol(),
            Multipath.sourcePort(request.transport()),
            Multipath.destinationPort(request.transport()));
  }

  private @Nullable Ipv6Address chooseSource(Ipv6Way way, Ipv6Address destination) {
    if (!(way instanceof Ipv6Way.Found found)) {
      return SourceAddressSelection.select(destination, null, stack.all());
    }
    Ipv6Address preferred = found.preferredSource();
    return preferred != null
        ? preferred
        : SourceAddressSelection.select(destination, found.device(), stack.all());
  }

  /// Sends a packet (`ip6_send_skb`, `ip6_xmit`).
  Ipv6Sent send(Ipv6Request request) {
    return switch (resolve(request)) {
      case Ipv6Sent.Routed routed -> send(request, routed);
      case Ipv6Sent.Failed failed -> {
        refuse(request, failed);
        yield failed;
      }
      case Ipv6Sent.TooLong tooLong -> tooLong;
    };
  }

  private void refuse(Ipv6Request request, Ipv6Sent.Failed failed) {
    stack.devices().core().count(DropReason.IP_OUTNOROUTES);
    Branch branch = stack.devices().core().begin(request.title());
    if (branch != null) {
      branch.end(
          new Ending.Dropped(
              DropReason.IP_OUTNOROUTES,
              stack.devices().namespaceName(),
              failed.origin(),
              failed.missing()));
    }
  }

  private Ipv6Sent send(Ipv6Request request, Ipv6Sent.Routed routed) {
    Ipv6Way.Found way = routed.way();
    Ipv6Packet packet = packet(request, routed);
    if (request.dontFragment() && packet.length() > way.mtu()) {
      return new Ipv6Sent.TooLong(way.mtu());
    }
    SocketBuffer buffer =
        new SocketBuffer(
            EthernetFrame.unaddressed(packet),
            way.output(),
            stack.devices().core().begin(request.title()));
    buffer.setMark(request.mark());
    trace(buffer, way, packet.destination());
    buffer.attach(Outgoing.by(way, request.loopGroups(), request.confirm()));
    return localOut(buffer)
        ? routed
        : new Ipv6Sent.Failed(Errno.EPERM, null, "leave of the OUTPUT rules");
  }

  private Ipv6Packet packet(Ipv6Request request, Ipv6Sent.Routed routed) {
    int hopLimit = request.hopLimit();
    if (hopLimit < 0) {
      hopLimit = request.destination().isMulticast() ? 1 : routed.way().hopLimit();
    }
    return new Ipv6Packet(
        routed.source(),
        request.destination(),
        request.trafficClass(),
        flowLabel(request, routed.source()),
        hopLimit,
        request.extensions(),
        request.transport());
  }

  private int flowLabel(Ipv6Request request, Ipv6Address source) {
    long mode = stack.settings().number("auto_flowlabels");
    // 1: on unless a socket says no; 3: on whatever it says. 2: off unless it says yes.
    if (request.flowLabel() != 0 || mode == 0 || mode == 2) {
      return request.flowLabel();
    }
    int label =
        FlowLabels.automatic(
            stack.secret(), source, request.destination(), request.transport(), request.flowHash());
    return stack.settings().isOn("flowlabel_state_ranges") ? label | 0x8_0000 : label;
  }

  /// @return false if a hook stopped the packet (`ip6_local_out`)
  private boolean localOut(SocketBuffer buffer) {
    if (!stack.passes(Ipv6Hooks.Place.LOCAL_OUT, buffer, null, Outgoing.of(buffer).device())) {
      return false;
    }
    Outgoing outgoing = Outgoing.of(buffer);
    if (outgoing.way() != null && outgoing.way().kind() == Ipv6Way.Kind.NOTHING) {
      stack.icmp().error(buffer, Icmpv6Message.UNREACHABLE, Icmpv6Message.Error.NO_ROUTE, 0);
      buffer.drop(
          DropReason.IP_OUTNOROUTES, outgoing.way().route().origin(), "a device behind the route");
    } else {
      output(buffer, outgoing);
    }
    return true;
  }

  /// Looks for the way of a packet of this host anew, after a hook changed it
  /// (`ip6_route_me_harder`).
  ///
  /// @return false if there is none, and the packet has ended
  boolean reroute(SocketBuffer buffer) {
    Ipv6Packet packet = Ipv6Input.packetOf(buffer);
    Outgoing outgoing = Outgoing.of(buffer);
    boolean strict = AddressScope.needsDevice(packet.destination());
    RouteQuery query =
        RouteQuery.output(packet.destination(), packet.source())
            .withOif(strict ? outgoing.device().index() : 0)
            .withMark(buffer.mark())
            .withTransport(
                packet.protocol(),
                Multipath.sourcePort(packet.transport()),
                Multipath.destinationPort(packet.transport()));
    return switch (stack.router().output(query, false)) {
      case Ipv6Way.Found found -> {
        buffer.attach(outgoing.withWay(found));
        buffer.setDevice(found.output());
        trace(buffer, found, packet.destination());
        yield true;
      }
      case Ipv6Way.Refused refused -> {
        buffer.drop(
            DropReason.IP_OUTNOROUTES,
            refused.knownOrigin(),
            refused.route() == null ? "a route to " + packet.destination() : null);
        yield false;
      }
    };
  }

  // ---- What this host passes on ----

  /// Sends on a packet of another host; what is too long was refused before.
  void forward(SocketBuffer buffer, NetDevice in, Ipv6Way.Found way) {
    Outgoing outgoing = Outgoing.through(in, way);
    buffer.attach(outgoing);
    if (stack.passes(Ipv6Hooks.Place.FORWARD, buffer, in, outgoing.device())) {
      output(buffer, Outgoing.of(buffer));
    }
  }

  // ---- Common (ip6_output) ----

  private void output(SocketBuffer buffer, Outgoing outgoing) {
    NetDevice device = outgoing.device();
    buffer.setDevice(device);
    if (isDisabled(device)) {
      buffer.drop(DropReason.IPV6DISABLED, null, "disable_ipv6 0 on " + device.name());
    } else if (stack.passes(Ipv6Hooks.Place.POST_ROUTING, buffer, outgoing.in(), device)) {
      finish(buffer, outgoing);
    }
  }

  /// Cuts what is too long for its way (`ip6_finish_output`, `ip6_fragment`).
  private void finish(SocketBuffer buffer, Outgoing outgoing) {
    Ipv6Packet packet = Ipv6Input.packetOf(buffer);
    if (packet.length() <= outgoing.mtu() || outgoing.in() != null) {
      hand(buffer, packet, outgoing, outgoing.confirm());
      return;
    }
    long identification = 1 + stack.devices().core().randomness().below(0xffff_ffffL);
    ImmutableList<Ipv6Packet> pieces = Fragmentation.cut(packet, outgoing.mtu(), identification);
    for (Ipv6Packet piece : pieces) {
      SocketBuffer one = buffer.copy("fragment");
      one.setPayload(piece);
      hand(one, piece, outgoing, false);
    }
    buffer.replaced(pieces.size() + " fragments");
  }

  /// Hands a packet to the neighbour layer (`ip6_finish_output2`); members of the group on this
  /// host get a copy.
  private void hand(SocketBuffer buffer, Ipv6Packet packet, Outgoing outgoing, boolean confirm) {
    NetDevice device = outgoing.device();
    Ipv6Address destination = packet.destination();
    if (destination.isMulticast() && !device.flags().isLoopback()) {
      Ipv6Device owner = stack.find(device);
      if (outgoing.loop() && owner != null && owner.multicast().isMember(destination)) {
        loopBack(buffer.copy("copy for this host"), device);
      }
      if (AddressScope.of(destination) <= AddressScope.INTERFACE_LOCAL) {
        buffer.delivered("this host only");
        return;
      }
    }
    stack.neighbours().resolve(device, outgoing.nextHop(packet), buffer, confirm);
  }

  private void loopBack(SocketBuffer copy, NetDevice device) {
    if (stack.passes(Ipv6Hooks.Place.POST_ROUTING, copy, null, device)) {
      device.loopBack(copy);
    }
  }

  private boolean isDisabled(NetDevice device) {
    Ipv6Device owner = stack.find(device);
    return owner == null || owner.isDisabled();
  }

  static void trace(SocketBuffer buffer, Ipv6Way.Found way, Ipv6Address destination) {
    if (buffer.isTraced()) {
      buffer.trace(
          new IpStep.Routed(
              buffer.device().table().namespaceName(),
              destination.toString(),
              way.toString(),
              way.choices()));
    }
  }
}
