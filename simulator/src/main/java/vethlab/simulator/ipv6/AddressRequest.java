package vethlab.simulator.ipv6;

import com.google.common.collect.ImmutableSet;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.packet.Ipv6Address;

/// An address to be configured, as `ip addr add` asks for it (`RTM_NEWADDR`).
///
/// @param peer the other end's address, or null
/// @param flags those that a user may set: NODAD, HOMEADDRESS, MANAGETEMPADDR, NOPREFIXROUTE,
///     MCAUTOJOIN, OPTIMISTIC
/// @param validSeconds [Ipv6InterfaceAddress#INFINITE] for no end
/// @param metric of the prefix route; 0 for the usual one
/// @param exclusive an address that exists is an error (`NLM_F_EXCL`)
/// @param replace an address that exists is changed (`NLM_F_REPLACE`)
public record AddressRequest(
    NetDevice device,
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
  public static AddressRequest of(NetDevice device, Ipv6Address address, int prefixLength) {
    return new AddressRequest(
        device,
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

  public AddressRequest withFlags(AddressFlag... other) {
    return new AddressRequest(
        device,
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

  public AddressRequest withLifetimes(long valid, long preferred) {
    return new AddressRequest(
        device,
        address,
        peer,
        prefixLength,
        flags,
        valid,
        preferred,
        metric,
        exclusive,
        replace);
  }

  public AddressRequest withPeer(@Nullable Ipv6Address other) {
    return new AddressRequest(
        device,
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

  public AddressRequest withMetric(long other) {
    return new AddressRequest(
        device,
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
  public AddressRequest replacing() {
    return new AddressRequest(
        device,
        address,
        peer,
        prefixLength,
        flags,
        validSeconds,
        preferredSeconds,
        metric,
        false,
        true);
  }
}
