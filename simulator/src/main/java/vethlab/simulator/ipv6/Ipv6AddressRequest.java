package vethlab.simulator.ipv6;

import com.google.common.collect.ImmutableSet;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.Ipv6Address;

/// An address to be configured, as `ip addr add` asks for it (`RTM_NEWADDR`).
///
/// @param peer the other end's address, or null
/// @param flags those that a user may set: NODAD, HOMEADDRESS, MANAGETEMPADDR, NOPREFIXROUTE,
///   MCAUTOJOIN, OPTIMISTIC
/// @param validSeconds [Ipv6InterfaceAddress#INFINITE] for no end
/// @param metric of the prefix route; 0 for the usual one
/// @param exclusive an address that exists is an error (`NLM_F_EXCL`)
/// @param replace an address that exists is changed (`NLM_F_REPLACE`)
public record Ipv6AddressRequest(
    Ipv6Address address,
    @Nullable Ipv6Address peer,
    int prefixLength,
    ImmutableSet<AddressFlag> flags,
    long validSeconds,
    long preferredSeconds,
    long metric,
    boolean exclusive,
    boolean replace) {

  /// A permanent address as `ip addr add ADDRESS/LENGTH dev DEVICE` makes it.
  public static Ipv6AddressRequest add(Ipv6Address address, int prefixLength) {
    return new Ipv6AddressRequest(
        address,
        null,
        prefixLength,
        ImmutableSet.of(),
        Ipv6InterfaceAddress.INFINITE,
        Ipv6InterfaceAddress.INFINITE,
        0,
        true,
        false);
  }

  public Ipv6AddressRequest withFlags(AddressFlag... other) {
    return new Ipv6AddressRequest(
        address,
        peer,
        prefixLength,
        ImmutableSet.copyOf(other),
        validSeconds,
        preferredSeconds,
        metric,
        exclusive,
        replace);
  }

  public Ipv6AddressRequest withLifetimes(long valid, long preferred) {
    return new Ipv6AddressRequest(
        address, peer, prefixLength, flags, valid, preferred, metric, exclusive, replace);
  }

  public Ipv6AddressRequest withPeer(@Nullable Ipv6Address other) {
    return new Ipv6AddressRequest(
        address,
        other,
        prefixLength,
        flags,
        validSeconds,
        preferredSeconds,
        metric,
        exclusive,
        replace);
  }

  public Ipv6AddressRequest withMetric(long other) {
    return new Ipv6AddressRequest(
        address,
        peer,
        prefixLength,
        flags,
        validSeconds,
        preferredSeconds,
        other,
        exclusive,
        replace);
  }

  /// The same for an address that may exist already, as `ip addr replace` asks.
  public Ipv6AddressRequest replacing() {
    return new Ipv6AddressRequest(
        address, peer, prefixLength, flags, validSeconds, preferredSeconds, metric, false, true);
  }
}
