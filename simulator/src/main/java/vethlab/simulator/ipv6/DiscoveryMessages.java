package vethlab.simulator.ipv6;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.PacketType;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.neighbour.Neighbour;
import vethlab.simulator.neighbour.NeighbourFlag;
import vethlab.simulator.neighbour.NeighbourParameter;
import vethlab.simulator.neighbour.NeighbourUpdate;
import vethlab.simulator.neighbour.NeighbourUpdate.How;
import vethlab.simulator.neighbour.NudState;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.Ticks;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.IpStep;

/// What becomes of the messages of neighbour discovery that come in (`ndisc_rcv`).
final class DiscoveryMessages implements Forkable {

  /// A solicitation for an address that other routers have too is to be answered.
  private record Postponed(
      DiscoveryMessages messages,
      SocketBuffer buffer,
      Ipv6Packet packet,
      Ipv6Device owner,
      Ipv6Address target,
      @Nullable MacAddress sourceMac)
      implements Event {

    @Override
    public void happen() {
      if (owner.hasAnycast(target)) {
        messages.answerSolicitation(buffer, packet, owner, target, sourceMac);
      } else {
        buffer.drop(DropReason.IPV6_NDISC_NS_OTHERHOST);
      }
    }

    @Override
    public Event fork(Fork fork) {
      return new Postponed(
          fork.of(messages), fork.of(buffer), packet, fork.of(owner), target, sourceMac);
    }
  }

  private final Ipv6Stack stack;

  DiscoveryMessages(Ipv6Stack stack) {
    this.stack = stack;
  }

  private DiscoveryMessages(DiscoveryMessages original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
  }

  @Override
  public DiscoveryMessages fork(Fork fork) {
    return new DiscoveryMessages(this, fork);
  }

  /// Takes a message of one of the five types of neighbour discovery.
  void receive(SocketBuffer buffer, Ipv6Packet packet, Icmpv6Message message) {
    Ipv6Device owner = stack.find(buffer.device());
    if (owner == null || packet.hopLimit() != NeighbourDiscovery.HOP_LIMIT || message.code() != 0) {
      buffer.drop(DropReason.IP_INHDR, null, "hop limit 255 and code 0");
      return;
    }
    switch (message) {
      case Icmpv6Message.NeighbourSolicitation it ->
          solicited(buffer, packet, owner, it.target(), it.sourceMac(), it.nonce());
      case Icmpv6Message.NeighbourAdvertisement it -> advertised(buffer, packet, owner, it);
      case Icmpv6Message.RouterSolicitation it ->
          routerSolicited(buffer, packet, owner, it.sourceMac());
      case Icmpv6Message.Other it -> parse(buffer, packet, owner, it);
      default -> throw new IllegalArgumentException("not neighbour discovery: " + message.type());
    }
  }

  /// A message that carries more than its record has room for.
  private void parse(
      SocketBuffer buffer, Ipv6Packet packet, Ipv6Device owner, Icmpv6Message.Other message) {
    Bytes data = message.data();
    int fixed =
        switch (message.type()) {
          case Icmpv6Message.ROUTER_SOLICITATION -> 4;
          case Icmpv6Message.ROUTER_ADVERTISEMENT -> RouterAdvertisements.FIXED_LENGTH;
          case Icmpv6Message.REDIRECT -> 36;
          default -> 20;
        };
    DiscoveryOptions options = data.length() < fixed ? null : DiscoveryOptions.parse(data, fixed);
    if (options == null
        || DiscoveryOptions.isForeign(options.sourceLink())
        || DiscoveryOptions.isForeign(options.targetLink())) {
      buffer.drop(DropReason.IPV6_NDISC_BAD_OPTIONS);
      return;
    }
    MacAddress sourceMac = DiscoveryOptions.mac(options.sourceLink());
    MacAddress targetMac = DiscoveryOptions.mac(options.targetLink());
    switch (message.type()) {
      case Icmpv6Message.NEIGHBOUR_SOLICITATION ->
          solicited(
              buffer, packet, owner, Octets.address(data, 4), sourceMac, options.nonceValue());
      case Icmpv6Message.NEIGHBOUR_ADVERTISEMENT -> {
        int flags = data.at(0);
        advertised(
            buffer,
            packet,
            owner,
            new Icmpv6Message.NeighbourAdvertisement(
                Octets.address(data, 4),
                (flags & 0x80) != 0,
                (flags & 0x40) != 0,
                (flags & 0x20) != 0,
                targetMac));
      }
      case Icmpv6Message.ROUTER_SOLICITATION -> routerSolicited(buffer, packet, owner, sourceMac);
      case Icmpv6Message.ROUTER_ADVERTISEMENT ->
          stack.advertisements().receive(buffer, packet, owner, data, options);
      default -> redirected(buffer, packet, owner, data, targetMac);
    }
  }

