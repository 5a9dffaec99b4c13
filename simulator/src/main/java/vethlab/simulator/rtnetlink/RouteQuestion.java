package vethlab.simulator.rtnetlink;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.IpAddress;

/// A packet whose way is asked for (`RTM_GETROUTE`).
///
/// @param source unspecified if it is open
/// @param incoming the index of the device where it comes in; 0 for a packet of this host
/// @param outgoing the index of the device that it is to leave by; 0 for any
/// @param protocol of the transport; 0 for the one that is taken if none is named
/// @param user whose packet it is, or null if that is open
/// @param wholeRoute whether the route is to be told in place of the packet's way
public record RouteQuestion(
    IpAddress destination,
    IpAddress source,
    int incoming,
    int outgoing,
    int tos,
    int mark,
    int protocol,
    int sourcePort,
    int destinationPort,
    @Nullable Integer user,
    boolean wholeRoute) {}
