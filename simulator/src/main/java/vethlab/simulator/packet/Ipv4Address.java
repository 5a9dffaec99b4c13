package vethlab.simulator.packet;

/// A 32-bit IPv4 address, first octet in the highest bits.
public record Ipv4Address(int value) implements IpAddress, Comparable<Ipv4Address> {

  public static final Ipv4Address ANY = new Ipv4Address(0);
  public static final Ipv4Address BROADCAST = new Ipv4Address(-1);
  public static final Ipv4Address LOOPBACK = new Ipv4Address(0x7f00_0001);
  public static final Ipv4Address ALL_HOSTS = new Ipv4Address(0xe000_0001);

  /// Reads four decimal octets without leading zeros (`inet_pton`).
  ///
  /// @throws IllegalArgumentException if the text is anything else; the tools' short and octal
  ///   forms (`10/8`, `010.0.0.1`) are the tools' business
  public static Ipv4Address parse(String text) {
    String[] octets = text.split("\\.", -1);
    if (octets.length != 4) {
      throw new IllegalArgumentException("not an IPv4 address: " + text);
    }
    int value = 0;
    for (String octet : octets) {
      if (!octet.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(octet) > 255) {
        throw new IllegalArgumentException("not an IPv4 address: " + text);
      }
      value = value << 8 | Integer.parseInt(octet);
    }
    return new Ipv4Address(value);
  }

  @Override
  public int bits() {
    return 32;
  }

  @Override
  public boolean isMulticast() {
    return value >>> 28 == 0xe;
  }

  /// Whether it is in 127.0.0.0/8.
  @Override
  public boolean isLoopback() {
    return value >>> 24 == 127;
  }

  @Override
  public boolean isUnspecified() {
    return value == 0;
  }

  /// Whether it is 255.255.255.255.
  public boolean isLimitedBroadcast() {
    return value == -1;
  }

  /// Whether it is in 224.0.0.0/24, which no router forwards (`ipv4_is_local_multicast`).
  public boolean isLocalMulticast() {
    return value >>> 8 == 0xe0_0000;
  }

  /// Whether it is in 0.0.0.0/8 (`ipv4_is_zeronet`: 0.0.0.0 only, since Linux 5.3).
  public boolean isZeroNet() {
    return value == 0;
  }

  /// Unsigned order.
  @Override
  public int compareTo(Ipv4Address other) {
    return Integer.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return (value >>> 24)
        + "."
        + (value >>> 16 & 255)
        + "."
        + (value >>> 8 & 255)
        + "."
        + (value & 255);
  }
}
