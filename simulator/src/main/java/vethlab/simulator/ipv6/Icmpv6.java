package vethlab.simulator.ipv6;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.PacketType;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.neighbour.Neighbour;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.EtherType;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.packet.Transport;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.IpStep;
import vethlab.simulator.wire.Wire;

/// Echo, and reports about packets that do not get through (RFC 4443; `net/ipv6/icmp.c`).
final class Icmpv6 implements Forkable {

  /// The longest quotation: with both headers the message fits into the smallest MTU.
  private static final int LONGEST_QUOTE = Ipv6Stack.MINIMUM_MTU - Ipv6Packet.HEADER_LENGTH - 8;

  private final Ipv6Stack stack;
  private final IcmpRateLimits limits;

  Icmpv6(Ipv6Stack stack) {
    this.stack = stack;
    this.limits = new IcmpRateLimits(stack);
  }

  private Icmpv6(Icmpv6 original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
    this.limits = fork.of(original.limits);
  }

  @Override
  public Icmpv6 fork(Fork fork) {
    return new Icmpv6(this, fork);
  }

  // ---- Receiving (icmpv6_rcv) ----

  /// @param taken whether a raw socket has taken a copy
  void receive(SocketBuffer buffer, Ipv6Packet packet, Ipv6Way.Found way, boolean taken) {
    switch (packet.transport()) {
      case Icmpv6Message message -> receive(buffer, packet, message, way, taken);
      case Transport.BadChecksum bad -> buffer.drop(DropReason.ICMP_CSUM);
      default -> buffer.drop(DropReason.PKT_TOO_SMALL);
    }
  }

  private void receive(
      SocketBuffer buffer,
      Ipv6Packet packet,
      Icmpv6Message message,
      Ipv6Way.Found way,
      boolean taken) {
    NetDevice device = Ipv6Input.incoming(buffer).device();
    switch (message) {
      case Icmpv6Message.Echo echo when echo.request() -> echoRequested(buffer, packet, echo, way);
      case Icmpv6Message.Echo reply -> toTransport(buffer, packet, device, taken);
      case Icmpv6Message.Error error -> failed(buffer, packet, error, device, taken);
      case Icmpv6Message.NeighbourSolicitation it -> discovery(buffer, packet, it);
      case Icmpv6Message.NeighbourAdvertisement it -> discovery(buffer, packet, it);
      case Icmpv6Message.RouterSolicitation it -> discovery(buffer, packet, it);
      case Icmpv6Message.MldQuery query -> queried(buffer, packet, query);
      case Icmpv6Message.MldMembership it -> reported(buffer, packet, it);
      case Icmpv6Message.Mld2Report report -> buffer.delivered("nobody: for routers");
      case Icmpv6Message.Other other -> {
        switch (other.type()) {
          case Icmpv6Message.ROUTER_SOLICITATION,
              Icmpv6Message.ROUTER_ADVERTISEMENT,
              Icmpv6Message.NEIGHBOUR_SOLICITATION,
              Icmpv6Message.NEIGHBOUR_ADVERTISEMENT,
              Icmpv6Message.REDIRECT ->
              discovery(buffer, packet, other);
          default -> {
            if (taken) {
              buffer.delivered("raw socket");
            } else {
              buffer.drop(DropReason.NOT_SPECIFIED, null, "a known ICMPv6 type");
            }
          }
        }
      }
    }
  }

  private void discovery(SocketBuffer buffer, Ipv6Packet packet, Icmpv6Message message) {
    Ipv6Device owner = stack.find(buffer.device());
    if (Ipv6Input.incoming(buffer).fragmented()
        && (owner == null || owner.is(DeviceSetting.SUPPRESS_FRAG_NDISC))) {
      buffer.drop(DropReason.IP_INHDR, null, "neighbour discovery in one piece");
      return;
    }
    stack.discoveryMessages().receive(buffer, packet, message);
  }

  private void toTransport(
      SocketBuffer buffer, Ipv6Packet packet, NetDevice device, boolean taken) {
    Ipv6TransportHandler handler = stack.input().transport(IpProtocol.ICMPV6);
    if (handler != null) {
      handler.receive(buffer, packet, device);
    } else if (taken) {
      buffer.delivered("raw socket");
    } else {
      buffer.drop(DropReason.NO_SOCKET);
    }
  }

