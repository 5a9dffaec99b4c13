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
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.IpStep;
import vethlab.simulator.trace.Origin;

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
    if (isDisabled(device)) {
      buffer.drop(DropReason.IPV6DISABLED);
      return;
    }
    hand(buffer, packet, device, packet.destination(), false, false);
  }

  /// Finds the way and the source address (`ip6_dst_lookup_tail`).
  Ipv6Sent resolve(Ipv6Request request) {
    NetDevice device = request.device();
    RouteQuery query =
        RouteQuery.output(request.destination(), request.source())
            .withOif(device == null ? 0 : device.index())
            .withMark(request.mark())
            .withTransport(request.transport().protocol(), 0, 0);
    Ipv6Address source = request.source();
    Ipv6Way way = stack.router().output(query, request.bound());
    if (source.isUnspecified()) {
      Ipv6Address chosen = chooseSource(way, request.destination());
      if (chosen == null) {
        return new Ipv6Sent.Failed(Errno.EADDRNOTAVAIL, Origin.KERNEL);
      }
      source = chosen;
      if (way instanceof Ipv6Way.Refused) {
        RouteQuery again =
            RouteQuery.output(request.destination(), chosen)
                .withOif(query.oif())
                .withMark(query.mark())
                .withTransport(query.protocol(), 0, 0);
        way = stack.router().output(again, request.bound() || query.oif() != 0);
      }
    }
    return switch (way) {
      case Ipv6Way.Found found -> new Ipv6Sent.Routed(found, source);
      case Ipv6Way.Refused refused -> new Ipv6Sent.Failed(refused.errno(), refused.origin());
    };
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
    Ipv6Sent resolved = resolve(request);
    return resolved instanceof Ipv6Sent.Routed routed ? send(request, routed) : resolved;
  }

  private Ipv6Sent send(Ipv6Request request, Ipv6Sent.Routed routed) {
    Ipv6Packet packet = packet(request, routed);
    if (request.dontFragment() && packet.length() > routed.way().mtu()) {
      return new Ipv6Sent.TooLong(routed.way().mtu());
    }
    SocketBuffer buffer =
        new SocketBuffer(
            EthernetFrame.unaddressed(packet),
            routed.way().output(),
            stack.devices().core().begin(request.title()));
    buffer.setMark(request.mark());
    trace(buffer, routed.way(), packet.destination());
    output(buffer, packet, routed.way(), request);
    return routed;
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

  private void output(
      SocketBuffer buffer, Ipv6Packet packet, Ipv6Way.Found way, Ipv6Request request) {
    if (way.kind() == Ipv6Way.Kind.NOTHING) {
      stack.icmp().error(buffer, Icmpv6Message.UNREACHABLE, Icmpv6Message.Error.NO_ROUTE, 0);
      buffer.drop(DropReason.IP_OUTNOROUTES, way.route().origin(), "a device behind the route");
      return;
    }
    NetDevice device = way.output();
    if (way.isOwn()) {
      buffer.attach(new Ipv6Way.Attached(way));
    }
    if (isDisabled(device)) {
      buffer.drop(DropReason.IPV6DISABLED);
      return;
    }
    Ipv6Address nextHop = way.nextHop(packet.destination());
    boolean loop = request.loopGroups();
    int mtu = way.mtu();
    if (packet.length() <= mtu) {
      hand(buffer, packet, device, nextHop, loop, request.confirm());
      return;
    }
    cut(buffer, packet, mtu, device, nextHop, loop);
  }

  /// Sends the pieces of a packet that is too long for its way (`ip6_fragment`).
  private void cut(
      SocketBuffer buffer,
      Ipv6Packet packet,
      int mtu,
      NetDevice device,
      Ipv6Address nextHop,
      boolean loop) {
    long identification = 1 + stack.devices().core().randomness().below(0xffff_ffffL);
    ImmutableList<Ipv6Packet> pieces = Fragmentation.cut(packet, mtu, identification);
    for (Ipv6Packet piece : pieces) {
      SocketBuffer one = buffer.copy("fragment");
      one.setPayload(piece);
      hand(one, piece, device, nextHop, loop, false);
    }
    buffer.replaced(pieces.size() + " fragments");
  }

  // ---- What this host passes on ----

  /// Sends on a packet of another host; what is too long was refused before (`ip6_output`).
  void forward(SocketBuffer buffer, Ipv6Packet packet, Ipv6Way.Found way) {
    NetDevice device = way.output();
    buffer.setDevice(device);
    if (isDisabled(device)) {
      buffer.drop(DropReason.IPV6DISABLED);
      return;
    }
    hand(buffer, packet, device, way.nextHop(packet.destination()), true, false);
  }

  /// Hands a packet to the neighbour layer (`ip6_finish_output2`); members of the group on this
  /// host get a copy.
  private void hand(
      SocketBuffer buffer,
      Ipv6Packet packet,
      NetDevice device,
      Ipv6Address nextHop,
      boolean loop,
      boolean confirm) {
    Ipv6Address destination = packet.destination();
    buffer.setDevice(device);
    if (destination.isMulticast() && !device.flags().isLoopback()) {
      Ipv6Device owner = stack.find(device);
      if (loop && owner != null && owner.multicast().isMember(destination)) {
        device.loopBack(buffer.copy("copy for this host"));
      }
      if (AddressScope.of(destination) <= AddressScope.INTERFACE_LOCAL) {
        buffer.delivered("this host only");
        return;
      }
    }
    stack.neighbours().resolve(device, nextHop, buffer, confirm);
  }

  private boolean isDisabled(NetDevice device) {
    Ipv6Device owner = stack.find(device);
    return owner == null || owner.isDisabled();
  }

  static void trace(SocketBuffer buffer, Ipv6Way.Found way, Ipv6Address destination) {
    if (buffer.isTraced()) {
      buffer.trace(
          new IpStep.Routed(buffer.device().place(), destination.toString(), way.toString()));
    }
  }
}
