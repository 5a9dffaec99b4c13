package vethlab.simulator.wire;

import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.TcpSegment;
import vethlab.simulator.packet.Transport;

/// TCP headers (RFC 9293, 3.1). A segment whose data offset lies in the fixed header or behind the
/// end is [Transport.Raw].
final class TcpCodec {

  private static final int HEADER_LENGTH = 20;

  private TcpCodec() {}

  static Transport decode(byte[] octets, int from, int to, long addresses) {
    int length = to - from;
    int offset = length < HEADER_LENGTH ? 0 : (Octets.get8(octets, from + 12) >> 4) * 4;
    if (offset < HEADER_LENGTH || offset > length) {
      return TransportCodec.raw(IpProtocol.TCP, octets, from, to);
    }
    if (!Checksum.isIntact(Checksum.add(addresses + IpProtocol.TCP + length, octets, from, to))) {
      return TransportCodec.badChecksum(IpProtocol.TCP, octets, from, to);
    }
    return new TcpSegment(
        Octets.get16(octets, from),
        Octets.get16(octets, from + 2),
        Octets.get32(octets, from + 4),
        Octets.get32(octets, from + 8),
        Octets.get16(octets, from + 12) & 0xfff,
        Octets.get16(octets, from + 14),
        Octets.get16(octets, from + 18),
        Bytes.of(octets, from + HEADER_LENGTH, from + offset),
        Bytes.of(octets, from + offset, to));
  }

  static void encode(TcpSegment segment, byte[] octets, int at, long addresses) {
    int length = segment.length();
    int offset = segment.headerLength();
    Octets.put16(octets, at, segment.sourcePort());
    Octets.put16(octets, at + 2, segment.destinationPort());
    Octets.put32(octets, at + 4, segment.sequence());
    Octets.put32(octets, at + 8, segment.acknowledgement());
    Octets.put16(octets, at + 12, (offset / 4) << 12 | segment.flags());
    Octets.put16(octets, at + 14, segment.window());
    Octets.put16(octets, at + 18, segment.urgent());
    segment.options().copyTo(octets, at + HEADER_LENGTH);
    segment.data().copyTo(octets, at + offset);
    long sum = Checksum.add(addresses + IpProtocol.TCP + length, octets, at, at + length);
    Octets.put16(octets, at + 16, Checksum.of(sum));
  }
}
