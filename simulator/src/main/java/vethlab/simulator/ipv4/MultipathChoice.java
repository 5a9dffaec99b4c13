package vethlab.simulator.ipv4;

import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.RouteResult;
import vethlab.simulator.fib.RouteScope;
import vethlab.simulator.neighbour.Neighbour;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.packet.TcpSegment;
import vethlab.simulator.packet.Transport;
import vethlab.simulator.packet.UdpDatagram;

/// Which of several next hops a flow takes (`fib_select_multipath`).
///
/// The kernel hashes with a key that is drawn at every boot, so the choice can only be said to
/// depend on it; here the key comes from the machine's seed.
final class MultipathChoice {

  /// What is hashed.
  record Flow(Ipv4Address source, Ipv4Address destination, int protocol, int ports) {

    /// The flow of a packet, by layer 3 addresses (an ICMP error follows the packet it is about) or
    /// with ports too.
    static Flow of(Ipv4Packet packet, long policy) {
      return switch ((int) policy) {
        case 0 -> {
          Ipv4Packet key = packet;
          if (packet.transport() instanceof IcmpMessage.Error error
              && Quotes.read(error) instanceof Ipv4Packet inner) {
            key = inner;
          }
          yield new Flow(key.source(), key.destination(), 0, 0);
        }
        case 1 ->
            new Flow(
                packet.source(),
                packet.destination(),
                packet.protocol(),
                MultipathChoice.ports(packet.transport()));
        default -> throw new NotModelled("net.ipv4.fib_multipath_hash_policy=" + policy);
      };
    }
  }

  private final Ipv4Stack stack;

  MultipathChoice(Ipv4Stack stack) {
    this.stack = stack;
  }

  /// The next hop of a route for a flow.
  RouteResult.Found choose(RouteResult.Found found, Flow flow) {
    if (found.route().nextHops().size() < 2) {
      return found;
    }
    long total = 0;
    for (NextHop hop : found.route().nextHops()) {
      total += isAlive(hop) ? hop.weight() : 0;
    }
    long hash = hash(flow);
    long weight = 0;
    int first = -1;
    boolean askNeighbours = stack.settings().isOn("fib_multipath_use_neigh");
    for (int i = 0; i < found.route().nextHops().size(); i++) {
      NextHop hop = found.route().nextHops().get(i);
      long bound = -1;
      if (total != 0 && isAlive(hop)) {
        weight += hop.weight();
        bound = ((weight << 31) + total / 2) / total - 1;
      }
      if (askNeighbours) {
        if (!isKnown(hop)) {
          continue;
        }
        if (first < 0) {
          first = i;
        }
      }
      if (hash <= bound) {
        return new RouteResult.Found(found.route(), i);
      }
    }
    return first < 0 ? found : new RouteResult.Found(found.route(), first);
  }

  private boolean isAlive(NextHop hop) {
    if (hop.dead()) {
      return false;
    }
    var link = stack.link(hop.device());
    return !(hop.linkdown() && link != null && link.ignoresLinkdown());
  }

  private boolean isKnown(NextHop hop) {
    if (!hop.scope().equals(RouteScope.LINK) || hop.gateway() == null) {
      return true;
    }
    NetDevice device = stack.devices().find(hop.device());
    Neighbour neighbour = device == null ? null : stack.neighbours().lookup(device, hop.gateway());
    return neighbour == null || neighbour.state().isValid();
  }

  /// 31 bits that depend on all of the flow and on the key (SplitMix64's mixer).
  private long hash(Flow flow) {
    long mixed =
        stack.core().hashSecret()
            ^ ((long) flow.source().value() << 32
                | Integer.toUnsignedLong(flow.destination().value()));
    mixed = mix(mixed) ^ ((long) flow.protocol() << 32 | Integer.toUnsignedLong(flow.ports()));
    return mix(mixed) >>> 33;
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return mixed ^ (mixed >>> 31);
  }

  /// The ports of a packet, source in the high half; 0 where it has none.
  static int ports(Transport transport) {
    return switch (transport) {
      case UdpDatagram udp -> udp.sourcePort() << 16 | udp.destinationPort();
      case TcpSegment tcp -> tcp.sourcePort() << 16 | tcp.destinationPort();
      case Transport.Raw raw when raw.data().length() >= 4 && hasPorts(raw.protocol()) ->
          raw.data().at(0) << 24
              | raw.data().at(1) << 16
              | raw.data().at(2) << 8
              | raw.data().at(3);
      default -> 0;
    };
  }

  private static boolean hasPorts(int protocol) {
    return protocol == IpProtocol.UDP || protocol == IpProtocol.TCP;
  }
}
