package vethlab.simulator.packet;

/// A range of IPv4 or IPv6 addresses that share their first bits; host bits are zero.
public sealed interface IpPrefix permits Ipv4Prefix, Ipv6Prefix {

  /// The range that `address` lies in: its host bits are cleared.
  static IpPrefix around(IpAddress address, int length) {
    return switch (address) {
      case Ipv4Address ipv4 -> Ipv4Prefix.around(ipv4, length);
      case Ipv6Address ipv6 -> Ipv6Prefix.around(ipv6, length);
    };
  }

  /// The range of `address` alone.
  static IpPrefix host(IpAddress address) {
    return around(address, address.bits());
  }

  /// The lowest address.
  IpAddress address();

  /// How many bits are shared.
  int length();

  /// Whether `other` lies in the range; an address of the other family does not.
  boolean covers(IpAddress other);

  /// Whether the range is one address.
  default boolean isHost() {
    return length() == address().bits();
  }
}
