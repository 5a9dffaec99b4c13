package vethlab.simulator.packet;

/// A range of IPv4 addresses that share their first `length` bits (0 to 32); host bits are zero.
public record Ipv4Prefix(Ipv4Address address, int length)
    implements IpPrefix, Comparable<Ipv4Prefix> {

  public static final Ipv4Prefix ALL = new Ipv4Prefix(Ipv4Address.ANY, 0);

  public Ipv4Prefix {
    if (length < 0 || length > 32) {
      throw new IllegalArgumentException("prefix length out of 0..32: " + length);
    }
    if ((address.value() & ~mask(length)) != 0) {
      throw new IllegalArgumentException("host bits set: " + address + "/" + length);
    }
  }

  /// The range that `address` lies in: its host bits are cleared.
  public static Ipv4Prefix around(Ipv4Address address, int length) {
    return new Ipv4Prefix(new Ipv4Address(address.value() & mask(length)), length);
  }

  /// The netmask of a prefix length, as 32 bits.
  public static int mask(int length) {
    return length == 0 ? 0 : -1 << (32 - length);
  }

  public boolean contains(Ipv4Address other) {
    return (other.value() & mask(length)) == address.value();
  }

  /// The highest address of the range.
  public Ipv4Address broadcast() {
    return new Ipv4Address(address.value() | ~mask(length));
  }

  @Override
  public boolean covers(IpAddress other) {
    return other instanceof Ipv4Address same && contains(same);
  }

  @Override
  public int compareTo(Ipv4Prefix other) {
    int byAddress = address.compareTo(other.address);
    return byAddress != 0 ? byAddress : Integer.compare(length, other.length);
  }

  @Override
  public String toString() {
    return address + "/" + length;
  }
}
