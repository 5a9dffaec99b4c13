package vethlab.simulator.wire;

import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;

/// The Internet checksum (RFC 1071): the complement of the one's complement sum of 16-bit words.
///
/// A sum in progress is a long that has not been folded to 16 bits yet.
public final class Checksum {

  private Checksum() {}

  /// `sum` and the octets of `[from..to)`; an odd one at the end counts as if a zero followed.
  public static long add(long sum, byte[] octets, int from, int to) {
    int at = from;
    for (; at + 4 <= to; at += 4) {
      sum += Octets.get32(octets, at) & 0xffff_ffffL;
    }
    if (at + 2 <= to) {
      sum += Octets.get16(octets, at);
      at += 2;
    }
    if (at < to) {
      sum += Octets.get8(octets, at) << 8;
    }
    return sum;
  }

  /// The addresses of an IPv4 pseudo header (RFC 9293, 3.1).
  public static long addresses(Ipv4Address source, Ipv4Address destination) {
    return (source.value() & 0xffff_ffffL) + (destination.value() & 0xffff_ffffL);
  }

  /// The addresses of an IPv6 pseudo header (RFC 8200, 8.1).
  public static long addresses(Ipv6Address source, Ipv6Address destination) {
    return halves(source.high())
        + halves(source.low())
        + halves(destination.high())
        + halves(destination.low());
  }

  /// The 16 bits to be written where the words summed had zero.
  public static int of(long sum) {
    return ~fold(sum) & 0xffff;
  }

  /// Whether words summed with their checksum in place are intact.
  public static boolean isIntact(long sum) {
    return fold(sum) == 0xffff;
  }

  private static int fold(long sum) {
    sum = (sum >>> 32) + (sum & 0xffff_ffffL);
    sum = (sum >>> 16) + (sum & 0xffff);
    sum = (sum >>> 16) + (sum & 0xffff);
    sum = (sum >>> 16) + (sum & 0xffff);
    return (int) sum;
  }

  private static long halves(long value) {
    return (value >>> 32) + (value & 0xffff_ffffL);
  }
}
