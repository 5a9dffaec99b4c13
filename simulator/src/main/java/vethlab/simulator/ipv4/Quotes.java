package vethlab.simulator.ipv4;

import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.EtherType;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.packet.Payload;
import vethlab.simulator.wire.Wire;

/// The packets that ICMP errors quote.
final class Quotes {

  /// The longest an error may be, its own headers included (RFC 1812, 4.3.2.3).
  private static final int LONGEST = 576;

  private Quotes() {}

  /// The first octets of `packet`, as many as an error from a host may carry (`__icmp_send`).
  ///
  /// @param optionsLength of the error's own header
  static Bytes of(Ipv4Packet packet, int mtu, int optionsLength) {
    int room = Math.min(mtu, LONGEST) - Ipv4Packet.HEADER_LENGTH - optionsLength - 8;
    Bytes octets = Wire.encode(packet);
    return octets.length() > room ? octets.slice(0, room) : octets;
  }

  /// The packet that an error is about, as far as it is quoted.
  static Payload read(IcmpMessage.Error error) {
    return Wire.decodeQuoted(EtherType.IPV4, error.quoted());
  }
}
