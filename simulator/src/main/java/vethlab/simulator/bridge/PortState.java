package vethlab.simulator.bridge;

/// The state of a bridge port (IEEE 802.1D-2004, 17.10; `BR_STATE_*`, whose numbers are the order
/// here).
public enum PortState {
  DISABLED,
  LISTENING,
  LEARNING,
  FORWARDING,
  BLOCKING;

  /// The number in netlink and sysfs.
  @SuppressWarnings("EnumOrdinal") // the order here is the kernel's
  public int number() {
    return ordinal();
  }

  /// Whether source addresses are learned (`nbp_state_should_learn`).
  public boolean learns() {
    return this == LEARNING || this == FORWARDING;
  }
}
