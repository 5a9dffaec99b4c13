package vethlab.simulator.ipv4;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.fib.RouteScope;
import vethlab.simulator.packet.Ipv4Address;

/// What a person asks for with `ip addr add`, `change`, `replace` (`RTM_NEWADDR`).
///
/// @param local the host's own address
/// @param peer the other end's, or null
/// @param broadcast null if none is given
/// @param label null for the device's name
/// @param validSeconds [AddressLifetime#FOREVER] for no limit
/// @param preferredSeconds [AddressLifetime#FOREVER] for no limit
/// @param noPrefixRoute `noprefixroute`
/// @param autoJoin `autojoin`: a multicast address is joined
/// @param metric of the route to the network
/// @param protocol who asks, 0 if nobody says
/// @param exclusive whether an existing address is an error (`NLM_F_EXCL`)
/// @param replace whether an existing address may be changed (`NLM_F_REPLACE`)
public record AddressRequest(
    Ipv4Address local,
    @Nullable Ipv4Address peer,
    int prefixLength,
    @Nullable Ipv4Address broadcast,
    RouteScope scope,
    @Nullable String label,
    long validSeconds,
    long preferredSeconds,
    boolean noPrefixRoute,
    boolean autoJoin,
    int metric,
    int protocol,
    boolean exclusive,
    boolean replace) {

  /// `ip addr add LOCAL/LENGTH dev …`, with the scope that `ip` chooses.
  public static AddressRequest add(Ipv4Address local, int prefixLength) {
    return new AddressRequest(
        local,
        null,
        prefixLength,
        null,
        local.isLoopback() ? RouteScope.HOST : RouteScope.UNIVERSE,
        null,
        AddressLifetime.FOREVER,
        AddressLifetime.FOREVER,
        false,
        false,
        0,
        0,
        true,
        false);
  }

  /// The same with a broadcast address (`brd +` is for the caller to compute).
  public AddressRequest withBroadcast(Ipv4Address value) {
    return new AddressRequest(
        local,
        peer,
        prefixLength,
        value,
        scope,
        label,
        validSeconds,
        preferredSeconds,
        noPrefixRoute,
        autoJoin,
        metric,
        protocol,
        exclusive,
        replace);
  }
}
