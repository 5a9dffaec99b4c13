package vethlab.simulator.ipv4;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fork.Forkable;

/// Whoever looks at packets at the five places of IPv4 (`NF_HOOK`).
public interface Ipv4Hooks extends Forkable {

  /// The places.
  enum Place {
    PRE_ROUTING,
    LOCAL_IN,
    FORWARD,
    LOCAL_OUT,
    POST_ROUTING
  }

  /// Shows a packet. It may be changed: its payload, its mark, its attachments (a [PacketRoute]
  /// that no longer fits is to be replaced).
  ///
  /// @param in the device where it came in, null for a packet of this host
  /// @param out the device by which it leaves, null where that is not decided
  /// @return whether it goes on; if not, it has ended here or is kept
  boolean pass(Place place, SocketBuffer buffer, @Nullable NetDevice in, @Nullable NetDevice out);
}
