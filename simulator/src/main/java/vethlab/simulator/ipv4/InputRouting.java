package vethlab.simulator.ipv4;

import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.fib.RouteQuery;
import vethlab.simulator.fib.RouteResult;
import vethlab.simulator.fib.RouteType;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.trace.DropReason;

/// Decides what becomes of packets from the wire: for this host, to be forwarded, or not believed
/// (`ip_route_input_slow`).
final class InputRouting {

  private final Ipv4Stack stack;
  private final SourceValidation validation;

  InputRouting(Ipv4Stack stack) {
    this.stack = stack;
    this.validation = new SourceValidation(stack);
  }

  /// What is asked.
  ///
  /// @param ip whether it is an IPv4 packet: ARP asks too, for the sake of proxies
  /// @param flow what chooses among next hops
  record Question(
      Ipv4Address destination,
      Ipv4Address source,
      int tos,
      int mark,
      int protocol,
      int ports,
      boolean ip,
      MultipathChoice.Flow flow) {}

  RouteDecision decide(Question asked, Ipv4Interface on) {
    return asked.destination().isMulticast() ? toGroup(asked, on) : toHost(asked, on);
  }

  // ---- Groups ----

  private RouteDecision toGroup(Question asked, Ipv4Interface on) {
    Ipv4Address source = asked.source();
    if (!on.groups().accepts(asked.destination())) {
      return new RouteDecision.Refused(
          Errno.EINVAL,
          DropReason.NOT_SPECIFIED,
          on.device().origin(),
          "membership of " + asked.destination() + " on " + on.device().name());
    }
    if (source.isMulticast() || source.isLimitedBroadcast()) {
      return martian(on, DropReason.IP_INVALID_SOURCE);
    }
    if (source.isLoopback() && !on.isOn(DeviceSetting.ROUTE_LOCALNET)) {
      return martian(on, DropReason.IP_LOCALNET);
    }
    if (source.isZeroNet()) {
      if (!asked.destination().isLocalMulticast() && asked.protocol() != IpProtocol.IGMP) {
        return martian(on, DropReason.IP_INVALID_SOURCE);
      }
    } else {
      SourceCheck check =
          validation.check(source, Ipv4Address.ANY, asked.tos(), asked.mark(), 0, on);
      if (!check.isGood()) {
        return disbelieved(check, on);
      }
    }
    return local(asked, on, RouteType.MULTICAST, null);
  }

  // ---- Hosts and broadcasts ----

  private RouteDecision toHost(Question asked, Ipv4Interface on) {
    Ipv4Address source = asked.source();
    Ipv4Address destination = asked.destination();
    if (source.isMulticast() || source.isLimitedBroadcast()) {
      return martian(on, DropReason.IP_INVALID_SOURCE);
    }
    if (destination.isLimitedBroadcast()
        || (source.isUnspecified() && destination.isUnspecified())) {
      return broadcast(asked, on, null);
    }
    if (source.isZeroNet()) {
      return martian(on, DropReason.IP_INVALID_SOURCE);
    }
    if (destination.isZeroNet()) {
      return martian(on, DropReason.IP_INVALID_DEST);
    }
    if ((destination.isLoopback() || source.isLoopback())
        && !on.isOn(DeviceSetting.ROUTE_LOCALNET)) {
      return martian(on, DropReason.IP_LOCALNET);
    }
    boolean forwarding = on.isOn(DeviceSetting.FORWARDING);
    RouteResult result = stack.fib().lookup(query(asked, on));
    if (!(result instanceof RouteResult.Found found)) {
      return unroutable(result, asked, on, forwarding);
    }
    return switch (found.route().type()) {
      case BROADCAST ->
          on.isOn(DeviceSetting.BC_FORWARDING)
              ? forward(asked, on, found)
              : broadcast(asked, on, found);
      case LOCAL -> {
        SourceCheck check = validation.check(source, destination, asked.tos(), asked.mark(), 0, on);
        yield check.isGood() ? local(asked, on, RouteType.LOCAL, found) : disbelieved(check, on);
      }
      case UNICAST, ANYCAST, MULTICAST, NAT, UNSPEC, BLACKHOLE, UNREACHABLE, PROHIBIT, THROW -> {
        if (!forwarding) {
          yield notForwarding(asked, on, Errno.EHOSTUNREACH);
        }
        yield found.route().type() == RouteType.UNICAST
            ? forward(asked, on, found)
            : martian(on, DropReason.IP_INVALID_DEST);
      }
    };
  }

