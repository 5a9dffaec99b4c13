package vethlab.simulator.bridge;

/// What an entry of a forwarding database is for, as `bridge fdb add` names it (`fdb_to_nud`).
public enum FdbKind {
  /// The address is the host's own: frames for it are not forwarded (`permanent`, NUD_PERMANENT).
  PERMANENT,
  /// Someone said where the station is, for good (`static`, NUD_NOARP).
  STATIC,
  /// As if learned: it ages (`dynamic`, NUD_REACHABLE, and NUD_STALE once its time is over).
  DYNAMIC
}
