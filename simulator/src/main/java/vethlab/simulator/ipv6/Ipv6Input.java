package vethlab.simulator.ipv6;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.PacketType;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.packet.Ipv6Packet.ExtensionHeader;
import vethlab.simulator.packet.Malformed;
import vethlab.simulator.packet.Payload;
import vethlab.simulator.packet.Transport;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.IpStep;

/// The way of a packet in (`net/ipv6/ip6_input.c`).
final class Ipv6Input implements Forkable {

  private final Ipv6Stack stack;
  private final Map<Integer, Ipv6TransportHandler> transports = new HashMap<>();
  private @Nullable Ipv6RawReceiver raw;

  Ipv6Input(Ipv6Stack stack) {
    this.stack = stack;
  }

  private Ipv6Input(Ipv6Input original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
    fork.later(() -> {
      original.transports.forEach(
          (protocol, handler) -> transports.put(protocol, fork.of(handler)));
      this.raw = fork.ofNullable(original.raw);
    });
  }

  @Override
  public Ipv6Input fork(Fork fork) {
    return new Ipv6Input(this, fork);
  }

  void setTransport(int protocol, Ipv6TransportHandler handler) {
    transports.put(protocol, handler);
  }

  @Nullable Ipv6TransportHandler transport(int protocol) {
    return transports.get(protocol);
  }

  void setRawReceiver(Ipv6RawReceiver receiver) {
    raw = receiver;
  }

  @Nullable Ipv6RawReceiver rawReceiver() {
    return raw;
  }

  // ---- Coming in (ip6_rcv_core) ----

  void receive(SocketBuffer buffer) {
    if (buffer.packetType() == PacketType.OTHERHOST) {
      buffer.drop(DropReason.OTHERHOST);
      return;
    }
    NetDevice device = buffer.device();
    Ipv6Device owner = stack.find(device);
    if (owner == null || owner.isDisabled()) {
      buffer.drop(DropReason.IPV6DISABLED, null, "disable_ipv6 0 on " + device.name());
      return;
    }
    Payload payload = buffer.frame().payload();
    if (payload instanceof Malformed malformed) {
      buffer.drop(
          malformed.kind() == Malformed.Kind.TRUNCATED
              ? DropReason.PKT_TOO_SMALL
              : DropReason.IP_INHDR,
          null,
          malformed.problem());
      return;
    }
    if (!(payload instanceof Ipv6Packet packet)) {
      throw new IllegalStateException("not IPv6: " + payload);
    }
    String problem = addressProblem(buffer, packet);
    if (problem != null) {
      buffer.drop(DropReason.IP_INHDR, null, problem);
      return;
    }
    if (!packet.destination().isMulticast()
        && (buffer.packetType() == PacketType.BROADCAST
            || buffer.packetType() == PacketType.MULTICAST)
        && owner.is(DeviceSetting.DROP_UNICAST_IN_L2_MULTICAST)) {
      buffer.drop(DropReason.UNICAST_IN_L2_MULTICAST);
      return;
    }
    Ipv6Way.Found known = knownWay(buffer);
    NetDevice from = known == null ? device : known.device();
    Incoming incoming = new Incoming(from, Incoming.NO_ALERT, false);
    buffer.attach(incoming);
    if (startsWithOptions(packet) && !readHopByHop(buffer, packet, incoming)) {
      return;
    }
    if (stack.passes(Ipv6Hooks.Place.PRE_ROUTING, buffer, device, null)) {
      route(buffer, packetOf(buffer), known);
    }
  }

  /// The way that a packet of this host to itself comes with, or null.
  private static Ipv6Way.@Nullable Found knownWay(SocketBuffer buffer) {
    Outgoing outgoing = buffer.attachment(Outgoing.class);
    buffer.detach(Outgoing.class);
    boolean own =
        buffer.packetType() == PacketType.LOOPBACK || buffer.device().flags().isLoopback();
    return own && outgoing != null ? outgoing.way() : null;
  }

