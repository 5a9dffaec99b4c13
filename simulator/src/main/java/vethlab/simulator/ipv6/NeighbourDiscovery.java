package vethlab.simulator.ipv6;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.DeviceFlags;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.PacketType;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.neighbour.Neighbour;
import vethlab.simulator.neighbour.NeighbourFlag;
import vethlab.simulator.neighbour.NeighbourParameter;
import vethlab.simulator.neighbour.NeighbourProtocol;
import vethlab.simulator.neighbour.NeighbourUpdate;
import vethlab.simulator.neighbour.NeighbourUpdate.How;
import vethlab.simulator.neighbour.NudState;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.time.Event;
import vethlab.simulator.time.Ticks;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.IpStep;

/// Asks who has an address, and answers for this host's own (RFC 4861; `net/ipv6/ndisc.c`).
final class NeighbourDiscovery implements NeighbourProtocol {

  /// A solicitation for an address that other routers have too is to be answered.
  private record Postponed(
      NeighbourDiscovery discovery,
      SocketBuffer buffer,
      Ipv6Packet packet,
      Ipv6Device owner,
      Ipv6Address target,
      @Nullable MacAddress sourceMac)
      implements Event {

    @Override
    public void happen() {
      if (owner.hasAnycast(target)) {
        discovery.answerSolicitation(buffer, packet, owner, target, sourceMac);
      } else {
        buffer.drop(DropReason.IPV6_NDISC_NS_OTHERHOST);
      }
    }

    @Override
    public Event fork(Fork fork) {
      return new Postponed(
          fork.of(discovery), fork.of(buffer), packet, fork.of(owner), target, sourceMac);
    }
  }

  /// The hop limit that proves that a message comes from the link itself.
  private static final int HOP_LIMIT = 255;

  private final Ipv6Stack stack;

  NeighbourDiscovery(Ipv6Stack stack) {
    this.stack = stack;
  }

  private NeighbourDiscovery(NeighbourDiscovery original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
  }

  @Override
  public NeighbourDiscovery fork(Fork fork) {
    return new NeighbourDiscovery(this, fork);
  }

  // ---- What the neighbour table asks ----

  @Override
  public Start start(Neighbour neighbour) {
    NetDevice device = neighbour.device();
    DeviceFlags flags = device.flags();
    Ipv6Address address = (Ipv6Address) neighbour.address();
    if (address.isMulticast()) {
      return new Start(NudState.NOARP, MacAddress.ofGroup(address));
    }
    if (flags.isNoArp() || flags.isLoopback()) {
      return new Start(NudState.NOARP, device.address());
    }
    return flags.isPointToPoint() ? new Start(NudState.NOARP, MacAddress.BROADCAST) : Start.UNKNOWN;
  }

  /// `ndisc_solicit`: in the name of the packet's sender if that is this host, else of the
  /// link-local address.
  @Override
  public void solicit(Neighbour neighbour, boolean unicast, @Nullable SocketBuffer packet) {
    NetDevice device = neighbour.device();
    Ipv6Address target = (Ipv6Address) neighbour.address();
    Ipv6Address source = null;
    if (packet != null && packet.frame().payload() instanceof Ipv6Packet waiting) {
      source = ownUsable(device, waiting.source());
    }
    solicit(device, target, unicast ? target : target.solicitedNode(), source);
  }

  private @Nullable Ipv6Address ownUsable(NetDevice device, Ipv6Address address) {
    Ipv6Device owner = stack.find(device);
    Ipv6InterfaceAddress own = owner == null ? null : owner.find(address);
    return own != null && own.isUsable() ? address : null;
  }

  /// Sends a solicitation (`ndisc_send_ns`); without a source that can be used, nothing.
  void solicit(
      NetDevice device,
      Ipv6Address target,
      Ipv6Address destination,
      @Nullable Ipv6Address wantedSource) {
    Ipv6Address source = wantedSource;
    if (source == null) {
      Ipv6Device owner = stack.find(device);
      source = owner == null ? null : owner.usableLinkLocal();
    }
    if (source != null) {
      Icmpv6Message message =
          new Icmpv6Message.NeighbourSolicitation(target, device.address(), null);
      send(device, source, destination, message, "neighbour solicitation");
    }
  }

  @Override
  public void unreachable(Neighbour neighbour, SocketBuffer packet) {
    stack.icmp().linkFailure(packet);
    packet.drop(DropReason.NEIGH_FAILED, null, "an answer from " + neighbour.address());
  }

  @Override
  public boolean isMulticast(IpAddress address) {
    return address.isMulticast();
  }

  // ---- Announcing ----

  /// Tells all neighbours about an address unasked.
  void announce(Ipv6InterfaceAddress address) {
    advertise(
        address.device(), Ipv6Address.ALL_NODES, address.address(), isRouter(address), false, true);
  }

  /// Tells all neighbours about all addresses of a device (`ndisc_send_unsol_na`).
  void announceAll(Ipv6Device owner) {
    for (Ipv6InterfaceAddress address : owner.addresses()) {
      if (address.isUsable()) {
        announce(address);
      }
    }
  }

  private static boolean isRouter(Ipv6InterfaceAddress address) {
    return address.owner().isForwarding();
  }

  /// Sends an advertisement with the device's MAC (`ndisc_send_na`).
  private void advertise(
      NetDevice device,
      Ipv6Address destination,
      Ipv6Address target,
      boolean router,
      boolean solicited,
      boolean override) {
    advertise(device, destination, target, router, solicited, override, true);
  }

  private void advertise(
      NetDevice device,
      Ipv6Address destination,
      Ipv6Address target,
      boolean router,
      boolean solicited,
      boolean override,
      boolean withMac) {
    Ipv6Device owner = stack.find(device);
    Ipv6InterfaceAddress own = owner == null ? null : owner.find(target);
    Ipv6Address source =
        own != null ? target : SourceAddressSelection.select(destination, device, stack.all());
    if (source == null) {
      return;
    }
    boolean mac = withMac || (own != null && own.owner().is(DeviceSetting.FORCE_TLLAO));
    Icmpv6Message message =
        new Icmpv6Message.NeighbourAdvertisement(
            target, router, solicited, override, mac ? device.address() : null);
    send(device, source, destination, message, "neighbour advertisement");
  }

  private void send(
      NetDevice device,
      Ipv6Address source,
      Ipv6Address destination,
      Icmpv6Message message,
      String title) {
    stack
        .output()
        .sendOnLink(device, Ipv6Packet.of(source, destination, HOP_LIMIT, message), title);
  }

  // ---- Receiving (ndisc_rcv) ----

  /// Takes a message of one of the five types of neighbour discovery.
  void receive(SocketBuffer buffer, Ipv6Packet packet, Icmpv6Message message) {
    Ipv6Device owner = stack.find(buffer.device());
    if (owner == null || packet.hopLimit() != HOP_LIMIT || message.code() != 0) {
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
          () -> advertise(device, Ipv6Address.ALL_NODES, target, router, false, own));
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
        () -> advertise(device, packet.source(), target, router, true, own && toGroup, toGroup));
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
    List<How> how = new java.util.ArrayList<>(List.of(How.WEAK_OVERRIDE, How.OVERRIDE_IS_ROUTER));
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
