package vethlab.simulator.ipv6;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.EtherType;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.packet.TcpSegment;
import vethlab.simulator.packet.Transport;
import vethlab.simulator.packet.UdpDatagram;
import vethlab.simulator.wire.Wire;

/// Chooses among several next hops of equal worth, the same one for the same flow
/// (`fib6_select_path`).
///
/// The kernel hashes with a secret drawn at boot, so which one it is cannot be known.
final class Multipath implements Forkable {

  /// The setting `fib_multipath_hash_policy` with which ports count.
  private static final long BY_PORTS = 1;

  /// What is hashed (`struct flow_keys`).
  record Flow(Ipv6Address source, Ipv6Address destination, int protocol, long label, long ports) {}

  /// What was chosen.
  ///
  /// @param choices how many next hops it could have been
  record Choice(NextHop hop, int choices) {}

  private final Ipv6Stack stack;

  Multipath(Ipv6Stack stack) {
    this.stack = stack;
  }

  private Multipath(Multipath original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
  }

  @Override
  public Multipath fork(Fork fork) {
    return new Multipath(this, fork);
  }

  /// The flow of a packet that this host is about to make.
  Flow flow(RouteQuery query) {
    boolean byPorts = isByPorts();
    return new Flow(
        (Ipv6Address) query.source(),
        (Ipv6Address) query.destination(),
        query.protocol(),
        0,
        byPorts ? ports(query.sourcePort(), query.destinationPort()) : 0);
  }

  /// The flow of a packet that came in; an error follows the packet that it is about
  /// (`ip6_multipath_l3_keys`).
  Flow flow(Ipv6Packet packet) {
    if (isByPorts()) {
      long ports = ports(sourcePort(packet.transport()), destinationPort(packet.transport()));
      return new Flow(packet.source(), packet.destination(), packet.protocol(), 0, ports);
    }
    Ipv6Packet key = packet;
    if (packet.transport() instanceof Icmpv6Message.Error error
        && packet.extensions().isEmpty()
        && Wire.decodeQuoted(EtherType.IPV6, error.quoted()) instanceof Ipv6Packet inner) {
      key = inner;
    }
    return new Flow(key.source(), key.destination(), nextHeader(key), key.flowLabel(), 0);
  }

  private static int nextHeader(Ipv6Packet packet) {
    return packet.extensions().isEmpty()
        ? packet.protocol()
        : packet.extensions().getFirst().number();
  }

  private boolean isByPorts() {
    return stack.settings().number("fib_multipath_hash_policy") == BY_PORTS;
  }

  /// @param best the next hop to take if the one for the flow does not answer or is not asked for
  Choice choose(Route route, NextHop best, RouteQuery query, Flow flow, Ipv6TableLookup lookup) {
    List<NextHop> hops = route.nextHops();
    long total = hops.stream().filter(this::isAlive).mapToLong(NextHop::weight).sum();
    if (total == 0) {
      return new Choice(best, 1);
    }
    long hash = hash(flow);
    NextHop chosen = best;
    boolean found = false;
    Set<NextHop> possible = new HashSet<>();
    long weight = 0;
    for (NextHop hop : hops) {
      if (!isAlive(hop)) {
        continue;
      }
      weight += hop.weight();
      boolean answers = lookup.worth(route, hop, query) >= 0;
      possible.add(answers ? hop : best);
      // The bound is (weight << 31) / total, rounded to the nearest, less one.
      if (!found && hash < ((weight << 31) + total / 2) / total) {
        found = true;
        chosen = answers ? hop : best;
      }
    }
    return new Choice(chosen, possible.size());
  }

  private boolean isAlive(NextHop hop) {
    Ipv6Device owner = stack.find(hop.device());
    boolean ignored =
        hop.linkdown() && owner != null && owner.is(DeviceSetting.IGNORE_ROUTES_WITH_LINKDOWN);
    return !hop.dead() && !ignored;
  }

  /// 31 bits.
  private long hash(Flow flow) {
    int hash =
        FlowLabels.hash(
            stack.secret() ^ flow.label(),
            flow.source(),
            flow.destination(),
            flow.protocol(),
            flow.ports());
    return Integer.toUnsignedLong(hash) >>> 1;
  }

  /// Both ports, the same for both directions.
  private static long ports(int one, int other) {
    return (long) Math.min(one, other) << 16 | Math.max(one, other);
  }

  /// The port that a packet comes from; 0 where it has none.
  static int sourcePort(Transport transport) {
    return switch (transport) {
      case UdpDatagram udp -> udp.sourcePort();
      case TcpSegment tcp -> tcp.sourcePort();
      default -> 0;
    };
  }

  /// The port that a packet goes to; 0 where it has none.
  static int destinationPort(Transport transport) {
    return switch (transport) {
      case UdpDatagram udp -> udp.destinationPort();
      case TcpSegment tcp -> tcp.destinationPort();
      default -> 0;
    };
  }
}
