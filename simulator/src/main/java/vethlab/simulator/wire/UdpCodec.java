package vethlab.simulator.wire;

import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Transport;
import vethlab.simulator.packet.UdpDatagram;

/// UDP headers (RFC 768). A checksum of zero means none in IPv4 and is wrong in IPv6 (RFC 8200,
/// 8.1).
///
/// A datagram whose length is not that of the IP payload is [Transport.Raw].
final class UdpCodec {

  private static final int HEADER_LENGTH = 8;

  private UdpCodec() {}

  static Transport decode(byte[] octets, int from, int to, long addresses, boolean mayOmit) {
    if (to - from < HEADER_LENGTH || Octets.get16(octets, from + 4) != to - from) {
      return TransportCodec.raw(IpProtocol.UDP, octets, from, to);
    }
    boolean checksummed = Octets.get16(octets, from + 6) != 0;
    long sum = addresses + IpProtocol.UDP + (to - from);
    if (checksummed ? !Checksum.isIntact(Checksum.add(sum, octets, from, to)) : !mayOmit) {
      return TransportCodec.badChecksum(IpProtocol.UDP, octets, from, to);
    }
    return new UdpDatagram(
        Octets.get16(octets, from),
        Octets.get16(octets, from + 2),
        checksummed,
        Bytes.of(octets, from + HEADER_LENGTH, to));
  }

  static void encode(UdpDatagram datagram, byte[] octets, int at, long addresses) {
    int length = datagram.length();
    Octets.put16(octets, at, datagram.sourcePort());
    Octets.put16(octets, at + 2, datagram.destinationPort());
    Octets.put16(octets, at + 4, length);
    datagram.data().copyTo(octets, at + HEADER_LENGTH);
    if (datagram.checksummed()) {
      long sum = addresses + IpProtocol.UDP + length;
      int checksum = Checksum.of(Checksum.add(sum, octets, at, at + length));
      Octets.put16(octets, at + 6, checksum == 0 ? 0xffff : checksum);
    }
  }
}
