package vethlab.simulator.fib;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Forkable;

/// What routing asks about network devices; a namespace's IP stack answers.
public interface RouteDevices extends Forkable {

  /// The state of the device with this index, or null if there is none.
  @Nullable Link link(int index);

  /// A device as routing sees it.
  ///
  /// @param up whether it is set up
  /// @param carrier whether it has carrier
  /// @param configured whether the address family is active on it
  /// @param ignoresLinkdown whether routes over it do not count while it has no carrier
  ///   (`ignore_routes_with_linkdown`)
  record Link(
      String name, boolean up, boolean carrier, boolean configured, boolean ignoresLinkdown) {}
}
