package vethlab.simulator.ipv6;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.trace.Origin;

/// What came of a wish to send, or of a question for the way.
public sealed interface Ipv6Sent {

  /// There is a way; the packet, if there was one, is on it.
  ///
  /// @param source the address that was chosen
  record Routed(Ipv6Way.Found way, Ipv6Address source) implements Ipv6Sent {}

  /// The call fails with this error.
  ///
  /// @param origin the script line of the route or rule that refuses, or null
  /// @param missing what would have let it pass, or null
  record Failed(Errno errno, @Nullable Origin origin, @Nullable String missing)
      implements Ipv6Sent {}

  /// The packet is longer than the way allows, and may not be cut (`EMSGSIZE`).
  record TooLong(int mtu) implements Ipv6Sent {}
}
