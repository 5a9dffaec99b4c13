package vethlab.simulator.wire;

import vethlab.simulator.packet.ArpPacket;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.EtherType;
import vethlab.simulator.packet.Malformed;
import vethlab.simulator.packet.Payload;

/// ARP packets for IPv4 over Ethernet (RFC 826); of other kinds only the octets are kept.
final class ArpCodec {

  private static final int LENGTH = 28;
  private static final int FIXED_LENGTH = 8;

  /// Hardware type 1, protocol type 0x0800, address lengths 6 and 4.
  private static final long ETHERNET_AND_IPV4 = 0x0001_0800_0604L;

  private ArpCodec() {}

  static Payload decode(byte[] octets, int from, int to) {
    if (to - from < FIXED_LENGTH) {
      return malformed(octets, from, to);
    }
    if (Octets.get64(octets, from) >>> 16 != ETHERNET_AND_IPV4) {
      return new Payload.Raw(EtherType.ARP, Bytes.of(octets, from, to));
    }
    if (to - from < LENGTH) {
      return malformed(octets, from, to);
    }
    return new ArpPacket(
        Octets.get16(octets, from + 6),
        Octets.getMac(octets, from + 8),
        Octets.getIpv4(octets, from + 14),
        Octets.getMac(octets, from + 18),
        Octets.getIpv4(octets, from + 24));
  }

  static void encode(ArpPacket packet, byte[] octets, int at) {
    Octets.put64(octets, at, ETHERNET_AND_IPV4 << 16 | packet.operation());
    Octets.putMac(octets, at + 8, packet.senderMac());
    Octets.putIpv4(octets, at + 14, packet.senderAddress());
    Octets.putMac(octets, at + 18, packet.targetMac());
    Octets.putIpv4(octets, at + 24, packet.targetAddress());
  }

  private static Malformed malformed(byte[] octets, int from, int to) {
    return new Malformed(
        EtherType.ARP,
        Bytes.of(octets, from, to),
        Malformed.Kind.TRUNCATED,
        "ARP packet of " + (to - from) + " octets, shorter than " + LENGTH);
  }
}
