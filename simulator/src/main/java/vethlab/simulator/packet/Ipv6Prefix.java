package vethlab.simulator.packet;

/// A range of IPv6 addresses that share their first `length` bits (0 to 128); host bits are zero.
public record Ipv6Prefix(Ipv6Address address, int length)
    implements IpPrefix, Comparable<Ipv6Prefix> {

  public static final Ipv6Prefix ALL = new Ipv6Prefix(Ipv6Address.ANY, 0);

  public Ipv6Prefix {
    if (length < 0 || length > 128) {
      throw new IllegalArgumentException("prefix length out of 0..128: " + length);
    }
    if ((address.high() & ~highMask(length)) != 0 || (address.low() & ~lowMask(length)) != 0) {
      throw new IllegalArgumentException("host bits set: " + address + "/" + length);
    }
  }

  /// The range that `address` lies in: its host bits are cleared.
  public static Ipv6Prefix around(Ipv6Address address, int length) {
    return new Ipv6Prefix(
        new Ipv6Address(address.high() & highMask(length), address.low() & lowMask(length)),
        length);
  }

  public boolean contains(Ipv6Address other) {
    return (other.high() & highMask(length)) == address.high()
        && (other.low() & lowMask(length)) == address.low();
  }

  @Override
  public boolean covers(IpAddress other) {
    return other instanceof Ipv6Address same && contains(same);
  }

  @Override
  public int compareTo(Ipv6Prefix other) {
    int byAddress = address.compareTo(other.address);
    return byAddress != 0 ? byAddress : Integer.compare(length, other.length);
  }

  @Override
  public String toString() {
    return address + "/" + length;
  }

  private static long highMask(int length) {
    return length == 0 ? 0 : length >= 64 ? -1 : -1L << (64 - length);
  }

  private static long lowMask(int length) {
    return length <= 64 ? 0 : -1L << (128 - length);
  }
}
