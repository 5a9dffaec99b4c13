package vethlab.simulator.ipv6;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.fib.NextHop;
import vethlab.simulator.fib.Route;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.fib.RouteResult;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.trace.Origin;

/// Finds the way of packets that come in and that go out (`ip6_route_input`, `ip6_route_output`).
final class Ipv6Router implements Forkable {

  private final Ipv6Stack stack;

  Ipv6Router(Ipv6Stack stack) {
    this.stack = stack;
  }

  private Ipv6Router(Ipv6Router original, Fork fork) {
    fork.enter(original, this);
    this.stack = fork.of(original.stack);
  }

  @Override
  public Ipv6Router fork(Fork fork) {
    return new Ipv6Router(this, fork);
  }

  /// The way of a packet that came in: it prefers the device that it came in by.
  Ipv6Way input(NetDevice device, Ipv6Packet packet, int mark) {
    RouteQuery query =
        RouteQuery.output(packet.destination(), packet.source())
            .withIif(device.index())
            .withOif(device.index())
            .withMark(mark)
            .withTransport(
                packet.protocol(),
                Multipath.sourcePort(packet.transport()),
                Multipath.destinationPort(packet.transport()));
    boolean strict = AddressScope.isStrict(packet.destination());
    return lookup(query, strict, packet);
  }

  /// The way of a packet of this host.
  ///
  /// @param query its `oif` is the device that is asked for, 0 for any
  /// @param bound whether the sender insists on that device
  Ipv6Way output(RouteQuery query, boolean bound) {
    Ipv6Address destination = (Ipv6Address) query.destination();
    boolean strict =
        bound
            || AddressScope.isStrict(destination)
            || (query.oif() != 0 && query.source().isUnspecified());
    return lookup(query, strict);
  }

  /// @param strict whether the device asked for must be the one
  Ipv6Way lookup(RouteQuery query, boolean strict) {
    return lookup(query, strict, null);
  }

  /// @param packet the packet that came in, or null for one that is to be made
  private Ipv6Way lookup(RouteQuery query, boolean strict, @Nullable Ipv6Packet packet) {
    boolean host = !stack.settings().all().is(DeviceSetting.FORWARDING);
    Ipv6TableLookup lookup = new Ipv6TableLookup(stack, strict, host);
    return switch (stack.fib().lookup(query, lookup)) {
      case RouteResult.Found(Route route, int hop) -> found(route, hop, query, packet, lookup);
      case RouteResult.Refused refused ->
          new Ipv6Way.Refused(refused.errno(), refused.route(), refused.origin());
      case RouteResult.NoRoute() -> new Ipv6Way.Refused(Errno.ENETUNREACH, null, Origin.KERNEL);
    };
  }

  private Ipv6Way found(
      Route route,
      int best,
      RouteQuery query,
      @Nullable Ipv6Packet packet,
      Ipv6TableLookup lookup) {
    NextHop hop = route.nextHops().get(best);
    int choices = 1;
    boolean deviceGiven = query.iif() == RouteQuery.LOOPBACK && query.oif() == hop.device();
    if (route.nextHops().size() > 1 && !deviceGiven) {
      Multipath.Flow flow =
          packet == null ? stack.multipath().flow(query) : stack.multipath().flow(packet);
      Multipath.Choice choice = stack.multipath().choose(route, hop, query, flow, lookup);
      hop = choice.hop();
      choices = choice.choices();
    }
    NetDevice device = stack.devices().find(hop.device());
    if (device == null) {
      return new Ipv6Way.Refused(Errno.ENETUNREACH, route, route.origin());
    }
    Ipv6Address destination = (Ipv6Address) query.destination();
    Ipv6Way.Kind kind = kind(route, device);
    @Nullable PathException exception =
        kind == Ipv6Way.Kind.REMOTE ? stack.exceptions().find(route, hop, destination) : null;
    return new Ipv6Way.Found(stack, route, hop, device, kind, exception, choices);
  }

  private static Ipv6Way.Kind kind(Route route, NetDevice device) {
    return switch (route.type()) {
      case LOCAL -> Ipv6Way.Kind.LOCAL;
      case ANYCAST -> Ipv6Way.Kind.ANYCAST;
      default -> {
        if (route.destination().address().isMulticast()) {
          yield Ipv6Way.Kind.GROUP;
        }
        // A range on the loopback device leads nowhere (fib6_is_reject).
        yield device.flags().isLoopback() && !route.destination().address().isLoopback()
            ? Ipv6Way.Kind.NOTHING
            : Ipv6Way.Kind.REMOTE;
      }
    };
  }
}
