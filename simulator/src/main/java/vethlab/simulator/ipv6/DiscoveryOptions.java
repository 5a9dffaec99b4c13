package vethlab.simulator.ipv6;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.MacAddress;

/// The options of a neighbour discovery message (RFC 4861, 4.6; `ndisc_parse_options`).
///
/// Of an option that occurs twice the first counts, but of prefixes all do; unknown ones are
/// skipped.
///
/// @param prefixes each with its type and length octets
/// @param redirected the octets of the redirected header option, or null
record DiscoveryOptions(
    @Nullable Bytes sourceLink,
    @Nullable Bytes targetLink,
    @Nullable Bytes nonce,
    @Nullable Bytes mtu,
    @Nullable Bytes redirected,
    List<Bytes> prefixes) {

  private static final int SOURCE_LINK = 1;
  private static final int TARGET_LINK = 2;
  private static final int PREFIX = 3;
  private static final int REDIRECTED = 4;
  private static final int MTU = 5;
  private static final int NONCE = 14;

  /// Octets of an option that carries a MAC address.
  private static final int MAC_OPTION_LENGTH = 8;

  /// Reads the options from `from` on; null if they are malformed.
  static @Nullable DiscoveryOptions parse(Bytes octets, int from) {
    Bytes[] first = new Bytes[NONCE + 1];
    List<Bytes> prefixes = new ArrayList<>();
    int at = from;
    while (at < octets.length()) {
      if (octets.length() - at < 2) {
        return null;
      }
      int type = octets.at(at);
      int length = 8 * octets.at(at + 1);
      if (length == 0 || octets.length() - at < length) {
        return null;
      }
      Bytes option = octets.slice(at, at + length);
      if (type == PREFIX) {
        prefixes.add(option);
      } else if (type < first.length && first[type] == null) {
        first[type] = option;
      }
      at += length;
    }
    return new DiscoveryOptions(
        first[SOURCE_LINK],
        first[TARGET_LINK],
        first[NONCE],
        first[MTU],
        first[REDIRECTED],
        List.copyOf(prefixes));
  }

  /// Whether an option with a link-layer address has not the length of one with a MAC address.
  static boolean isForeign(@Nullable Bytes option) {
    return option != null && option.length() != MAC_OPTION_LENGTH;
  }

  /// The MAC address in an option; null without option.
  static @Nullable MacAddress mac(@Nullable Bytes option) {
    return option == null
        ? null
        : new MacAddress((long) Octets.unsigned16(option, 2) << 32 | Octets.unsigned32(option, 4));
  }

  /// The six octets of the nonce; null without one, or with one of another length.
  @Nullable Bytes nonceValue() {
    return nonce == null || nonce.length() != MAC_OPTION_LENGTH ? null : nonce.slice(2, 8);
  }
}
