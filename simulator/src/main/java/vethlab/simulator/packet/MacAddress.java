package vethlab.simulator.packet;

/// A 48-bit Ethernet address (IEEE 802-2014, 8.2), kept in the low 48 bits of `value`.
public record MacAddress(long value) implements Comparable<MacAddress> {

  public static final MacAddress ZERO = new MacAddress(0);
  public static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

  private static final long GROUP_BIT = 0x0100_0000_0000L;
  private static final long LOCAL_BIT = 0x0200_0000_0000L;

  public MacAddress {
    if (value >>> 48 != 0) {
      throw new IllegalArgumentException("more than 48 bits: " + Long.toHexString(value));
    }
  }

  /// Reads six hexadecimal octets of one or two digits, separated by colons.
  ///
  /// @throws IllegalArgumentException if the text is anything else
  public static MacAddress parse(String text) {
    String[] octets = text.split(":", -1);
    if (octets.length != 6) {
      throw new IllegalArgumentException("not a MAC address: " + text);
    }
    long value = 0;
    for (String octet : octets) {
      if (!octet.matches("[0-9a-fA-F]{1,2}")) {
        throw new IllegalArgumentException("not a MAC address: " + text);
      }
      value = value << 8 | Integer.parseInt(octet, 16);
    }
    return new MacAddress(value);
  }

  /// The Ethernet group of an IPv4 group: 01:00:5e and the low 23 bits (RFC 1112, 6.4).
  public static MacAddress ofGroup(Ipv4Address group) {
    return new MacAddress(0x0100_5e00_0000L | (group.value() & 0x7f_ffff));
  }

  /// The Ethernet group of an IPv6 group: 33:33 and the low 32 bits (RFC 2464, 7).
  public static MacAddress ofGroup(Ipv6Address group) {
    return new MacAddress(0x3333_0000_0000L | (group.low() & 0xffff_ffffL));
  }

  /// Whether it addresses a group; the broadcast address does.
  public boolean isMulticast() {
    return (value & GROUP_BIT) != 0;
  }

  public boolean isBroadcast() {
    return value == BROADCAST.value;
  }

  public boolean isZero() {
    return value == 0;
  }

  /// Whether a device may have it as its own (`is_valid_ether_addr`).
  public boolean isValidForDevice() {
    return !isMulticast() && !isZero();
  }

  /// Whether it is one of the link-local group 01:80:c2:00:00:0X (IEEE 802.1D, table 7-10).
  public boolean isLinkLocalGroup() {
    return value >>> 4 == 0x0180_c200_000L;
  }

  /// An address as the kernel draws them: unicast, locally administered (`eth_random_addr`).
  public static MacAddress ofRandom(long random) {
    return new MacAddress((random & 0xffff_ffff_ffffL & ~GROUP_BIT) | LOCAL_BIT);
  }

  /// The modified EUI-64 interface identifier (RFC 4291, appendix A).
  public long toInterfaceIdentifier() {
    long high = value >>> 24 ^ 0x02_0000;
    return high << 40 | 0xff_fe00_0000L | (value & 0xff_ffff);
  }

  @Override
  public int compareTo(MacAddress other) {
    return Long.compare(value, other.value);
  }

  /// Six lower-case octets, as `02:00:00:00:00:01`.
  @Override
  public String toString() {
    char[] text = new char[17];
    for (int i = 0, at = 0; i < 6; i++) {
      int octet = (int) (value >>> (40 - 8 * i)) & 0xff;
      text[at++] = Character.forDigit(octet >> 4, 16);
      text[at++] = Character.forDigit(octet & 15, 16);
      if (i < 5) {
        text[at++] = ':';
      }
    }
    return new String(text);
  }
}
