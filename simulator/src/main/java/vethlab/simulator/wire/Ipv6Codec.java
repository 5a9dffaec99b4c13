package vethlab.simulator.wire;

import com.google.common.collect.ImmutableList;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.EtherType;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.packet.Ipv6Packet.ExtensionHeader;
import vethlab.simulator.packet.Malformed;
import vethlab.simulator.packet.Malformed.Kind;
import vethlab.simulator.packet.Payload;
import vethlab.simulator.packet.Transport;

/// IPv6 headers and their extension headers (RFC 8200, 3 and 4); the tests are those of
/// `ip6_rcv_core`, in its order.
///
/// What follows the payload length is padding and cut off. An extension header that does not fit
/// into the packet is the transport, as [Transport.Raw]; so is what follows the fragment header of
/// a piece, as [Transport.Fragment].
final class Ipv6Codec {

  private static final int LONGEST = 0xffff;
  private static final int SEGMENT_ROUTING = 4;
  private static final int FRAGMENT_LENGTH = 8;

  private Ipv6Codec() {}

  static Payload decode(byte[] octets, int from, int to) {
    int present = to - from;
    if (present < Ipv6Packet.HEADER_LENGTH) {
      return malformed(
          octets, from, to, Kind.HEADER, "IPv6 header of " + present + " octets, shorter than 40");
    }
    int version = Octets.get8(octets, from) >> 4;
    if (version != 6) {
      return malformed(octets, from, to, Kind.HEADER, "IP version " + version + " instead of 6");
    }
    int length = Ipv6Packet.HEADER_LENGTH + Octets.get16(octets, from + 4);
    if (length > present) {
      String problem = "IPv6 packet of " + length + " octets, only " + present + " are there";
      return malformed(octets, from, to, Kind.TRUNCATED, problem);
    }
    if (length == Ipv6Packet.HEADER_LENGTH
        && Octets.get8(octets, from + 6) == IpProtocol.HOP_BY_HOP) {
      String problem = "IPv6 payload length 0 before hop-by-hop options (a jumbogram)";
      return malformed(octets, from, to, Kind.HEADER, problem);
    }
    return packet(octets, from, from + length, false);
  }

  /// As [Wire#decodeQuoted].
  static Payload decodeQuoted(byte[] octets, int from, int to) {
    if (to - from < Ipv6Packet.HEADER_LENGTH || Octets.get8(octets, from) >> 4 != 6) {
      return malformed(octets, from, to, Kind.HEADER, "no IPv6 header in the quoted octets");
    }
    return packet(octets, from, to, true);
  }

  private static Ipv6Packet packet(byte[] octets, int from, int to, boolean quoted) {
    Ipv6Address source = Octets.getIpv6(octets, from + 8);
    Ipv6Address destination = Octets.getIpv6(octets, from + 24);
    int next = Octets.get8(octets, from + 6);
    int at = from + Ipv6Packet.HEADER_LENGTH;
    ImmutableList<ExtensionHeader> extensions = ImmutableList.of();
    boolean fragment = false;
    if (isExtension(next)) {
      ImmutableList.Builder<ExtensionHeader> found = ImmutableList.builder();
      while (isExtension(next) && !fragment) {
        int end = at + lengthOfExtension(next, octets, at, to);
        if (end > to) {
          break;
        }
        found.add(new ExtensionHeader(next, Bytes.of(octets, at + 2, end)));
        fragment = next == IpProtocol.FRAGMENT && (Octets.get16(octets, at + 2) & 0xfff9) != 0;
        next = Octets.get8(octets, at);
        at = end;
      }
      extensions = found.build();
    }
    Transport transport;
    if (fragment) {
      transport = new Transport.Fragment(next, Bytes.of(octets, at, to));
    } else if (quoted || isExtension(next)) {
      transport = new Transport.Raw(next, Bytes.of(octets, at, to));
    } else {
      long addresses = Checksum.addresses(source, finalDestination(destination, extensions));
      transport = TransportCodec.decodeIpv6(next, octets, at, to, addresses);
    }
    int first = Octets.get32(octets, from);
    return new Ipv6Packet(
        source,
        destination,
        first >> 20 & 0xff,
        first & 0xf_ffff,
        Octets.get8(octets, from + 7),
        extensions,
        transport);
  }

  static void encode(Ipv6Packet packet, byte[] octets, int at) {
    int payloadLength = packet.payloadLength();
    if (payloadLength > LONGEST) {
      throw new IllegalArgumentException("IPv6 payload of " + payloadLength + " octets");
    }
    Octets.put32(octets, at, 6 << 28 | packet.trafficClass() << 20 | packet.flowLabel());
    Octets.put16(octets, at + 4, payloadLength);
    Octets.put8(octets, at + 7, packet.hopLimit());
    Octets.putIpv6(octets, at + 8, packet.source());
    Octets.putIpv6(octets, at + 24, packet.destination());
    int next = at + 6; // where the number of the header that follows belongs
    int data = at + Ipv6Packet.HEADER_LENGTH;
    for (ExtensionHeader extension : packet.extensions()) {
      Octets.put8(octets, next, extension.number());
      next = data;
      boolean fragment = extension.number() == IpProtocol.FRAGMENT;
      Octets.put8(octets, data + 1, fragment ? 0 : extension.length() / 8 - 1);
      extension.data().copyTo(octets, data + 2);
      data += extension.length();
    }
    Octets.put8(octets, next, packet.protocol());
    Ipv6Address destination = finalDestination(packet.destination(), packet.extensions());
    TransportCodec.encode(
        packet.transport(), octets, data, Checksum.addresses(packet.source(), destination));
  }

  private static boolean isExtension(int number) {
    return number == IpProtocol.HOP_BY_HOP
        || number == IpProtocol.ROUTING
        || number == IpProtocol.FRAGMENT
        || number == IpProtocol.DESTINATION_OPTIONS;
  }

  /// The octets that the extension header at `at` claims.
  private static int lengthOfExtension(int number, byte[] octets, int at, int to) {
    return number == IpProtocol.FRAGMENT || to - at < 2
        ? FRAGMENT_LENGTH
        : 8 + 8 * Octets.get8(octets, at + 1);
  }

  /// The destination of the pseudo header: with segments left, the last one of the route (RFC 8200,
  /// 8.1), which segment routing (RFC 8754) keeps first.
  private static Ipv6Address finalDestination(
      Ipv6Address destination, ImmutableList<ExtensionHeader> extensions) {
    for (ExtensionHeader extension : extensions) {
      Bytes data = extension.data();
      if (extension.number() == IpProtocol.ROUTING && data.at(1) > 0 && data.length() >= 6 + 16) {
        int last = data.at(0) == SEGMENT_ROUTING ? 6 : data.length() - 16;
        return Octets.getIpv6(data.slice(last, last + 16).toArray(), 0);
      }
    }
    return destination;
  }

  private static Malformed malformed(byte[] octets, int from, int to, Kind kind, String problem) {
    return new Malformed(EtherType.IPV6, Bytes.of(octets, from, to), kind, problem);
  }
}
