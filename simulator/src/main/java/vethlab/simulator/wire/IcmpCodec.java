package vethlab.simulator.wire;

import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Transport;

/// ICMP messages (RFC 792).
final class IcmpCodec {

  private static final int HEADER_LENGTH = 8;

  private IcmpCodec() {}

  static Transport decode(byte[] octets, int from, int to) {
    if (to - from < HEADER_LENGTH) {
      return TransportCodec.raw(IpProtocol.ICMP, octets, from, to);
    }
    if (!Checksum.isIntact(Checksum.add(0, octets, from, to))) {
      return TransportCodec.badChecksum(IpProtocol.ICMP, octets, from, to);
    }
    int type = Octets.get8(octets, from);
    int code = Octets.get8(octets, from + 1);
    int rest = Octets.get32(octets, from + 4);
    Bytes data = Bytes.of(octets, from + HEADER_LENGTH, to);
    return switch (type) {
      case IcmpMessage.ECHO_REQUEST, IcmpMessage.ECHO_REPLY ->
          code == 0
              ? new IcmpMessage.Echo(
                  type == IcmpMessage.ECHO_REQUEST, rest >>> 16, rest & 0xffff, data)
              : new IcmpMessage.Other(type, code, rest, data);
      case IcmpMessage.UNREACHABLE,
          IcmpMessage.SOURCE_QUENCH,
          IcmpMessage.REDIRECT,
          IcmpMessage.TIME_EXCEEDED,
          IcmpMessage.PARAMETER_PROBLEM ->
          new IcmpMessage.Error(type, code, rest, data);
      default -> new IcmpMessage.Other(type, code, rest, data);
    };
  }

  static void encode(IcmpMessage message, byte[] octets, int at) {
    Octets.put8(octets, at, message.type());
    Octets.put8(octets, at + 1, message.code());
    switch (message) {
      case IcmpMessage.Echo echo ->
          body(octets, at, echo.identifier() << 16 | echo.sequence(), echo.data());
      case IcmpMessage.Error error -> body(octets, at, error.rest(), error.quoted());
      case IcmpMessage.Other other -> body(octets, at, other.rest(), other.data());
    }
    long sum = Checksum.add(0, octets, at, at + message.length());
    Octets.put16(octets, at + 2, Checksum.of(sum));
  }

  private static void body(byte[] octets, int at, int rest, Bytes data) {
    Octets.put32(octets, at + 4, rest);
    data.copyTo(octets, at + HEADER_LENGTH);
  }
}