  /// Addresses that must not be on a wire; null if all is well.
  private static @Nullable String addressProblem(SocketBuffer buffer, Ipv6Packet packet) {
    Ipv6Address source = packet.source();
    Ipv6Address destination = packet.destination();
    boolean loopback = buffer.device().flags().isLoopback();
    if ((source.isLoopback() || destination.isLoopback()) && !loopback) {
      return "another address than ::1 on a wire";
    }
    if (source.isMulticast()) {
      return "a sender that is not a group";
    }
    if (destination.isMulticast()) {
      int scope = AddressScope.of(destination);
      boolean ownCopy = buffer.packetType() == PacketType.LOOPBACK || loopback;
      if (scope == 0 || (scope == AddressScope.INTERFACE_LOCAL && !ownCopy)) {
        return "a group that may be on a wire";
      }
    }
    return null;
  }

  private static boolean startsWithOptions(Ipv6Packet packet) {
    return !packet.extensions().isEmpty()
        && packet.extensions().getFirst().number() == IpProtocol.HOP_BY_HOP;
  }

  /// `ipv6_parse_hopopts`.
  private boolean readHopByHop(SocketBuffer buffer, Ipv6Packet packet, Incoming incoming) {
    ExtensionHeader header = packet.extensions().getFirst();
    if (header.length() > stack.settings().number("max_hbh_length")) {
      buffer.drop(DropReason.IP_INHDR, null, "shorter hop-by-hop options");
      return false;
    }
    long most = stack.settings().number("max_hbh_opts_number");
    int alert = readOptions(buffer, packet, header, Ipv6Packet.HEADER_LENGTH, most, true);
    if (alert == DROPPED) {
      return false;
    }
    buffer.attach(incoming.withRouterAlert(alert));
    return true;
  }

  private static final int DROPPED = -2;

  /// @return the value of the router alert or [Incoming#NO_ALERT]; [#DROPPED] if the packet is gone
  private int readOptions(
      SocketBuffer buffer,
      Ipv6Packet packet,
      ExtensionHeader header,
      int at,
      long most,
      boolean hopByHop) {
    return switch (ExtensionHeaders.read(header, at, most, hopByHop, packet.destination())) {
      case ExtensionHeaders.Reading.Fine(int routerAlert) -> routerAlert;
      case ExtensionHeaders.Reading.Bad() -> {
        buffer.drop(DropReason.IP_INHDR, null, "well-formed options");
        yield DROPPED;
      }
      case ExtensionHeaders.Reading.Unknown(int pointer, boolean report) -> {
        if (report) {
          stack.icmp().error(buffer, Icmpv6Message.PARAMETER_PROBLEM, 2, pointer);
        }
        buffer.drop(DropReason.UNHANDLED_PROTO, null, "a known option");
        yield DROPPED;
      }
    };
  }

  // ---- Where to (ip6_rcv_finish) ----

  private void route(SocketBuffer buffer, Ipv6Packet packet, Ipv6Way.@Nullable Found known) {
    Ipv6Way way =
        known != null ? known : stack.router().input(buffer.device(), packet, buffer.mark());
    switch (way) {
      case Ipv6Way.Refused refused -> refuse(buffer, packet, refused);
      case Ipv6Way.Found found -> {
        if (known == null) {
          Ipv6Output.trace(buffer, found, packet.destination());
        }
        switch (found.kind()) {
          case LOCAL, ANYCAST -> deliverLocally(buffer, found);
          case GROUP -> deliverToGroup(buffer, packet, found);
          case REMOTE -> stack.forwarding().forward(buffer, packet, found);
          case NOTHING -> {
            stack.icmp().error(buffer, Icmpv6Message.UNREACHABLE, Icmpv6Message.Error.NO_ROUTE, 0);
            buffer.drop(DropReason.IP_INNOROUTES, found.route().origin(), null);
          }
        }
      }
    }
  }

