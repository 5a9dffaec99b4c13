package vethlab.simulator.ipv4;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.trace.Origin;

/// What became of a socket's wish to send.
///
/// A packet that is lost further on counts as sent: the sender does not hear of it, or hears it by
/// an ICMP error.
public sealed interface SendResult {

  /// It is on its way.
  ///
  /// @param route with the source address that was chosen
  record Sent(PacketRoute route) implements SendResult {}

  /// It was not sent.
  ///
  /// @param origin the line of what refused it, or null
  /// @param missing what would have let it pass, or null
  /// @param mtu for `EMSGSIZE`, the longest packet that would have fitted; else 0
  record Refused(Errno errno, @Nullable Origin origin, @Nullable String missing, int mtu)
      implements SendResult {}
}
