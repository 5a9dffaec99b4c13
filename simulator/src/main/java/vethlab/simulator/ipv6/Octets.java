package vethlab.simulator.ipv6;

import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.Ipv6Address;

/// Numbers and addresses inside octets, in network order.
final class Octets {

  private Octets() {}

  static int unsigned16(Bytes octets, int at) {
    return octets.at(at) << 8 | octets.at(at + 1);
  }

  static long unsigned32(Bytes octets, int at) {
    return (long) unsigned16(octets, at) << 16 | unsigned16(octets, at + 2);
  }

  static Ipv6Address address(Bytes octets, int at) {
    return new Ipv6Address(
        unsigned32(octets, at) << 32 | unsigned32(octets, at + 4),
        unsigned32(octets, at + 8) << 32 | unsigned32(octets, at + 12));
  }
}
