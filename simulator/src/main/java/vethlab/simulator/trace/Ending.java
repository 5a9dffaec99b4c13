package vethlab.simulator.trace;

import org.jspecify.annotations.Nullable;

/// How one branch of a packet's way ended.
public sealed interface Ending {

  /// Where it ended, as `namespace/device`.
  String place();

  /// Something took it: a socket, the ICMP layer, a program.
  record Delivered(String place, String to) implements Ending {}

  /// It went no further.
  ///
  /// @param origin the script line that made it so, or the line of the object that lacks what would
  ///   have let it pass; null if only the kernel is to blame
  /// @param missing what is missing (`no route`, `VLAN 10 on veth43`), or null
  record Dropped(DropReason reason, String place, @Nullable Origin origin, @Nullable String missing)
      implements Ending {}

  /// It was replaced by others: fragments, copies, the packet that it completed.
  record Replaced(String place, String by) implements Ending {}
}
