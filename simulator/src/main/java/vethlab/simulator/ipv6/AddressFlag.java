package vethlab.simulator.ipv6;

/// What is special about an address of a device (`IFA_F_*`), in the kernel's words.
public enum AddressFlag {
  /// Made for privacy, and short-lived; not modelled, and known for its name only.
  TEMPORARY,
  /// Usable at once, without detection of duplicates.
  NODAD,
  OPTIMISTIC,
  /// Someone else has it.
  DADFAILED,
  HOMEADDRESS,
  /// Not to be used for new communication.
  DEPRECATED,
  /// Detection of duplicates is under way, was not started, or failed.
  TENTATIVE,
  /// It has no end of its own.
  PERMANENT,
  MANAGETEMPADDR,
  /// No route to the prefix goes with it.
  NOPREFIXROUTE,
  MCAUTOJOIN,
  STABLE_PRIVACY
}
