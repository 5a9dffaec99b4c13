package vethlab.simulator.socket;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.ipv4.Ipv4Request;
import vethlab.simulator.ipv4.Ipv4Stack;
import vethlab.simulator.ipv4.RouteDecision;
import vethlab.simulator.ipv4.SendResult;
import vethlab.simulator.ipv6.Ipv6Request;
import vethlab.simulator.ipv6.Ipv6Sent;
import vethlab.simulator.ipv6.Ipv6Stack;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Transport;

/// Hands what sockets send to the stack of the address's family, and asks it for ways.
final class InternetLayer implements IpLayer {

  private static final int LEAST_SEGMENT_SIZE = 256;

  private final Ipv4Stack ipv4;
  private final Ipv6Stack ipv6;

  InternetLayer(Ipv4Stack ipv4, Ipv6Stack ipv6) {
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
  }

  private InternetLayer(InternetLayer original, Fork fork) {
    fork.enter(original, this);
    this.ipv4 = fork.of(original.ipv4);
    this.ipv6 = fork.of(original.ipv6);
  }

  @Override
  public InternetLayer fork(Fork fork) {
    return new InternetLayer(this, fork);
  }

  @Override
  public Outcome send(Sending sending) {
    return switch (sending.destination()) {
      case Ipv4Address to -> send(to, sending);
      case Ipv6Address to -> send(to, sending);
    };
  }

  private Outcome send(Ipv4Address to, Sending sending) {
    SocketOptions options = sending.options();
    Ipv4Request.Builder request =
        Ipv4Request.to(to, sending.transport())
            .title(sending.title())
            .ttl(to.isMulticast() ? options.multicastTtl() : options.ttl())
            .trafficClass(options.trafficClass())
            .boundDevice(options.device())
            .fragmentation(fragmentation(options))
            .identification(sending.identification())
            .broadcast(options.broadcast())
            .onlyLink(options.onlyLink())
            .confirm(sending.confirm())
            .mark(options.mark())
            .multicastDevice(options.multicastDevice())
            .multicastLoop(options.multicastLoop());
    if (sending.source() instanceof Ipv4Address from) {
      request.source(from);
    }
    return switch (ipv4.send(request.build())) {
      case SendResult.Sent sent -> new Outcome.Sent(sent.route().source());
      case SendResult.Refused refused ->
          new Outcome.Refused(refused.errno(), refused.origin(), refused.missing(), refused.mtu());
    };
  }

  private static Ipv4Request.Fragmentation fragmentation(SocketOptions options) {
    return switch (options.fragmentation()) {
      case ALLOWED -> Ipv4Request.Fragmentation.ALLOWED;
      case PATH -> Ipv4Request.Fragmentation.PATH;
      case FORBIDDEN -> Ipv4Request.Fragmentation.FORBIDDEN;
      case PROBE -> Ipv4Request.Fragmentation.PROBE;
    };
  }

  private Outcome send(Ipv6Address to, Sending sending) {
    Ipv6Request request = request(to, sending.transport(), sending.source(), sending.options());
    return switch (ipv6.send(
        request.withTitle(sending.title()).withConfirmation(sending.confirm()))) {
      case Ipv6Sent.Routed routed -> new Outcome.Sent(routed.source());
      case Ipv6Sent.Failed failed ->
          new Outcome.Refused(failed.errno(), failed.origin(), failed.missing(), 0);
      case Ipv6Sent.TooLong tooLong ->
          new Outcome.Refused(Errno.EMSGSIZE, null, null, tooLong.mtu());
    };
  }

  private Ipv6Request request(
      Ipv6Address to, Transport transport, @Nullable IpAddress from, SocketOptions options) {
    boolean bound = options.device() != 0;
    int index = bound ? options.device() : options.multicastDevice();
    NetDevice device = index == 0 ? null : ipv6.devices().find(index);
    Ipv6Request request =
        Ipv6Request.of(transport, to, "packet")
            .withDevice(device, bound)
            .withHopLimit(options.ttl() == 0 ? -1 : options.ttl())
            .withTrafficClass(options.trafficClass())
            .withGroupLoop(options.multicastLoop())
            .withMark(options.mark())
            .withFragmentation(
                options.fragmentation() == SocketOptions.Fragmentation.ALLOWED
                    || options.fragmentation() == SocketOptions.Fragmentation.PATH);
    return from instanceof Ipv6Address source ? request.withSource(source) : request;
  }

  @Override
  public Way way(IpAddress destination, @Nullable IpAddress source, SocketOptions options) {
    return switch (destination) {
      case Ipv4Address to -> way(to, source, options);
      case Ipv6Address to -> way(to, source, options);
    };
  }

  private Way way(Ipv4Address to, @Nullable IpAddress source, SocketOptions options) {
    Ipv4Address from = source instanceof Ipv4Address given ? given : Ipv4Address.ANY;
    RouteQuery query =
        RouteQuery.output(to, from).withOif(options.device()).withMark(options.mark());
    return switch (ipv4.route(query)) {
      case RouteDecision.Routed(var route) ->
          new Way(
              source == null || source.isUnspecified() ? route.source() : source,
              route.device().index(),
              route.mtu(),
              route.advertisedMss(LEAST_SEGMENT_SIZE));
      case RouteDecision.Refused refused -> throw new KernelError(refused.errno());
    };
  }

  private Way way(Ipv6Address to, @Nullable IpAddress source, SocketOptions options) {
    Ipv6Request question = request(to, new Transport.Raw(0, Bytes.EMPTY), source, options);
    return switch (ipv6.route(question)) {
      case Ipv6Sent.Routed(var way, var from) ->
          new Way(from, way.output().index(), way.mtu(), way.maximumSegmentSize());
      case Ipv6Sent.Failed failed -> throw new KernelError(failed.errno());
      case Ipv6Sent.TooLong tooLong -> throw new KernelError(Errno.EMSGSIZE);
    };
  }

  @Override
  public boolean mayBind(IpAddress address, int device) {
    return switch (address) {
      case Ipv4Address v4 -> v4.isUnspecified() || ipv4.typeOf(v4) != RouteType.UNICAST;
      case Ipv6Address v6 ->
          v6.isUnspecified()
              || v6.isMulticast()
              || ipv6.isOwn(v6, device == 0 ? null : ipv6.devices().find(device));
    };
  }
}
