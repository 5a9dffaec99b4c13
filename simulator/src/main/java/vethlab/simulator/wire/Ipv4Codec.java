package vethlab.simulator.wire;

import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.EtherType;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.packet.Malformed;
import vethlab.simulator.packet.Malformed.Kind;
import vethlab.simulator.packet.Payload;
import vethlab.simulator.packet.Transport;

/// IPv4 headers (RFC 791, 3.1); the tests are those of `ip_rcv_core`, in its order.
///
/// What follows the total length is padding and cut off. The payload of a fragment is not looked
/// into.
final class Ipv4Codec {

  private static final int LONGEST = 0xffff;
  private static final int DONT_FRAGMENT = 0x4000;
  private static final int MORE_FRAGMENTS = 0x2000;
  private static final int OFFSET = 0x1fff;

  private Ipv4Codec() {}

  static Payload decode(byte[] octets, int from, int to) {
    int present = to - from;
    if (present < Ipv4Packet.HEADER_LENGTH) {
      return malformed(
          octets, from, to, Kind.HEADER, "IPv4 header of " + present + " octets, shorter than 20");
    }
    int version = Octets.get8(octets, from) >> 4;
    if (version != 4) {
      return malformed(octets, from, to, Kind.HEADER, "IP version " + version + " instead of 4");
    }
    int headerLength = (Octets.get8(octets, from) & 0xf) * 4;
    if (headerLength < Ipv4Packet.HEADER_LENGTH) {
      String problem = "IPv4 header length " + headerLength + ", less than 20";
      return malformed(octets, from, to, Kind.HEADER, problem);
    }
    if (headerLength > present) {
      String problem = "IPv4 header of " + headerLength + " octets, only " + present + " are there";
      return malformed(octets, from, to, Kind.HEADER, problem);
    }
    if (!Checksum.isIntact(Checksum.add(0, octets, from, from + headerLength))) {
      return malformed(octets, from, to, Kind.CHECKSUM, "wrong IPv4 header checksum");
    }
    int length = Octets.get16(octets, from + 2);
    if (length > present) {
      String problem = "IPv4 packet of " + length + " octets, only " + present + " are there";
      return malformed(octets, from, to, Kind.TRUNCATED, problem);
    }
    if (length < headerLength) {
      String problem = "IPv4 total length " + length + ", less than its header";
      return malformed(octets, from, to, Kind.HEADER, problem);
    }
    return packet(octets, from, headerLength, from + length, false);
  }

  /// As [Wire#decodeQuoted].
  static Payload decodeQuoted(byte[] octets, int from, int to) {
    int present = to - from;
    int headerLength = present < 1 ? 0 : (Octets.get8(octets, from) & 0xf) * 4;
    if (present < Ipv4Packet.HEADER_LENGTH
        || headerLength < Ipv4Packet.HEADER_LENGTH
        || headerLength > present
        || Octets.get8(octets, from) >> 4 != 4) {
      return malformed(octets, from, to, Kind.HEADER, "no IPv4 header in the quoted octets");
    }
    return packet(octets, from, headerLength, to, true);
  }

  private static Ipv4Packet packet(
      byte[] octets, int from, int headerLength, int to, boolean quoted) {
    Ipv4Address source = Octets.getIpv4(octets, from + 12);
    Ipv4Address destination = Octets.getIpv4(octets, from + 16);
    int fragmentation = Octets.get16(octets, from + 6);
    int protocol = Octets.get8(octets, from + 9);
    int data = from + headerLength;
    Transport transport;
    if ((fragmentation & (MORE_FRAGMENTS | OFFSET)) != 0) {
      transport = new Transport.Fragment(protocol, Bytes.of(octets, data, to));
    } else if (quoted) {
      transport = new Transport.Raw(protocol, Bytes.of(octets, data, to));
    } else {
      long addresses = Checksum.addresses(source, destination);
      transport = TransportCodec.decodeIpv4(protocol, octets, data, to, addresses);
    }
    return new Ipv4Packet(
        source,
        destination,
        Octets.get8(octets, from + 1),
        Octets.get16(octets, from + 4),
        (fragmentation & DONT_FRAGMENT) != 0,
        (fragmentation & MORE_FRAGMENTS) != 0,
        fragmentation & OFFSET,
        Octets.get8(octets, from + 8),
        Bytes.of(octets, from + Ipv4Packet.HEADER_LENGTH, data),
        transport);
  }

  static void encode(Ipv4Packet packet, byte[] octets, int at) {
    int headerLength = packet.headerLength();
    int length = headerLength + packet.transport().length();
    if (length > LONGEST) {
      throw new IllegalArgumentException("IPv4 packet of " + length + " octets");
    }
    Octets.put8(octets, at, 4 << 4 | headerLength / 4);
    Octets.put8(octets, at + 1, packet.trafficClass());
    Octets.put16(octets, at + 2, length);
    Octets.put16(octets, at + 4, packet.identification());
    Octets.put16(
        octets,
        at + 6,
        (packet.dontFragment() ? DONT_FRAGMENT : 0)
            | (packet.moreFragments() ? MORE_FRAGMENTS : 0)
            | packet.fragmentOffset());
    Octets.put8(octets, at + 8, packet.ttl());
    Octets.put8(octets, at + 9, packet.protocol());
    Octets.putIpv4(octets, at + 12, packet.source());
    Octets.putIpv4(octets, at + 16, packet.destination());
    packet.options().copyTo(octets, at + Ipv4Packet.HEADER_LENGTH);
    int checksum = Checksum.of(Checksum.add(0, octets, at, at + headerLength));
    Octets.put16(octets, at + 10, checksum);
    TransportCodec.encode(
        packet.transport(),
        octets,
        at + headerLength,
        Checksum.addresses(packet.source(), packet.destination()));
  }

  private static Malformed malformed(byte[] octets, int from, int to, Kind kind, String problem) {
    return new Malformed(EtherType.IPV4, Bytes.of(octets, from, to), kind, problem);
  }
}
