package vethlab.simulator.socket.tcp;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.TcpSegment;

/// The IP layer as TCP sees it.
interface TcpOutput extends Forkable {

  /// Sends a segment from one end to the other.
  ///
  /// @param identification of the IPv4 packet; full sockets count, answers without one have 0
  /// @return why it could not be sent at once, or null
  @Nullable Errno send(TcpEnds ends, TcpSegment segment, int identification);

  /// The largest segment that a packet from one end to the other takes: the route's MTU less the
  /// headers.
  int maximumSegmentSize(TcpEnds ends);

  /// The address that a connection to `destination` starts from.
  ///
  /// @throws vethlab.simulator.errno.KernelError ENETUNREACH, EHOSTUNREACH, EACCES or EINVAL if
  ///   there is no way
  IpAddress source(IpAddress destination, int device);

  /// Checks that an address may be bound.
  ///
  /// @throws vethlab.simulator.errno.KernelError EADDRNOTAVAIL if it is not one of this host
  void checkLocal(IpAddress address, int device);
}
