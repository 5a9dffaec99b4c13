package vethlab.simulator.ipv4;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.PacketType;
import vethlab.simulator.device.ProtocolHandler;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.fib.RouteScope;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.neighbour.Neighbour;
import vethlab.simulator.neighbour.NeighbourParameter;
import vethlab.simulator.neighbour.NeighbourTable;
import vethlab.simulator.neighbour.NeighbourUpdate;
import vethlab.simulator.neighbour.NudState;
import vethlab.simulator.packet.ArpPacket;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.Ticks;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.IpStep;

/// Answers and learns from ARP packets (`arp_rcv`, `arp_process`; RFC 826).
final class Arp implements ProtocolHandler {

  private final Ipv4Stack stack;

  /// A proxy's answer, given after a while (`pneigh_enqueue`).
  record ProxyAnswer(Arp arp, SocketBuffer buffer) implements Event {

    @Override
    public void happen() {
      arp.delayed--;
      if (buffer.device().isUp()) {
        arp.process(buffer, true);
      } else {
        buffer.drop(DropReason.NOT_SPECIFIED);
      }
    }

    @Override
    public Event fork(Fork fork) {
      return new ProxyAnswer(fork.of(arp), fork.of(buffer));
    }
  }

  private int delayed;

  Arp(Ipv4Stack stack) {
    this.stack = stack;
  }

  private Arp(Arp original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
    this.delayed = original.delayed;
  }

  @Override
  public Arp fork(Fork fork) {
    return new Arp(this, fork);
  }

  // ---- Receiving ----

  @Override
  public void receive(SocketBuffer buffer) {
    if (buffer.packetType() == PacketType.OTHERHOST) {
      buffer.drop(DropReason.OTHERHOST);
    } else if (buffer.device().flags().isNoArp() || buffer.packetType() == PacketType.LOOPBACK) {
      buffer.drop(DropReason.NOT_ASKED);
    } else {
      process(buffer, false);
    }
  }

  private void process(SocketBuffer buffer, boolean waited) {
    NetDevice device = buffer.device();
    Ipv4Interface on = stack.find(device);
    if (on == null || !(buffer.frame().payload() instanceof ArpPacket arp)) {
      buffer.drop(DropReason.NOT_SPECIFIED);
      return;
    }
    Ipv4Address target = arp.targetAddress();
    boolean request = arp.operation() == ArpPacket.REQUEST;
    if ((!request && arp.operation() != ArpPacket.REPLY)
        || target.isMulticast()
        || (target.isLoopback() && !on.isOn(DeviceSetting.ROUTE_LOCALNET))
        || (arp.isGratuitous() && on.isOn(DeviceSetting.DROP_GRATUITOUS_ARP))) {
      buffer.drop(DropReason.NOT_SPECIFIED);
      return;
    }
    if (arp.senderAddress().isUnspecified()) {
      // Duplicate address detection (RFC 2131, 2.2): answered, and nothing is learned.
      if (request && stack.typeOf(target) == RouteType.LOCAL && mayAnswer(on, arp)) {
        reply(buffer, arp);
      } else {
        notAsked(buffer, target);
      }
      return;
    }
    if (request && answered(buffer, arp, on, waited)) {
      return;
    }
    learn(buffer, arp, on);
  }

