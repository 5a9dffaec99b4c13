package vethlab.simulator.ipv6;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet.ExtensionHeader;

/// The options in hop-by-hop and destination options headers (RFC 8200, 4.2; `ip6_parse_tlv`).
final class ExtensionHeaders {

  private static final int PAD1 = 0;
  private static final int PADN = 1;
  private static final int ROUTER_ALERT = 5;

  /// The longest padding between two options.
  private static final int LONGEST_PADDING = 7;

  /// What reading the options came to.
  sealed interface Reading {

    /// They are well formed.
    ///
    /// @param routerAlert its value, or [Incoming#NO_ALERT]
    record Fine(int routerAlert) implements Reading {}

    /// They are malformed, or there are too many.
    record Bad() implements Reading {}

    /// One is unknown, and says that the packet is then to be dropped.
    ///
    /// @param pointer where it stands in the packet
    /// @param report whether the sender is to be told
    record Unknown(int pointer, boolean report) implements Reading {}
  }

  private ExtensionHeaders() {}

  /// @param at where the header begins in the packet
  /// @param most how many options there may be; negative if none may be unknown either
  static Reading read(
      ExtensionHeader header, int at, long most, boolean hopByHop, Ipv6Address destination) {
    Bytes octets = header.data();
    int alert = Incoming.NO_ALERT;
    int padding = 0;
    int count = 0;
    int from = 0;
    while (from < octets.length()) {
      int type = octets.at(from);
      if (type == PAD1) {
        if (++padding > LONGEST_PADDING) {
          return new Reading.Bad();
        }
        from++;
        continue;
      }
      int length = octets.length() - from < 2 ? 0 : octets.at(from + 1) + 2;
      if (length == 0 || length > octets.length() - from) {
        return new Reading.Bad();
      }
      if (type == PADN) {
        padding += length;
        if (padding > LONGEST_PADDING || !isZero(octets, from + 2, from + length)) {
          return new Reading.Bad();
        }
      } else {
        if (++count > Math.abs(most)) {
          return new Reading.Bad();
        }
        if (hopByHop && type == ROUTER_ALERT) {
          if (length != 4) {
            return new Reading.Bad();
          }
          alert = Octets.unsigned16(octets, from + 2);
        } else {
          Reading unknown = unknown(type, at + 2 + from, most < 0, destination);
          if (unknown != null) {
            return unknown;
          }
        }
        padding = 0;
      }
      from += length;
    }
    return new Reading.Fine(alert);
  }

  /// What the two highest bits of an unknown option ask for; null to skip it.
  private static @Nullable Reading unknown(
      int type, int pointer, boolean forbidden, Ipv6Address destination) {
    if (forbidden) {
      return new Reading.Unknown(pointer, false);
    }
    return switch (type >> 6) {
      case 0 -> null;
      case 1 -> new Reading.Unknown(pointer, false);
      case 2 -> new Reading.Unknown(pointer, true);
      default -> new Reading.Unknown(pointer, !destination.isMulticast());
    };
  }

  private static boolean isZero(Bytes octets, int from, int to) {
    for (int i = from; i < to; i++) {
      if (octets.at(i) != 0) {
        return false;
      }
    }
    return true;
  }
}
