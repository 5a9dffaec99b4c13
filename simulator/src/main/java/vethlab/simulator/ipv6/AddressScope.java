package vethlab.simulator.ipv6;

import vethlab.simulator.packet.Ipv6Address;

/// How far an address is valid (RFC 4007; `__ipv6_addr_type`): the four scope bits of a group, and
/// the same numbers for unicast addresses.
final class AddressScope {

  static final int INTERFACE_LOCAL = 1;
  static final int LINK_LOCAL = 2;
  static final int SITE_LOCAL = 5;
  static final int GLOBAL = 14;

  private AddressScope() {}

  /// The scope; 0 for the unspecified address, link-local for ::1.
  static int of(Ipv6Address address) {
    if (address.isMulticast()) {
      return (int) (address.high() >>> 48) & 0xf;
    }
    if (address.isUnspecified()) {
      return 0;
    }
    if (address.isLinkLocal() || address.isLoopback()) {
      return LINK_LOCAL;
    }
    return isSiteLocal(address) ? SITE_LOCAL : GLOBAL;
  }

  /// Whether it is in fec0::/10.
  static boolean isSiteLocal(Ipv6Address address) {
    return address.high() >>> 54 == 0xfec0 >>> 6;
  }

  /// Whether a route to it must leave by the device that is asked for (`rt6_need_strict`).
  static boolean isStrict(Ipv6Address address) {
    return address.isLinkLocal() || address.isLoopback() || address.isMulticast();
  }

  /// Whether it means nothing without a device (`__ipv6_addr_needs_scope_id`).
  static boolean needsDevice(Ipv6Address address) {
    return address.isLinkLocal()
        || (address.isMulticast() && (of(address) == LINK_LOCAL || of(address) == INTERFACE_LOCAL));
  }
}
