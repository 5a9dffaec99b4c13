package vethlab.simulator.ipv6;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.packet.Ipv6Packet.ExtensionHeader;
import vethlab.simulator.packet.Payload;
import vethlab.simulator.packet.Transport;
import vethlab.simulator.wire.Wire;

/// A packet in pieces (RFC 8200, 4.5).
final class Fragmentation {

  private static final int FRAGMENT_HEADER_LENGTH = 8;

  private Fragmentation() {}

  /// The pieces of `packet`, none longer than `mtu`.
  static ImmutableList<Ipv6Packet> cut(Ipv6Packet packet, int mtu, long identification) {
    int kept = headersOfEveryPiece(packet.extensions());
    List<ExtensionHeader> before = packet.extensions().subList(0, kept);
    int headers = Ipv6Packet.HEADER_LENGTH + FRAGMENT_HEADER_LENGTH;
    for (ExtensionHeader each : before) {
      headers += each.length();
    }
    Bytes whole = Wire.encode(packet);
    Bytes data = whole.slice(headers - FRAGMENT_HEADER_LENGTH, whole.length());
    int next =
        kept < packet.extensions().size()
            ? packet.extensions().get(kept).number()
            : packet.protocol();
    int most = mtu - headers & ~7;
    ImmutableList.Builder<Ipv6Packet> pieces = ImmutableList.builder();
    for (int from = 0; from < data.length(); from += most) {
      int to = Math.min(from + most, data.length());
      List<ExtensionHeader> extensions = new ArrayList<>(before);
      extensions.add(header(from, to < data.length(), identification));
      pieces.add(
          packet
              .withExtensions(extensions)
              .withTransport(new Transport.Fragment(next, data.slice(from, to))));
    }
    return pieces.build();
  }

  /// The whole packet that the first piece begins and `data` completes.
  ///
  /// @return a packet, or what the octets are if they are none
  static Payload join(Ipv6Packet first, Bytes data) {
    List<ExtensionHeader> before = new ArrayList<>();
    for (ExtensionHeader each : first.extensions()) {
      if (each.number() != IpProtocol.FRAGMENT) {
        before.add(each);
      }
    }
    Ipv6Packet joined =
        first.withExtensions(before).withTransport(new Transport.Fragment(first.protocol(), data));
    return Wire.decode(joined.etherType(), Wire.encode(joined));
  }

  /// Whether a piece is the one with which the packet begins.
  static boolean isFirst(Ipv6Packet piece) {
    return (Octets.unsigned16(piece.extensions().getLast().data(), 0) & ~7) == 0;
  }

  /// How many extension headers every piece repeats: all but destination options behind a routing
  /// header (`ip6_find_1stfragopt`).
  private static int headersOfEveryPiece(List<ExtensionHeader> extensions) {
    boolean routed = false;
    for (int i = 0; i < extensions.size(); i++) {
      int number = extensions.get(i).number();
      if (number == IpProtocol.FRAGMENT || (number == IpProtocol.DESTINATION_OPTIONS && routed)) {
        return i;
      }
      routed |= number == IpProtocol.ROUTING;
    }
    return extensions.size();
  }

  private static ExtensionHeader header(int offset, boolean more, long identification) {
    int field = offset | (more ? 1 : 0);
    return new ExtensionHeader(
        IpProtocol.FRAGMENT,
        Bytes.of(
            (byte) (field >>> 8),
            (byte) field,
            (byte) (identification >>> 24),
            (byte) (identification >>> 16),
            (byte) (identification >>> 8),
            (byte) identification));
  }
}
