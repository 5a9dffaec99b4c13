package vethlab.simulator.ipv6;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.packet.Ipv6Address;

/// Chooses the address from which to speak to a destination (RFC 6724, 5; `ipv6_dev_get_saddr`).
///
/// Candidates are compared rule by rule; the first rule on which two differ decides. Devices are
/// looked at in their order, and an equal candidate does not replace the first.
final class SourceAddressSelection {

  private final Ipv6Address destination;
  private final int scope;
  private final int label;
  private final @Nullable NetDevice device;
  private @Nullable Ipv6InterfaceAddress best;

  private SourceAddressSelection(Ipv6Address destination, @Nullable NetDevice device) {
    this.destination = destination;
    this.scope = AddressScope.of(destination);
    this.label = AddressLabels.of(destination);
    this.device = device;
  }

  /// The address to use towards `destination`, or null if there is none.
  ///
  /// @param device the device by which packets leave, or null if that is open
  /// @param all what IPv6 keeps about the devices of the namespace, by rising index
  static @Nullable Ipv6Address select(
      Ipv6Address destination, @Nullable NetDevice device, Collection<Ipv6Device> all) {
    SourceAddressSelection selection = new SourceAddressSelection(destination, device);
    for (Ipv6Device each : all) {
      if (selection.isCandidate(each)) {
        selection.consider(each);
      }
    }
    return selection.best == null ? null : selection.best.address();
  }

  /// Towards a group, and towards a link-local address, only the outgoing device's own addresses
  /// count; else those of all devices.
  private boolean isCandidate(Ipv6Device candidate) {
    boolean own = candidate.device() == device;
    if (device == null || own) {
      return true;
    }
    return !destination.isMulticast()
        && scope > AddressScope.LINK_LOCAL
        && !usesOwnAddressesOnly(candidate.stack());
  }

  private boolean usesOwnAddressesOnly(Ipv6Stack stack) {
    Ipv6Device outgoing = device == null ? null : stack.find(device);
    return outgoing != null && outgoing.is(DeviceSetting.USE_OIF_ADDRS_ONLY);
  }

  private void consider(Ipv6Device candidate) {
    for (Ipv6InterfaceAddress address : candidate.addresses()) {
      if (address.isUsable() && !address.address().isMulticast() && isBetter(address)) {
        best = address;
      }
    }
  }

  private boolean isBetter(Ipv6InterfaceAddress candidate) {
    Ipv6InterfaceAddress known = best;
    if (known == null) {
      return true;
    }
    int order = Boolean.compare(isSame(candidate), isSame(known));
    order = order != 0 ? order : Integer.compare(byScope(candidate), byScope(known));
    order = order != 0 ? order : Boolean.compare(isPreferred(candidate), isPreferred(known));
    order = order != 0 ? order : Boolean.compare(isHome(candidate), isHome(known));
    order = order != 0 ? order : Boolean.compare(isOutgoing(candidate), isOutgoing(known));
    order = order != 0 ? order : Boolean.compare(hasLabel(candidate), hasLabel(known));
    order = order != 0 ? order : Boolean.compare(isSameKind(candidate), isSameKind(known));
    order = order != 0 ? order : Integer.compare(commonBits(candidate), commonBits(known));
    return order > 0;
  }

  /// Rule 1: prefer the same address.
  private boolean isSame(Ipv6InterfaceAddress candidate) {
    return candidate.address().equals(destination);
  }

  /// Rule 2: prefer the smallest scope that is wide enough, else the widest.
  private int byScope(Ipv6InterfaceAddress candidate) {
    int own = AddressScope.of(candidate.address());
    return own >= scope ? -own : own - 128;
  }

  /// Rule 3: avoid deprecated addresses.
  private static boolean isPreferred(Ipv6InterfaceAddress candidate) {
    Ipv6Address address = candidate.address();
    boolean always = address.isLoopback() || (address.high() == 0 && isEmbedded(address.low()));
    return always || !candidate.is(AddressFlag.DEPRECATED);
  }

  /// Whether the low half makes an IPv4-mapped or IPv4-compatible address.
  private static boolean isEmbedded(long low) {
    return low >>> 32 == 0xffff || low >>> 32 == 0;
  }

  /// Rule 4: prefer home addresses.
  private static boolean isHome(Ipv6InterfaceAddress candidate) {
    return candidate.is(AddressFlag.HOMEADDRESS);
  }

  /// Rule 5: prefer the outgoing device.
  private boolean isOutgoing(Ipv6InterfaceAddress candidate) {
    return device == null || candidate.device() == device;
  }

  /// Rule 6: prefer a matching label.
  private boolean hasLabel(Ipv6InterfaceAddress candidate) {
    return AddressLabels.of(candidate.address()) == label;
  }

  /// Prefer identifiers (2001:10::/28) for identifiers, and only for them.
  private boolean isSameKind(Ipv6InterfaceAddress candidate) {
    return isIdentifier(candidate.address()) == isIdentifier(destination);
  }

  private static boolean isIdentifier(Ipv6Address address) {
    return address.high() >>> 36 == 0x2001_0010 >>> 4;
  }

  /// Rule 8: use the longest matching prefix.
  private int commonBits(Ipv6InterfaceAddress candidate) {
    Ipv6Address address = candidate.address();
    long high = address.high() ^ destination.high();
    int common =
        high != 0
            ? Long.numberOfLeadingZeros(high)
            : 64 + Long.numberOfLeadingZeros(address.low() ^ destination.low());
    return Math.min(common, candidate.prefixLength());
  }
}
