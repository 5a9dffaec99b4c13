package vethlab.userland.procfs.net;

import java.util.Locale;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;

/// Addresses as the files in `/proc/net` write them.
final class Hexadecimal {

  private Hexadecimal() {}

  /// Words in the order of the network, as a little-endian machine reads them.
  ///
  /// @param ipv6 whether an IPv4 address is written as that of an IPv6 socket
  static String words(IpAddress address, boolean ipv6) {
    return switch (address) {
      case Ipv4Address v4 -> (ipv6 ? "0000000000000000FFFF0000" : "") + word(v4.value());
      case Ipv6Address v6 ->
          word((int) (v6.high() >>> 32))
              + word((int) v6.high())
              + word((int) (v6.low() >>> 32))
              + word((int) v6.low());
    };
  }

  static String word(int value) {
    return String.format(Locale.ROOT, "%08X", Integer.reverseBytes(value));
  }

  /// All octets in their order (`%pi6`).
  static String octets(Ipv6Address address) {
    return String.format(Locale.ROOT, "%016x%016x", address.high(), address.low());
  }
}