  /// `ndisc_recv_ns`.
  private void solicited(
      SocketBuffer buffer,
      Ipv6Packet packet,
      Ipv6Device owner,
      Ipv6Address target,
      @Nullable MacAddress sourceMac,
      @Nullable Bytes nonce) {
    boolean detection = packet.source().isUnspecified();
    boolean toGroup = packet.destination().isMulticast();
    boolean toNodeGroup = packet.destination().equals(packet.destination().solicitedNode());
    if (target.isMulticast() || (detection && (!toNodeGroup || sourceMac != null))) {
      buffer.drop(DropReason.IP_INHDR, null, "a well-formed solicitation");
      return;
    }
    Ipv6InterfaceAddress own = owner.find(target);
    if (own != null && own.is(AddressFlag.TENTATIVE)) {
      askedForTentative(buffer, own, detection, nonce);
      return;
    }
    if (own == null && !owner.hasAnycast(target)) {
      buffer.drop(
          DropReason.IPV6_NDISC_NS_OTHERHOST, null, target + " on " + owner.device().name());
      return;
    }
    long delay = stack.neighbours().parameters(owner.device()).get(NeighbourParameter.PROXY_DELAY);
    if (own == null && toGroup && buffer.packetType() != PacketType.HOST && delay != 0) {
      // Other routers have the address too: they must not all answer at once.
      long ticks = stack.devices().core().randomness().below(Ticks.ofMillis(delay));
      stack
          .devices()
          .core()
          .timeline()
          .schedule(
              Ticks.duration(ticks), new Postponed(this, buffer, packet, owner, target, sourceMac));
      return;
    }
    answerSolicitation(buffer, packet, owner, target, sourceMac);
  }

  private void answerSolicitation(
      SocketBuffer buffer,
      Ipv6Packet packet,
      Ipv6Device owner,
      Ipv6Address target,
      @Nullable MacAddress sourceMac) {
    boolean toGroup = packet.destination().isMulticast();
    boolean own = owner.find(target) != null;
    boolean router = owner.isForwarding();
    NetDevice device = owner.device();
    if (packet.source().isUnspecified()) {
      answer(
          buffer,
          target,
          () ->
              stack
                  .discovery()
                  .advertise(device, Ipv6Address.ALL_NODES, target, router, false, own));
      return;
    }
    Neighbour neighbour =
        !toGroup || sourceMac != null
            ? stack.neighbours().lookupOrCreate(device, packet.source())
            : stack.neighbours().lookup(device, packet.source());
    if (neighbour == null) {
      buffer.drop(DropReason.NOT_ASKED, null, "the sender's MAC address");
      return;
    }
    stack
        .neighbours()
        .update(
            neighbour,
            NeighbourUpdate.of(sourceMac, NudState.STALE, How.WEAK_OVERRIDE, How.OVERRIDE));
    answer(
        buffer,
        target,
        () ->
            stack
                .discovery()
                .advertise(device, packet.source(), target, router, true, own && toGroup, toGroup));
  }

  private void askedForTentative(
      SocketBuffer buffer, Ipv6InterfaceAddress own, boolean detection, @Nullable Bytes nonce) {
    if (!detection) {
      buffer.drop(DropReason.ADDRESS_TENTATIVE, own.origin(), own.address() + " in use");
      return;
    }
    if (nonce != null && DuplicateAddressDetection.nonce(own.nonce).equals(nonce)) {
      buffer.drop(DropReason.NOT_ASKED, null, "another host: the question is this host's own");
      return;
    }
    // Two hosts want the address: neither gets it.
    stack.detection().failed(own);
    buffer.delivered("duplicate address detection");
  }

  private void answer(SocketBuffer buffer, Ipv6Address target, Runnable advertising) {
    String place = buffer.device().place();
    if (buffer.isTraced()) {
      buffer.trace(new IpStep.Answered(place, "neighbour advertisement for " + target));
    }
    stack.devices().core().because(buffer.branch(), advertising);
    buffer.delivered("neighbour discovery");
  }

