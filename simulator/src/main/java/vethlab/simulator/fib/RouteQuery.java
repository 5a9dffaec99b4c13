package vethlab.simulator.fib;

import vethlab.simulator.packet.IpAddress;

/// What a route is looked up for (`flowi4`, `flowi6`).
///
/// @param source unspecified where it is still to be chosen
/// @param tos the bits of the type of service that routes look at
/// @param iif the index of the incoming device; the loopback device's for packets of this host
/// @param oif the index of the device that the sender is bound to, or 0
/// @param minimumScope routes of a wider scope do not count
/// @param protocol of the transport, 0 where unknown
/// @param ignoreLinkState whether next hops without carrier count whatever the settings
public record RouteQuery(
    IpAddress destination,
    IpAddress source,
    int tos,
    int iif,
    int oif,
    int mark,
    RouteScope minimumScope,
    int protocol,
    int sourcePort,
    int destinationPort,
    boolean ignoreLinkState) {

  /// The index that stands for packets of this host (`LOOPBACK_IFINDEX`).
  public static final int LOOPBACK = 1;

  /// A packet of this host to `destination`, its source open or given.
  public static RouteQuery output(IpAddress destination, IpAddress source) {
    return new RouteQuery(
        destination, source, 0, LOOPBACK, 0, 0, RouteScope.UNIVERSE, 0, 0, 0, false);
  }

  public RouteQuery withTos(int value) {
    return new RouteQuery(
        destination,
        source,
        value,
        iif,
        oif,
        mark,
        minimumScope,
        protocol,
        sourcePort,
        destinationPort,
        ignoreLinkState);
  }

  public RouteQuery withIif(int value) {
    return new RouteQuery(
        destination,
        source,
        tos,
        value,
        oif,
        mark,
        minimumScope,
        protocol,
        sourcePort,
        destinationPort,
        ignoreLinkState);
  }

  public RouteQuery withOif(int value) {
    return new RouteQuery(
        destination,
        source,
        tos,
        iif,
        value,
        mark,
        minimumScope,
        protocol,
        sourcePort,
        destinationPort,
        ignoreLinkState);
  }

  public RouteQuery withMark(int value) {
    return new RouteQuery(
        destination,
        source,
        tos,
        iif,
        oif,
        value,
        minimumScope,
        protocol,
        sourcePort,
        destinationPort,
        ignoreLinkState);
  }

  public RouteQuery withMinimumScope(RouteScope value) {
    return new RouteQuery(
        destination,
        source,
        tos,
        iif,
        oif,
        mark,
        value,
        protocol,
        sourcePort,
        destinationPort,
        ignoreLinkState);
  }

  public RouteQuery withTransport(int newProtocol, int newSourcePort, int newDestinationPort) {
    return new RouteQuery(
        destination,
        source,
        tos,
        iif,
        oif,
        mark,
        minimumScope,
        newProtocol,
        newSourcePort,
        newDestinationPort,
        ignoreLinkState);
  }

  public RouteQuery withLinkStateIgnored() {
    return new RouteQuery(
        destination,
        source,
        tos,
        iif,
        oif,
        mark,
        minimumScope,
        protocol,
        sourcePort,
        destinationPort,
        true);
  }
}
