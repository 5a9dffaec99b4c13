package vethlab.simulator.neighbour;

/// What is noted about a neighbour beside its state (`NTF_*`), as `ip neigh` names it.
public enum NeighbourFlag {
  /// It forwards packets: IPv6 routers only.
  ROUTER,
  /// A program outside the kernel keeps it; never collected as garbage.
  EXTERN_LEARN,
  /// The kernel keeps it resolved by itself.
  MANAGED
}