  /// `ndisc_recv_na`.
  private void advertised(
      SocketBuffer buffer,
      Ipv6Packet packet,
      Ipv6Device owner,
      Icmpv6Message.NeighbourAdvertisement message) {
    Ipv6Address target = message.target();
    if (target.isMulticast() || (packet.destination().isMulticast() && message.solicited())) {
      buffer.drop(DropReason.IP_INHDR, null, "a well-formed advertisement");
      return;
    }
    if (!message.solicited() && owner.is(DeviceSetting.DROP_UNSOLICITED_NA)) {
      buffer.drop(DropReason.SILENCED, null, "drop_unsolicited_na 0");
      return;
    }
    Ipv6InterfaceAddress own = owner.find(target);
    if (own != null) {
      if (own.is(AddressFlag.TENTATIVE) && buffer.packetType() != PacketType.LOOPBACK) {
        stack.detection().failed(own);
      }
      buffer.delivered("duplicate address detection");
      return;
    }
    Neighbour neighbour = stack.neighbours().lookup(owner.device(), target);
    NudState state = message.solicited() ? NudState.REACHABLE : NudState.STALE;
    if (neighbour == null
        && message.targetMac() != null
        && owner.isForwarding()
        && acceptsUntracked(owner, packet.source())) {
      neighbour = stack.neighbours().lookupOrCreate(owner.device(), target);
      state = NudState.STALE;
    }
    if (neighbour == null || neighbour.state() == NudState.FAILED) {
      buffer.drop(DropReason.NOT_ASKED, null, "a question for " + target);
      return;
    }
    boolean wasRouter = neighbour.has(NeighbourFlag.ROUTER);
    List<How> how = new ArrayList<>(List.of(How.WEAK_OVERRIDE, How.OVERRIDE_IS_ROUTER));
    if (message.override()) {
      how.add(How.OVERRIDE);
    }
    if (message.router()) {
      how.add(How.IS_ROUTER);
    }
    stack
        .neighbours()
        .update(neighbour, NeighbourUpdate.of(message.targetMac(), state, how.toArray(How[]::new)));
    if (wasRouter && !neighbour.has(NeighbourFlag.ROUTER)) {
      stack.routes().removeDefaultRouter(packet.source());
    }
    buffer.delivered("neighbour discovery");
  }

  private static boolean acceptsUntracked(Ipv6Device owner, Ipv6Address source) {
    long accept = owner.setting(DeviceSetting.ACCEPT_UNTRACKED_NA);
    return accept == 1 || (accept == 2 && owner.isOnLink(source));
  }

  /// `ndisc_recv_rs`: a router learns who asks; answering is a daemon's business.
  private void routerSolicited(
      SocketBuffer buffer, Ipv6Packet packet, Ipv6Device owner, @Nullable MacAddress sourceMac) {
    if (!owner.isForwarding()) {
      buffer.drop(DropReason.FORWARDING_DISABLED, null, "a router here");
      return;
    }
    if (!packet.source().isUnspecified()) {
      Neighbour neighbour = stack.neighbours().lookupOrCreate(owner.device(), packet.source());
      if (neighbour != null) {
        stack
            .neighbours()
            .update(
                neighbour,
                NeighbourUpdate.of(
                    sourceMac,
                    NudState.STALE,
                    How.WEAK_OVERRIDE,
                    How.OVERRIDE,
                    How.OVERRIDE_IS_ROUTER));
      }
    }
    buffer.delivered("neighbour discovery");
  }

  /// `rt6_do_redirect`: a router says that there is a shorter way to a destination.
  private void redirected(
      SocketBuffer buffer,
      Ipv6Packet packet,
      Ipv6Device owner,
      Bytes data,
      @Nullable MacAddress targetMac) {
    Ipv6Address target = Octets.address(data, 4);
    Ipv6Address destination = Octets.address(data, 20);
    boolean onLink = target.equals(destination);
    boolean acceptable =
        packet.source().isLinkLocal()
            && !destination.isMulticast()
            && (onLink || target.isLinkLocal())
            && !owner.isForwarding()
            && owner.is(DeviceSetting.ACCEPT_REDIRECTS);
    if (!acceptable || !stack.routes().isFirstHop(owner.device(), destination, packet.source())) {
      buffer.drop(DropReason.NOT_ASKED, null, "a route to " + destination + " by the sender");
      return;
    }
    Neighbour neighbour = stack.neighbours().lookupOrCreate(owner.device(), target);
    if (neighbour == null) {
      buffer.drop(DropReason.NEIGH_CREATEFAIL);
      return;
    }
    stack
        .neighbours()
        .update(
            neighbour,
            onLink
                ? NeighbourUpdate.of(targetMac, NudState.STALE, How.WEAK_OVERRIDE, How.OVERRIDE)
                : NeighbourUpdate.of(
                    targetMac,
                    NudState.STALE,
                    How.WEAK_OVERRIDE,
                    How.OVERRIDE,
                    How.OVERRIDE_IS_ROUTER,
                    How.IS_ROUTER));
    stack.exceptions().redirect(owner.device(), destination, onLink ? null : target);
    buffer.delivered("neighbour discovery");
  }
}