  /// `icmpv6_notify`: passes the news to whoever sent the packet that failed.
  private void failed(
      SocketBuffer buffer,
      Ipv6Packet packet,
      Icmpv6Message.Error error,
      NetDevice device,
      boolean taken) {
    if (!(Wire.decodeQuoted(EtherType.IPV6, error.quoted()) instanceof Ipv6Packet quoted)
        || quoted.transport().length() < 8) {
      buffer.drop(DropReason.PKT_TOO_SMALL, null, "a quotation of the packet that failed");
      return;
    }
    if (error.type() == Icmpv6Message.PACKET_TOO_BIG) {
      stack.exceptions().tooBig(device, quoted.destination(), quoted.source(), error.rest());
    }
    Ipv6TransportHandler handler = stack.input().transport(quoted.protocol());
    if (handler != null) {
      handler.failed(quoted, error, packet, device);
    }
    Ipv6RawReceiver raw = stack.input().rawReceiver();
    if (raw != null) {
      raw.failed(quoted, error, packet, device);
    }
    buffer.delivered(taken ? "raw socket" : "the sender of the packet that failed");
  }

  /// `__mld_query_work`: only from a link-local sender, with hop limit 1 and router alert.
  private void queried(SocketBuffer buffer, Ipv6Packet packet, Icmpv6Message.MldQuery query) {
    Ipv6Device owner = stack.find(buffer.device());
    Ipv6Address group = query.group();
    boolean wellFormed =
        packet.source().isLinkLocal()
            && packet.hopLimit() == 1
            && Ipv6Input.incoming(buffer).routerAlert() == Incoming.MLD_ALERT
            && (group.isUnspecified() || group.isMulticast());
    if (owner == null || !wellFormed) {
      buffer.drop(DropReason.IP_INHDR, null, "a well-formed query");
      return;
    }
    stack.devices().core().because(buffer.branch(), () -> owner.multicast().receive(query));
    buffer.delivered("multicast listener");
  }

  /// `__mld_report_work`.
  private void reported(
      SocketBuffer buffer, Ipv6Packet packet, Icmpv6Message.MldMembership report) {
    Ipv6Device owner = stack.find(buffer.device());
    boolean fromLink = packet.source().isUnspecified() || packet.source().isLinkLocal();
    boolean toAll =
        buffer.packetType() == PacketType.MULTICAST || buffer.packetType() == PacketType.BROADCAST;
    if (owner != null && report.type() == Icmpv6Message.MLD_REPORT && fromLink && toAll) {
      owner.multicast().heardVersion1Report(report.group());
    }
    buffer.delivered("multicast listener");
  }

  // ---- Echo (icmpv6_echo_reply) ----

  private void echoRequested(
      SocketBuffer buffer, Ipv6Packet packet, Icmpv6Message.Echo echo, Ipv6Way.Found way) {
    Ipv6Address destination = packet.destination();
    boolean anycast = way.kind() == Ipv6Way.Kind.ANYCAST;
    String setting =
        stack.settings().isOn("icmp/echo_ignore_all")
            ? "icmp.echo_ignore_all"
            : destination.isMulticast() && stack.settings().isOn("icmp/echo_ignore_multicast")
                ? "icmp.echo_ignore_multicast"
                : anycast && stack.settings().isOn("icmp/echo_ignore_anycast")
                    ? "icmp.echo_ignore_anycast"
                    : null;
    if (setting != null) {
      buffer.drop(DropReason.SILENCED, null, "net.ipv6." + setting + " = 0");
      return;
    }
    boolean ownSource =
        way.kind() == Ipv6Way.Kind.LOCAL
            || (anycast && stack.settings().isOn("anycast_src_echo_reply"));
    NetDevice in = Ipv6Input.incoming(buffer).device();
    NetDevice device = packet.source().isLoopback() ? buffer.device() : in;
    boolean reflect = (stack.settings().number("flowlabel_reflect") & 4) != 0;
    Ipv6Request request =
        Ipv6Request.of(echo.reply(), packet.source(), "echo reply")
            .withSource(ownSource ? destination : Ipv6Address.ANY)
            .withDevice(device, false)
            .withTrafficClass(packet.trafficClass())
            .withFlow(reflect ? packet.flowLabel() : 0, 0)
            .withMark(stack.settings().isOn("fwmark_reflect") ? buffer.mark() : 0);
    if (!limits.allows(Icmpv6Message.ECHO_REPLY, buffer.device(), request)) {
      buffer.drop(DropReason.SILENCED, null, "fewer echo replies at a time");
      return;
    }
    answer(buffer, request);
    buffer.delivered("ICMPv6 echo");
  }

  private void answer(SocketBuffer buffer, Ipv6Request request) {
    if (buffer.isTraced()) {
      buffer.trace(new IpStep.Answered(buffer.device().place(), request.title()));
    }
    stack.devices().core().because(buffer.branch(), () -> stack.output().send(request));
  }

  // ---- Reports (icmp6_send) ----

