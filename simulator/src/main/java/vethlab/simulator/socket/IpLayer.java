package vethlab.simulator.socket;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Transport;
import vethlab.simulator.trace.Origin;

/// IPv4 and IPv6 of a namespace as its sockets see them.
public interface IpLayer extends Forkable {

  /// Something to be sent.
  ///
  /// @param title what a trace calls it, such as `echo request`
  /// @param source null lets the kernel choose
  /// @param identification that a connected socket gives an IPv4 packet, −1 for the kernel's own
  /// @param confirm whether the sender knows that the next hop is there
  record Sending(
      String title,
      IpAddress destination,
      @Nullable IpAddress source,
      Transport transport,
      SocketOptions options,
      int identification,
      boolean confirm) {}

  /// What came of it.
  sealed interface Outcome {

    /// It is on its way, from this address.
    record Sent(IpAddress source) implements Outcome {}

    /// It was refused.
    ///
    /// @param origin the line of what refused it, or null
    /// @param missing what would have let it pass, or null
    /// @param mtu for EMSGSIZE, the longest packet that would have fitted; else 0
    record Refused(Errno errno, @Nullable Origin origin, @Nullable String missing, int mtu)
        implements Outcome {}
  }

  /// Sends a packet.
  Outcome send(Sending sending);

  /// The address that a packet to `destination` would start from, and the device and MTU of its
  /// way.
  ///
  /// @throws vethlab.simulator.errno.KernelError ENETUNREACH, EHOSTUNREACH, EACCES, EINVAL
  Way way(IpAddress destination, @Nullable IpAddress source, SocketOptions options);

  /// Where packets to a destination go.
  ///
  /// @param device the index of the device that they leave by
  /// @param mtu the longest packet that fits
  /// @param maximumSegmentSize the longest TCP segment to announce
  record Way(IpAddress source, int device, int mtu, int maximumSegmentSize) {}

  /// Whether an address is one of this namespace's, or a wildcard, group or broadcast address that
  /// may be bound.
  boolean mayBind(IpAddress address, int device);
}
