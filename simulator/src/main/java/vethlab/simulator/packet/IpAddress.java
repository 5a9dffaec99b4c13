package vethlab.simulator.packet;

/// An IPv4 or IPv6 address.
public sealed interface IpAddress permits Ipv4Address, Ipv6Address {

  /// Reads an address of either family.
  ///
  /// @throws IllegalArgumentException if the text is neither
  static IpAddress parse(String text) {
    return text.indexOf(':') >= 0 ? Ipv6Address.parse(text) : Ipv4Address.parse(text);
  }

  /// 32 or 128.
  int bits();

  boolean isMulticast();

  boolean isLoopback();

  boolean isUnspecified();
}