  /// Tells the sender of a packet that it goes no further; the packet itself is for the caller to
  /// drop. Nothing is sent about errors, about packets for groups, or to no single host.
  ///
  /// @param info the four octets behind the checksum: the MTU, a pointer
  void error(SocketBuffer buffer, int type, int code, int info) {
    if (!(buffer.frame().payload() instanceof Ipv6Packet packet)) {
      return;
    }
    Ipv6Address destination = packet.destination();
    boolean forGroup = destination.isMulticast() || buffer.packetType() != PacketType.HOST;
    boolean evenForGroups =
        type == Icmpv6Message.PACKET_TOO_BIG
            || (type == Icmpv6Message.PARAMETER_PROBLEM && code == 2);
    if ((forGroup && !evenForGroups)
        || packet.source().isUnspecified()
        || packet.source().isMulticast()
        || isError(packet)) {
      return;
    }
    NetDevice device = buffer.device();
    Incoming incoming = buffer.attachment(Incoming.class);
    Ipv6Address source = forGroup ? null : ownAddress(device, destination);
    if (source == null && incoming != null) {
      source = SourceAddressSelection.select(packet.source(), incoming.device(), stack.all());
    }
    Bytes whole = Wire.encode(packet);
    Icmpv6Message message =
        new Icmpv6Message.Error(
            type, code, info, whole.slice(0, Math.min(whole.length(), LONGEST_QUOTE)));
    NetDevice back = device;
    if (device.flags().isLoopback() && incoming != null) {
      back = incoming.device();
    }
    Ipv6Request request =
        Ipv6Request.of(message, packet.source(), title(type))
            .withSource(source == null ? Ipv6Address.ANY : source)
            .withDevice(AddressScope.needsDevice(packet.source()) ? back : null, false)
            .withMark(stack.settings().isOn("fwmark_reflect") ? buffer.mark() : 0);
    if (limits.allows(type, device, request)) {
      answer(buffer, request);
    }
  }

  /// Whether it is an error itself, or may be one that is cut short (`is_ineligible`).
  private static boolean isError(Ipv6Packet packet) {
    return switch (packet.transport()) {
      case Icmpv6Message message -> message.type() < 128;
      case Transport.BadChecksum(int protocol, Bytes data) -> mayBeError(protocol, data);
      case Transport.Raw(int protocol, Bytes data) -> mayBeError(protocol, data);
      case Transport.Fragment(int protocol, Bytes data) ->
          Fragmentation.isFirst(packet) && mayBeError(protocol, data);
      default -> false;
    };
  }

  private static boolean mayBeError(int protocol, Bytes data) {
    return protocol == IpProtocol.ICMPV6 && (data.isEmpty() || data.at(0) < 128);
  }

  /// The packet's destination if it is an address of this host.
  private @Nullable Ipv6Address ownAddress(NetDevice device, Ipv6Address address) {
    return stack.isOwn(address, device) ? address : null;
  }

  private static String title(int type) {
    return switch (type) {
      case Icmpv6Message.UNREACHABLE -> "destination unreachable";
      case Icmpv6Message.PACKET_TOO_BIG -> "packet too big";
      case Icmpv6Message.TIME_EXCEEDED -> "time exceeded";
      default -> "parameter problem";
    };
  }

  /// The neighbour that a packet was for does not answer (`ip6_link_failure`).
  void linkFailure(SocketBuffer buffer) {
    error(buffer, Icmpv6Message.UNREACHABLE, Icmpv6Message.Error.ADDRESS, 0);
  }

  // ---- Redirects (ndisc_send_redirect) ----

  /// Tells the sender that there is a shorter way, by the link that the packet came in by.
  void redirect(SocketBuffer buffer, Ipv6Packet packet, Ipv6Way.Found way, Ipv6Address target) {
    NetDevice device = buffer.device();
    Ipv6Device owner = stack.find(device);
    Ipv6Address source = owner == null ? null : owner.usableLinkLocal();
    boolean sensible = target.equals(packet.destination()) || target.isLinkLocal();
    if (source == null
        || !sensible
        || !limits.allowsRedirect(packet.destination())
        || !limits.allowsRedirect(packet.source())) {
      return;
    }
    Neighbour neighbour = stack.neighbours().lookup(device, target);
    MacAddress mac = neighbour != null && neighbour.state().isValid() ? neighbour.mac() : null;
    Icmpv6Message message =
        Redirects.message(target, packet.destination(), mac, Wire.encode(packet));
    Ipv6Request request =
        Ipv6Request.of(message, packet.source(), "redirect")
            .withSource(source)
            .withDevice(device, false);
    if (stack.output().resolve(request) instanceof Ipv6Sent.Routed routed
        && !routed.way().hasGateway()) {
      stack
          .output()
          .sendOnLink(device, Ipv6Packet.of(source, packet.source(), 255, message), "redirect");
    }
  }
}
