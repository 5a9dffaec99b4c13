package vethlab.simulator.ipv4;

import com.google.common.collect.ImmutableList;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.Ipv4Option;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.packet.Transport;
import vethlab.simulator.wire.Wire;

/// Cuts packets into pieces that fit (`ip_do_fragment`; RFC 791, 3.2).
final class Fragmenter {

  private Fragmenter() {}

  /// The pieces of a packet, in order; each but the last one is as long as fits and a multiple of 8
  /// octets. A piece of a piece is one as well.
  static ImmutableList<Ipv4Packet> split(Ipv4Packet packet, int mtu) {
    Bytes data = octets(packet);
    int room = mtu - packet.headerLength();
    Bytes later = Ipv4Option.ofLaterFragments(packet.options());
    ImmutableList.Builder<Ipv4Packet> pieces = ImmutableList.builder();
    int at = 0;
    while (at < data.length()) {
      int left = data.length() - at;
      int length = left <= room ? left : room & ~7;
      boolean more = length < left || packet.moreFragments();
      boolean first = at == 0;
      pieces.add(
          packet.fragment(
              packet.fragmentOffset() + at / 8,
              more,
              data.slice(at, at + length),
              first ? packet.options() : later));
      at += length;
    }
    return pieces.build();
  }

  private static Bytes octets(Ipv4Packet packet) {
    return packet.transport() instanceof Transport.Fragment piece
        ? piece.data()
        : Wire.encodeTransport(packet.transport(), packet.source(), packet.destination());
  }
}
