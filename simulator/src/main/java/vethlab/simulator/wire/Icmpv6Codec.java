package vethlab.simulator.wire;

import static vethlab.simulator.packet.Icmpv6Message.ECHO_REPLY;
import static vethlab.simulator.packet.Icmpv6Message.ECHO_REQUEST;
import static vethlab.simulator.packet.Icmpv6Message.MLD2_REPORT;
import static vethlab.simulator.packet.Icmpv6Message.MLD_DONE;
import static vethlab.simulator.packet.Icmpv6Message.MLD_QUERY;
import static vethlab.simulator.packet.Icmpv6Message.MLD_REPORT;
import static vethlab.simulator.packet.Icmpv6Message.NEIGHBOUR_ADVERTISEMENT;
import static vethlab.simulator.packet.Icmpv6Message.NEIGHBOUR_SOLICITATION;
import static vethlab.simulator.packet.Icmpv6Message.PARAMETER_PROBLEM;
import static vethlab.simulator.packet.Icmpv6Message.ROUTER_SOLICITATION;
import static vethlab.simulator.packet.Icmpv6Message.UNREACHABLE;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Transport;

/// ICMPv6 messages (RFC 4443).
///
/// A codec of a family of messages answers null where its records cannot hold the octets exactly;
/// such a message is [Icmpv6Message.Other].
final class Icmpv6Codec {

  private static final int HEADER_LENGTH = 8;
  private static final int BEHIND_CHECKSUM = 4;

  private Icmpv6Codec() {}

  static Transport decode(byte[] octets, int from, int to, long addresses) {
    int length = to - from;
    if (length < HEADER_LENGTH) {
      return TransportCodec.raw(IpProtocol.ICMPV6, octets, from, to);
    }
    long sum = Checksum.add(addresses + IpProtocol.ICMPV6 + length, octets, from, to);
    if (!Checksum.isIntact(sum)) {
      return TransportCodec.badChecksum(IpProtocol.ICMPV6, octets, from, to);
    }
    int type = Octets.get8(octets, from);
    int code = Octets.get8(octets, from + 1);
    Icmpv6Message known = known(type, code, octets, from, to);
    return known != null
        ? known
        : new Icmpv6Message.Other(type, code, Bytes.of(octets, from + BEHIND_CHECKSUM, to));
  }

  private static @Nullable Icmpv6Message known(
      int type, int code, byte[] octets, int from, int to) {
    if (type >= UNREACHABLE && type <= PARAMETER_PROBLEM) {
      return new Icmpv6Message.Error(
          type,
          code,
          Octets.get32(octets, from + BEHIND_CHECKSUM),
          Bytes.of(octets, from + HEADER_LENGTH, to));
    }
    if (code != 0) {
      return null;
    }
    return switch (type) {
      case ECHO_REQUEST, ECHO_REPLY ->
          new Icmpv6Message.Echo(
              type == ECHO_REQUEST,
              Octets.get16(octets, from + 4),
              Octets.get16(octets, from + 6),
              Bytes.of(octets, from + HEADER_LENGTH, to));
      case NEIGHBOUR_SOLICITATION -> DiscoveryCodec.decodeSolicitation(octets, from, to);
      case NEIGHBOUR_ADVERTISEMENT -> DiscoveryCodec.decodeAdvertisement(octets, from, to);
      case ROUTER_SOLICITATION -> DiscoveryCodec.decodeRouterSolicitation(octets, from, to);
      case MLD_QUERY -> MldCodec.decodeQuery(octets, from, to);
      case MLD_REPORT, MLD_DONE -> MldCodec.decodeMembership(type, octets, from, to);
      case MLD2_REPORT -> MldCodec.decodeReport(octets, from, to);
      default -> null;
    };
  }

  static void encode(Icmpv6Message message, byte[] octets, int at, long addresses) {
    Octets.put8(octets, at, message.type());
    Octets.put8(octets, at + 1, message.code());
    switch (message) {
      case Icmpv6Message.Echo echo -> {
        Octets.put16(octets, at + 4, echo.identifier());
        Octets.put16(octets, at + 6, echo.sequence());
        echo.data().copyTo(octets, at + HEADER_LENGTH);
      }
      case Icmpv6Message.Error error -> {
        Octets.put32(octets, at + BEHIND_CHECKSUM, error.rest());
        error.quoted().copyTo(octets, at + HEADER_LENGTH);
      }
      case Icmpv6Message.NeighbourSolicitation it -> DiscoveryCodec.encode(it, octets, at);
      case Icmpv6Message.NeighbourAdvertisement it -> DiscoveryCodec.encode(it, octets, at);
      case Icmpv6Message.RouterSolicitation it -> DiscoveryCodec.encode(it, octets, at);
      case Icmpv6Message.MldQuery it -> MldCodec.encode(it, octets, at);
      case Icmpv6Message.MldMembership it -> MldCodec.encode(it, octets, at);
      case Icmpv6Message.Mld2Report it -> MldCodec.encode(it, octets, at);
      case Icmpv6Message.Other other -> other.data().copyTo(octets, at + BEHIND_CHECKSUM);
    }
    int length = message.length();
    long sum = Checksum.add(addresses + IpProtocol.ICMPV6 + length, octets, at, at + length);
    Octets.put16(octets, at + 2, Checksum.of(sum));
  }
}