  /// `ip6_pkt_discard`, `ip6_pkt_prohibit`, `dst_discard`.
  private void refuse(SocketBuffer buffer, Ipv6Packet packet, Ipv6Way.Refused refused) {
    if (refused.errno() != Errno.EINVAL) {
      int code =
          refused.errno() == Errno.EACCES
              ? Icmpv6Message.Error.PROHIBITED
              : Icmpv6Message.Error.NO_ROUTE;
      stack.icmp().error(buffer, Icmpv6Message.UNREACHABLE, code, 0);
    }
    boolean anywhere = packet.destination().isUnspecified();
    buffer.drop(
        anywhere ? DropReason.IP_INADDRERRORS : DropReason.IP_INNOROUTES,
        refused.knownOrigin(),
        refused.route() == null ? "a route to " + packet.destination() : null);
  }

  /// `ip6_mc_input`.
  private void deliverToGroup(SocketBuffer buffer, Ipv6Packet packet, Ipv6Way.Found way) {
    Ipv6Device owner = stack.find(buffer.device());
    if (owner != null && owner.multicast().isMember(packet.destination())) {
      deliverLocally(buffer, way);
    } else {
      buffer.drop(DropReason.GROUP_NOT_JOINED, null, "a member of " + packet.destination());
    }
  }

  /// `ip6_input`.
  private void deliverLocally(SocketBuffer buffer, Ipv6Way.Found way) {
    if (stack.passes(Ipv6Hooks.Place.LOCAL_IN, buffer, buffer.device(), null)) {
      deliver(buffer, packetOf(buffer), way);
    }
  }

  // ---- Up (ip6_protocol_deliver_rcu) ----

  private void deliver(SocketBuffer buffer, Ipv6Packet packet, Ipv6Way.Found way) {
    int at = Ipv6Packet.HEADER_LENGTH;
    int nextAt = 6; // where the number of the header to come is written
    ImmutableList<ExtensionHeader> extensions = packet.extensions();
    for (int i = 0; i < extensions.size(); i++) {
      ExtensionHeader header = extensions.get(i);
      switch (header.number()) {
        case IpProtocol.HOP_BY_HOP -> {
          if (i > 0) { // read already if it is the first
            noProtocol(buffer, nextAt);
            return;
          }
        }
        case IpProtocol.DESTINATION_OPTIONS -> {
          long most = stack.settings().number("max_dst_opts_number");
          boolean tooLong = header.length() > stack.settings().number("max_dst_opts_length");
          if (tooLong) {
            buffer.drop(DropReason.IP_INHDR, null, "shorter destination options");
            return;
          }
          if (readOptions(buffer, packet, header, at, most, false) == DROPPED) {
            return;
          }
        }
        case IpProtocol.ROUTING -> {
          if (!takesRouting(buffer, packet, header, at)) {
            return;
          }
        }
        case IpProtocol.FRAGMENT -> {
          Incoming incoming = incoming(buffer);
          if (incoming.fragmented()) {
            stack.icmp().error(buffer, Icmpv6Message.PARAMETER_PROBLEM, 0, at);
            buffer.drop(DropReason.IP_INHDR, null, "pieces that are not pieces themselves");
            return;
          }
          if (packet.transport() instanceof Transport.Fragment && i == extensions.size() - 1) {
            stack.reassembly().receive(buffer, packet, header);
            return;
          }
          buffer.attach(incoming.asFragmented());
        }
        default -> throw new IllegalStateException("extension header " + header.number());
      }
      nextAt = at;
      at += header.length();
    }
    deliverTransport(buffer, packet, way, nextAt);
  }

  /// Goes on with a packet put together from its pieces.
  void deliverJoined(SocketBuffer buffer, Ipv6Packet packet) {
    Ipv6Way way = stack.router().input(incoming(buffer).device(), packet, buffer.mark());
    if (way instanceof Ipv6Way.Found found) {
      deliver(buffer, packet, found);
    } else {
      buffer.drop(DropReason.IP_INNOROUTES);
    }
  }

