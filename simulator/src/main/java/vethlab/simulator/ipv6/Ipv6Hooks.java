package vethlab.simulator.ipv6;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.fork.Forkable;

/// Whoever looks at packets at the five places of IPv6 (`NF_HOOK` with `NFPROTO_IPV6`).
public interface Ipv6Hooks extends Forkable {

  /// The places.
  enum Place {
    PRE_ROUTING,
    LOCAL_IN,
    FORWARD,
    LOCAL_OUT,
    POST_ROUTING
  }

  /// Shows a packet. It may be changed: its payload, its mark; a packet of this host whose way no
  /// longer fits is to be routed anew by [Ipv6Stack#reroute].
  ///
  /// Fragments are shown one by one: they are put together behind `LOCAL_IN`.
  ///
  /// @param in the device where it came in, null for a packet of this host
  /// @param out the device by which it leaves, null where that is not decided
  /// @return whether it goes on; if not, it has ended here or is kept
  boolean pass(Place place, SocketBuffer buffer, @Nullable NetDevice in, @Nullable NetDevice out);
}