  private static RouteQuery query(Question asked, Ipv4Interface on) {
    return RouteQuery.output(asked.destination(), asked.source())
        .withIif(on.device().index())
        .withTos(asked.tos())
        .withMark(asked.mark())
        .withTransport(asked.protocol(), asked.ports() >>> 16, asked.ports() & 0xffff);
  }

  private RouteDecision broadcast(
      Question asked,
      Ipv4Interface on,
      RouteResult.@org.jspecify.annotations.Nullable Found found) {
    if (!asked.ip()) {
      return martian(on, DropReason.IP_INVALID_DEST);
    }
    if (!asked.source().isZeroNet()) {
      SourceCheck check =
          validation.check(asked.source(), Ipv4Address.ANY, asked.tos(), asked.mark(), 0, on);
      if (!check.isGood()) {
        return disbelieved(check, on);
      }
    }
    return local(asked, on, RouteType.BROADCAST, found);
  }

  private RouteDecision local(
      Question asked,
      Ipv4Interface on,
      RouteType type,
      RouteResult.@org.jspecify.annotations.Nullable Found found) {
    return new RouteDecision.Routed(
        stack
            .routing()
            .route(
                stack.loopback(),
                type,
                null,
                found,
                asked.destination(),
                asked.source(),
                true,
                false,
                true,
                on.device().index()));
  }

  /// The way on of a packet that is for another host (`__mkroute_input`).
  private RouteDecision forward(Question asked, Ipv4Interface on, RouteResult.Found found) {
    RouteResult.Found chosen = stack.multipath().choose(found, asked.flow());
    NetDevice device = stack.devices().find(chosen.nextHop().device());
    Ipv4Interface out = device == null ? null : stack.find(device);
    if (out == null) {
      return martian(on, DropReason.NOT_SPECIFIED);
    }
    SourceCheck check =
        validation.check(
            asked.source(),
            asked.destination(),
            asked.tos(),
            asked.mark(),
            out.device().index(),
            on);
    if (!check.isGood()) {
      return disbelieved(check, on);
    }
    boolean back = out == on;
    Ipv4Address gateway =
        chosen.nextHop().gateway() instanceof Ipv4Address router ? router : Ipv4Address.ANY;
    boolean redirect =
        back
            && check == SourceCheck.ON_LINK
            && asked.ip()
            && out.isOn(DeviceSetting.SEND_REDIRECTS)
            && (out.isOn(DeviceSetting.SHARED_MEDIA) || out.isOnLink(asked.source(), gateway));
    if (!asked.ip() && back && !on.isOn(DeviceSetting.PROXY_ARP_PVLAN)) {
      return martian(on, DropReason.ARP_PVLAN_DISABLE);
    }
    return new RouteDecision.Routed(
        stack
            .routing()
            .route(
                out.device(),
                chosen.route().type(),
                chosen,
                chosen,
                asked.destination(),
                asked.source(),
                false,
                redirect,
                true,
                on.device().index()));
  }

  // ---- Refusals ----

  /// No way: the packet goes to [Ipv4Input] nevertheless, which may answer with an error.
  private RouteDecision unroutable(
      RouteResult result, Question asked, Ipv4Interface on, boolean forwarding) {
    if (!forwarding) {
      return notForwarding(asked, on, Errno.EHOSTUNREACH);
    }
    return stack.routing().unroutable(result, asked.destination(), DropReason.IP_INNOROUTES);
  }

  private static RouteDecision notForwarding(Question asked, Ipv4Interface on, Errno errno) {
    return new RouteDecision.Refused(
        errno,
        DropReason.IP_INADDRERRORS,
        on.device().origin(),
        "address " + asked.destination() + ", or forwarding on " + on.device().name());
  }

  private static RouteDecision martian(Ipv4Interface on, DropReason reason) {
    return new RouteDecision.Refused(Errno.EINVAL, reason, on.device().origin(), null);
  }

  private RouteDecision disbelieved(SourceCheck check, Ipv4Interface on) {
    return switch (check) {
      case LOCAL -> martian(on, DropReason.IP_LOCAL_SOURCE);
      case INVALID -> martian(on, DropReason.IP_INVALID_SOURCE);
      case REVERSE_PATH ->
          new RouteDecision.Refused(
              Errno.EXDEV,
              DropReason.IP_RPFILTER,
              on.device().origin(),
              "a route back over " + on.device().name());
      case ROUTED, ON_LINK -> throw new IllegalStateException("a good source");
    };
  }
}
