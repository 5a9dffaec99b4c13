package vethlab.simulator.ipv6;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.packet.MacAddress;

/// Redirect messages (RFC 4861, 4.5): 4 empty octets, target, destination, and options.
final class Redirects {

  private static final int FIXED = 36;
  private static final int MAC_OPTION = 8;
  private static final int TARGET_LINK = 2;
  private static final int REDIRECTED = 4;

  private Redirects() {}

  /// @param mac of the target if it is known
  /// @param packet the one that could go a shorter way, quoted as far as it fits
  static Icmpv6Message message(
      Ipv6Address target, Ipv6Address destination, @Nullable MacAddress mac, Bytes packet) {
    int before = FIXED + (mac == null ? 0 : MAC_OPTION);
    int room = Ipv6Stack.MINIMUM_MTU - Ipv6Packet.HEADER_LENGTH - 4 - before;
    int quoted = Math.min(room, packet.length() + 8) & ~7;
    Bytes data =
        Bytes.written(
            before + quoted,
            octets -> {
              put(octets, 4, target);
              put(octets, 20, destination);
              int at = FIXED;
              if (mac != null) {
                octets[at] = TARGET_LINK;
                octets[at + 1] = 1;
                for (int i = 0; i < 6; i++) {
                  octets[at + 2 + i] = (byte) (mac.value() >>> (40 - 8 * i));
                }
                at += MAC_OPTION;
              }
              octets[at] = REDIRECTED;
              octets[at + 1] = (byte) (quoted / 8);
              packet.slice(0, quoted - 8).copyTo(octets, at + 8);
            });
    return new Icmpv6Message.Other(Icmpv6Message.REDIRECT, 0, data);
  }

  private static void put(byte[] octets, int at, Ipv6Address address) {
    for (int i = 0; i < 8; i++) {
      octets[at + i] = (byte) (address.high() >>> (56 - 8 * i));
      octets[at + 8 + i] = (byte) (address.low() >>> (56 - 8 * i));
    }
  }
}
