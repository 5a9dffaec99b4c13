package vethlab.simulator.wire;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.Icmpv6Message.NeighbourAdvertisement;
import vethlab.simulator.packet.Icmpv6Message.NeighbourSolicitation;
import vethlab.simulator.packet.Icmpv6Message.RouterSolicitation;
import vethlab.simulator.packet.MacAddress;

/// Neighbour discovery (RFC 4861, 4): solicitations, advertisements and their options.
///
/// `from` is where the ICMPv6 header begins. Null means that the octets hold something the record
/// has no place for: a reserved bit, an unknown option, options in another order.
final class DiscoveryCodec {

  private static final int SOURCE_MAC = 1;
  private static final int TARGET_MAC = 2;
  private static final int NONCE = 14;

  /// Octets of each option here; its length octet counts them in units of 8.
  private static final int OPTION_LENGTH = 8;

  private static final int SOLICITATION_LENGTH = 24;
  private static final int ROUTER_SOLICITATION_LENGTH = 8;

  private static final int ROUTER = 0x8000_0000;
  private static final int SOLICITED = 0x4000_0000;
  private static final int OVERRIDE = 0x2000_0000;

  private DiscoveryCodec() {}

  static @Nullable NeighbourSolicitation decodeSolicitation(byte[] octets, int from, int to) {
    if (to - from < SOLICITATION_LENGTH || Octets.get32(octets, from + 4) != 0) {
      return null;
    }
    int at = from + SOLICITATION_LENGTH;
    MacAddress mac = null;
    if (isOption(SOURCE_MAC, octets, at, to)) {
      mac = Octets.getMac(octets, at + 2);
      at += OPTION_LENGTH;
    }
    Bytes nonce = null;
    if (isOption(NONCE, octets, at, to)) {
      nonce = Bytes.of(octets, at + 2, at + OPTION_LENGTH);
      at += OPTION_LENGTH;
    }
    return at == to
        ? new NeighbourSolicitation(Octets.getIpv6(octets, from + 8), mac, nonce)
        : null;
  }

  static @Nullable NeighbourAdvertisement decodeAdvertisement(byte[] octets, int from, int to) {
    if (to - from < SOLICITATION_LENGTH) {
      return null;
    }
    int flags = Octets.get32(octets, from + 4);
    int at = from + SOLICITATION_LENGTH;
    MacAddress mac = null;
    if (isOption(TARGET_MAC, octets, at, to)) {
      mac = Octets.getMac(octets, at + 2);
      at += OPTION_LENGTH;
    }
    if (at != to || (flags & ~(ROUTER | SOLICITED | OVERRIDE)) != 0) {
      return null;
    }
    return new NeighbourAdvertisement(
        Octets.getIpv6(octets, from + 8),
        (flags & ROUTER) != 0,
        (flags & SOLICITED) != 0,
        (flags & OVERRIDE) != 0,
        mac);
  }

  static @Nullable RouterSolicitation decodeRouterSolicitation(byte[] octets, int from, int to) {
    if (Octets.get32(octets, from + 4) != 0) {
      return null;
    }
    int at = from + ROUTER_SOLICITATION_LENGTH;
    MacAddress mac = null;
    if (isOption(SOURCE_MAC, octets, at, to)) {
      mac = Octets.getMac(octets, at + 2);
      at += OPTION_LENGTH;
    }
    return at == to ? new RouterSolicitation(mac) : null;
  }

  static void encode(NeighbourSolicitation message, byte[] octets, int at) {
    Octets.putIpv6(octets, at + 8, message.target());
    int option = at + SOLICITATION_LENGTH;
    MacAddress mac = message.sourceMac();
    if (mac != null) {
      putMacOption(SOURCE_MAC, mac, octets, option);
      option += OPTION_LENGTH;
    }
    Bytes nonce = message.nonce();
    if (nonce != null) {
      Octets.put8(octets, option, NONCE);
      Octets.put8(octets, option + 1, 1);
      nonce.copyTo(octets, option + 2);
    }
  }

  static void encode(NeighbourAdvertisement message, byte[] octets, int at) {
    int flags =
        (message.router() ? ROUTER : 0)
            | (message.solicited() ? SOLICITED : 0)
            | (message.override() ? OVERRIDE : 0);
    Octets.put32(octets, at + 4, flags);
    Octets.putIpv6(octets, at + 8, message.target());
    MacAddress mac = message.targetMac();
    if (mac != null) {
      putMacOption(TARGET_MAC, mac, octets, at + SOLICITATION_LENGTH);
    }
  }

  static void encode(RouterSolicitation message, byte[] octets, int at) {
    MacAddress mac = message.sourceMac();
    if (mac != null) {
      putMacOption(SOURCE_MAC, mac, octets, at + ROUTER_SOLICITATION_LENGTH);
    }
  }

  private static boolean isOption(int type, byte[] octets, int at, int to) {
    return to - at >= OPTION_LENGTH
        && Octets.get8(octets, at) == type
        && Octets.get8(octets, at + 1) == 1;
  }

  private static void putMacOption(int type, MacAddress mac, byte[] octets, int at) {
    Octets.put8(octets, at, type);
    Octets.put8(octets, at + 1, 1);
    Octets.putMac(octets, at + 2, mac);
  }
}