  /// Answers a request for an address of this host, or of one that it stands in for.
  ///
  /// @return whether the packet has ended
  private boolean answered(SocketBuffer buffer, ArpPacket arp, Ipv4Interface on, boolean waited) {
    Ipv4Address sender = arp.senderAddress();
    Ipv4Address target = arp.targetAddress();
    InputRouting.Question question =
        new InputRouting.Question(
            target, sender, 0, 0, 0, 0, false, new MultipathChoice.Flow(sender, target, 0, 0));
    if (!(stack.inputRouting().decide(question, on) instanceof RouteDecision.Routed routed)) {
      return false;
    }
    PacketRoute route = routed.route();
    if (route.type() == RouteType.LOCAL) {
      if (mayAnswer(on, arp) && passesFilter(on, arp)) {
        learnAsker(buffer.device(), arp);
        reply(buffer, arp);
      } else {
        buffer.drop(
            DropReason.SILENCED,
            on.device().origin(),
            "leave to answer for " + target + " (arp_ignore, arp_filter)");
      }
      return true;
    }
    if (!on.isOn(DeviceSetting.FORWARDING)
        || route.type() != RouteType.UNICAST
        || !standsIn(on, route, arp)) {
      return false;
    }
    learnAsker(buffer.device(), arp);
    long delay = stack.neighbours().parameters(buffer.device()).get(NeighbourParameter.PROXY_DELAY);
    if (waited || buffer.packetType() == PacketType.HOST || delay == 0) {
      reply(buffer, arp);
    } else {
      answerLater(buffer, delay);
    }
    return true;
  }

  private void answerLater(SocketBuffer buffer, long delay) {
    long longest =
        stack.neighbours().parameters(buffer.device()).get(NeighbourParameter.PROXY_QLEN);
    if (delayed > longest) {
      buffer.drop(DropReason.NEIGH_QUEUEFULL);
      return;
    }
    delayed++;
    long ticks = stack.core().randomness().below(Math.max(1, Ticks.ofMillis(delay)));
    stack.core().timeline().schedule(Ticks.duration(ticks), new ProxyAnswer(this, buffer));
  }

  /// Whether this host answers for another one (`arp_fwd_proxy`, `arp_fwd_pvlan`, `pneigh_lookup`).
  private boolean standsIn(Ipv4Interface on, PacketRoute route, ArpPacket arp) {
    NetDevice device = on.device();
    if (route.device() == device) {
      return !arp.isGratuitous() && on.isOn(DeviceSetting.PROXY_ARP_PVLAN);
    }
    if (stack.neighbours().proxy(device, arp.targetAddress()) != null) {
      return true;
    }
    if (!on.isOn(DeviceSetting.PROXY_ARP)) {
      return false;
    }
    int medium = on.get(DeviceSetting.MEDIUM_ID);
    if (medium == 0 || medium == -1) {
      return medium == 0;
    }
    Ipv4Interface out = stack.find(route.device());
    int outMedium = out == null ? -1 : out.get(DeviceSetting.MEDIUM_ID);
    return outMedium != medium && outMedium != -1;
  }

  /// Whether `arp_ignore` lets a local address be answered for.
  private boolean mayAnswer(Ipv4Interface on, ArpPacket arp) {
    Ipv4Address sender = arp.senderAddress();
    Ipv4Address target = arp.targetAddress();
    return switch (on.get(DeviceSetting.ARP_IGNORE)) {
      case 1 -> confirms(on, Ipv4Address.ANY, target, RouteScope.HOST);
      case 2 -> confirms(on, sender, target, RouteScope.HOST);
      case 3 -> confirms(null, Ipv4Address.ANY, target, RouteScope.LINK);
      case 8 -> false;
      default -> true;
    };
  }

  private boolean confirms(
      @Nullable Ipv4Interface on, Ipv4Address sender, Ipv4Address target, RouteScope scope) {
    return !stack.selection().confirm(on, sender, target, scope).isUnspecified();
  }

  /// Whether `arp_filter` lets this device answer: it must be the way back.
  private boolean passesFilter(Ipv4Interface on, ArpPacket arp) {
    return !on.isOn(DeviceSetting.ARP_FILTER)
        || (stack
                    .routing()
                    .output(RouteQuery.output(arp.senderAddress(), arp.targetAddress()), false)
                instanceof RouteDecision.Routed routed
            && routed.route().device() == on.device());
  }

  private void reply(SocketBuffer buffer, ArpPacket request) {
    NetDevice device = buffer.device();
    if (buffer.isTraced()) {
      buffer.trace(
          new IpStep.Answered(
              device.place(), request.targetAddress() + " is at " + device.address()));
    }
    stack
        .core()
        .because(
            buffer.branch(),
            () -> send(device, request.senderMac(), request.reply(device.address()), "ARP reply"));
    buffer.delivered("ARP");
  }

