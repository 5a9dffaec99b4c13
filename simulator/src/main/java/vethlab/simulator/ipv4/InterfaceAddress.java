package vethlab.simulator.ipv4;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.fib.RouteScope;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Prefix;
import vethlab.simulator.trace.Origin;

/// An address of a device (`in_ifaddr`).
///
/// @param local the host's own
/// @param address the other end's on a link with one other end, else the same as `local`
/// @param prefixLength of the network that `address` lies in
/// @param broadcast null if none was given
/// @param secondary whether another of the same network came first
/// @param noPrefixRoute whether no route to the network is made
/// @param deprecated whether its preferred time is over
/// @param metric of the route to the network
/// @param protocol who set it, 0 if nobody says
public record InterfaceAddress(
    Ipv4Address local,
    Ipv4Address address,
    int prefixLength,
    @Nullable Ipv4Address broadcast,
    RouteScope scope,
    String label,
    boolean secondary,
    boolean noPrefixRoute,
    boolean deprecated,
    int metric,
    int protocol,
    AddressLifetime lifetime,
    Origin origin) {

  /// The network that it lies in.
  public Ipv4Prefix network() {
    return Ipv4Prefix.around(address, prefixLength);
  }

  /// The highest address of the network.
  Ipv4Address highest() {
    return network().broadcast();
  }

  /// Whether `other` lies in the network (`inet_ifa_match`).
  boolean matches(Ipv4Address other) {
    return network().contains(other);
  }

  /// Whether both lie in one network (mask and prefix alike).
  boolean sharesNetworkWith(InterfaceAddress other) {
    return prefixLength == other.prefixLength && other.matches(address);
  }

  InterfaceAddress withSecondary(boolean value) {
    return new InterfaceAddress(
        local,
        address,
        prefixLength,
        broadcast,
        scope,
        label,
        value,
        noPrefixRoute,
        deprecated,
        metric,
        protocol,
        lifetime,
        origin);
  }

  InterfaceAddress withLabel(String value) {
    return new InterfaceAddress(
        local,
        address,
        prefixLength,
        broadcast,
        scope,
        value,
        secondary,
        noPrefixRoute,
        deprecated,
        metric,
        protocol,
        lifetime,
        origin);
  }

  InterfaceAddress withLifetime(AddressLifetime value, boolean newDeprecated, int newMetric) {
    return new InterfaceAddress(
        local,
        address,
        prefixLength,
        broadcast,
        scope,
        label,
        secondary,
        noPrefixRoute,
        newDeprecated,
        newMetric,
        protocol,
        value,
        origin);
  }
}
