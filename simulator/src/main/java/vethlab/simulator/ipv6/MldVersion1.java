package vethlab.simulator.ipv6;

import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.Ipv6Address;

/// Reports of multicast listener discovery, version 1 (RFC 2710): 4 empty octets and the group.
final class MldVersion1 {

  static final int REPORT = 131;
  static final int DONE = 132;

  private MldVersion1() {}

  /// A report that this host listens to `group`, or does so no more.
  static Icmpv6Message message(int type, Ipv6Address group) {
    byte[] octets = new byte[20];
    Octets.put(octets, 4, group);
    return new Icmpv6Message.Other(type, 0, Bytes.of(octets));
  }

  /// The group that a report names.
  ///
  /// @param data the octets behind the checksum, at least 20
  static Ipv6Address group(Bytes data) {
    return Octets.address(data, 4);
  }
}