  // ---- Learning ----

  private void learnAsker(NetDevice device, ArpPacket arp) {
    Neighbour neighbour = stack.neighbours().lookupOrCreate(device, arp.senderAddress());
    if (neighbour != null) {
      stack
          .neighbours()
          .update(
              neighbour,
              NeighbourUpdate.of(arp.senderMac(), NudState.STALE, NeighbourUpdate.How.OVERRIDE));
    }
  }

  private void learn(SocketBuffer buffer, ArpPacket arp, Ipv4Interface on) {
    NeighbourTable table = stack.neighbours();
    NetDevice device = buffer.device();
    Ipv4Address sender = arp.senderAddress();
    Neighbour neighbour = table.lookup(device, sender);
    boolean accepts = acceptsUnasked(on, sender);
    boolean gratuitous =
        (neighbour != null || accepts)
            && arp.isGratuitous()
            && (arp.operation() != ArpPacket.REPLY || arp.targetMac().equals(arp.senderMac()))
            && stack.typeOf(sender) == RouteType.UNICAST;
    if (neighbour == null
        && accepts
        && (gratuitous
            || (arp.operation() == ArpPacket.REPLY && stack.typeOf(sender) == RouteType.UNICAST))) {
      neighbour = table.lookupOrCreate(device, sender);
    }
    if (neighbour == null) {
      notAsked(buffer, arp.targetAddress());
      return;
    }
    // A second answer within the lock time is not believed: the first, and so the nearest, wins.
    long lockTime = table.parameters(device).get(NeighbourParameter.LOCKTIME);
    boolean override = gratuitous || neighbour.sinceUpdated().toMillis() > lockTime;
    boolean reachable =
        arp.operation() == ArpPacket.REPLY && buffer.packetType() == PacketType.HOST;
    if (buffer.isTraced()) {
      buffer.trace(
          new IpStep.Answered(device.place(), "heard of " + sender + " at " + arp.senderMac()));
    }
    NudState state = reachable ? NudState.REACHABLE : NudState.STALE;
    NeighbourUpdate news =
        override
            ? NeighbourUpdate.of(arp.senderMac(), state, NeighbourUpdate.How.OVERRIDE)
            : NeighbourUpdate.of(arp.senderMac(), state);
    table.update(neighbour, news);
    buffer.delivered("ARP");
  }

  /// Whether an answer that nobody asked for makes a new entry (`arp_accept`).
  private boolean acceptsUnasked(Ipv4Interface on, Ipv4Address sender) {
    return switch (on.get(DeviceSetting.ARP_ACCEPT)) {
      case 1 -> true;
      case 2 -> confirms(on, sender, Ipv4Address.ANY, RouteScope.LINK);
      default -> false;
    };
  }

  private static void notAsked(SocketBuffer buffer, Ipv4Address target) {
    buffer.drop(DropReason.NOT_ASKED, null, "address " + target);
  }

  // ---- Sending ----

  /// Sends an ARP packet (`arp_send`).
  static void send(NetDevice device, MacAddress destination, ArpPacket arp, String title) {
    if (!device.flags().isNoArp()) {
      EthernetFrame frame = EthernetFrame.of(destination, device.address(), arp);
      device.send(new SocketBuffer(frame, device, device.core().begin(title)));
    }
  }

  /// Tells the others on the link where the addresses of a device are
  /// (`inetdev_send_gratuitous_arp`).
  static void announce(Ipv4Interface on) {
    NetDevice device = on.device();
    for (InterfaceAddress each : on.addresses()) {
      send(
          device,
          MacAddress.BROADCAST,
          ArpPacket.request(device.address(), each.local(), each.local()),
          "gratuitous ARP");
    }
  }

  /// Forgets an address that is no host's any more, unless it is known (`arp_invalidate`).
  void forget(NetDevice device, Ipv4Address address) {
    Neighbour neighbour = stack.neighbours().lookup(device, address);
    if (neighbour != null && !neighbour.state().isValid()) {
      stack.neighbours().delete(device, address);
    }
  }
}