  /// `ipv6_rthdr_rcv`: a header that has served its purpose is passed over, all others are refused.
  private boolean takesRouting(
      SocketBuffer buffer, Ipv6Packet packet, ExtensionHeader header, int at) {
    int type = header.data().at(0);
    int left = header.data().at(1);
    Ipv6Device owner = stack.find(buffer.device());
    long accept =
        Math.min(
            stack.settings().all().get(DeviceSetting.ACCEPT_SOURCE_ROUTE),
            owner == null ? 0 : owner.setting(DeviceSetting.ACCEPT_SOURCE_ROUTE));
    boolean wrongAddress =
        packet.destination().isMulticast() || buffer.packetType() != PacketType.HOST;
    boolean passing = left == 0 && type != 2 && type != 3 && type != 4;
    if (!wrongAddress && passing) {
      return true;
    }
    if (!wrongAddress && (type < 2 || type > 4) && accept >= 0) {
      stack.icmp().error(buffer, Icmpv6Message.PARAMETER_PROBLEM, 0, at + 2);
    }
    buffer.drop(DropReason.IP_INHDR, null, "a packet without a route of its own");
    return false;
  }

  private void deliverTransport(
      SocketBuffer buffer, Ipv6Packet packet, Ipv6Way.Found way, int nextAt) {
    int protocol = packet.protocol();
    NetDevice device = incoming(buffer).device();
    if (buffer.isTraced()) {
      buffer.trace(new IpStep.DeliveredLocally(buffer.device().place(), name(protocol)));
    }
    boolean taken = raw != null && raw.receive(buffer, packet, device);
    if (protocol == IpProtocol.NO_NEXT) {
      buffer.delivered("nobody: no next header");
      return;
    }
    Ipv6TransportHandler handler = transports.get(protocol);
    if (protocol == IpProtocol.ICMPV6) {
      if (isForUs(buffer, packet)) {
        stack.icmp().receive(buffer, packet, way, taken);
      } else {
        buffer.drop(DropReason.IP_INADDRERRORS, null, "a member of " + packet.destination());
      }
    } else if (handler != null) {
      if (isForUs(buffer, packet)) {
        handler.receive(buffer, packet, device);
      } else {
        buffer.drop(DropReason.IP_INADDRERRORS, null, "a member of " + packet.destination());
      }
    } else if (taken) {
      buffer.delivered("raw socket");
    } else {
      noProtocol(buffer, nextAt);
    }
  }

  /// A packet to a group is for this host if the device it came in by is a member; queries are in
  /// any case.
  private boolean isForUs(SocketBuffer buffer, Ipv6Packet packet) {
    if (!packet.destination().isMulticast()) {
      return true;
    }
    Ipv6Device owner = stack.find(buffer.device());
    boolean listening =
        packet.transport() instanceof Icmpv6Message message
            && (message.type() == Icmpv6Message.MLD_QUERY
                || message.type() == Icmpv6Message.MLD_REPORT
                || message.type() == Icmpv6Message.MLD_DONE
                || message.type() == Icmpv6Message.MLD2_REPORT);
    return listening || (owner != null && owner.multicast().isMember(packet.destination()));
  }

  private void noProtocol(SocketBuffer buffer, int nextAt) {
    stack.icmp().error(buffer, Icmpv6Message.PARAMETER_PROBLEM, 1, nextAt);
    buffer.drop(DropReason.IP_NOPROTO);
  }

  static Ipv6Packet packetOf(SocketBuffer buffer) {
    if (buffer.frame().payload() instanceof Ipv6Packet packet) {
      return packet;
    }
    throw new IllegalStateException("not an IPv6 packet: " + buffer.frame());
  }

  static Incoming incoming(SocketBuffer buffer) {
    Incoming incoming = buffer.attachment(Incoming.class);
    return incoming == null ? new Incoming(buffer.device(), Incoming.NO_ALERT, false) : incoming;
  }

  private static String name(int protocol) {
    return switch (protocol) {
      case IpProtocol.ICMPV6 -> "ICMPv6";
      case IpProtocol.UDP -> "UDP";
      case IpProtocol.TCP -> "TCP";
      default -> "protocol " + protocol;
    };
  }
}
