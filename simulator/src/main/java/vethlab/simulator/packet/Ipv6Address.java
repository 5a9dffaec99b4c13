package vethlab.simulator.packet;

/// A 128-bit IPv6 address as two 64-bit halves.
public record Ipv6Address(long high, long low) implements IpAddress, Comparable<Ipv6Address> {

  public static final Ipv6Address ANY = new Ipv6Address(0, 0);
  public static final Ipv6Address LOOPBACK = new Ipv6Address(0, 1);
  public static final Ipv6Address ALL_NODES = new Ipv6Address(0xff02L << 48, 1);
  public static final Ipv6Address ALL_ROUTERS = new Ipv6Address(0xff02L << 48, 2);
  public static final Ipv6Address ALL_MLD2_ROUTERS = new Ipv6Address(0xff02L << 48, 0x16);

  /// Reads the text forms of RFC 4291, 2.2, an embedded IPv4 tail included; no zone.
  ///
  /// @throws IllegalArgumentException if the text is anything else
  public static Ipv6Address parse(String text) {
    return Ipv6Text.parse(text);
  }

  /// The link-local address of a device (RFC 4862, 5.3, with an EUI-64 identifier).
  public static Ipv6Address linkLocalOf(MacAddress mac) {
    return new Ipv6Address(0xfe80L << 48, mac.toInterfaceIdentifier());
  }

  /// The solicited-node group of this address: ff02::1:ffXX:XXXX (RFC 4291, 2.7.1).
  public Ipv6Address solicitedNode() {
    return new Ipv6Address(0xff02L << 48, 0x1_ff00_0000L | (low & 0xff_ffff));
  }

  @Override
  public int bits() {
    return 128;
  }

  @Override
  public boolean isMulticast() {
    return high >>> 56 == 0xff;
  }

  @Override
  public boolean isLoopback() {
    return high == 0 && low == 1;
  }

  @Override
  public boolean isUnspecified() {
    return high == 0 && low == 0;
  }

  /// Whether it is in fe80::/10.
  public boolean isLinkLocal() {
    return high >>> 54 == 0xfe80 >>> 6;
  }

  /// Whether it is a group of link-local scope or smaller (ff01, ff02).
  public boolean isLinkLocalMulticast() {
    return isMulticast() && (high >>> 48 & 0xf) <= 2;
  }

  /// Unsigned order.
  @Override
  public int compareTo(Ipv6Address other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /// The canonical text of RFC 5952.
  @Override
  public String toString() {
    return Ipv6Text.format(this);
  }
}
