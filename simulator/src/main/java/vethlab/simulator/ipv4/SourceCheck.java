package vethlab.simulator.ipv4;

/// Whether the source of a received packet is believed (`fib_validate_source`).
enum SourceCheck {
  /// It is, and its sender is behind a router.
  ROUTED,
  /// It is, and its sender is on the link.
  ON_LINK,
  /// It is one of this host's own.
  LOCAL,
  /// No packet may have it.
  INVALID,
  /// The way back is another one (`rp_filter`).
  REVERSE_PATH;

  boolean isGood() {
    return this == ROUTED || this == ON_LINK;
  }
}
