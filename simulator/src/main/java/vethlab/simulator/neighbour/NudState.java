package vethlab.simulator.neighbour;

/// What is known about a neighbour (`NUD_*`; RFC 4861, 7.3.2).
public enum NudState {
  NONE(0),
  INCOMPLETE(0x01),
  REACHABLE(0x02),
  STALE(0x04),
  DELAY(0x08),
  PROBE(0x10),
  FAILED(0x20),
  NOARP(0x40),
  PERMANENT(0x80);

  private final int bit;

  NudState(int bit) {
    this.bit = bit;
  }

  /// The bit in a netlink message.
  public int bit() {
    return bit;
  }

  /// Whether there is a link address that may be used (`NUD_VALID`).
  public boolean isValid() {
    return switch (this) {
      case PERMANENT, NOARP, REACHABLE, PROBE, STALE, DELAY -> true;
      case NONE, INCOMPLETE, FAILED -> false;
    };
  }

  /// Whether the address is used without a question (`NUD_CONNECTED`).
  public boolean isConnected() {
    return switch (this) {
      case PERMANENT, NOARP, REACHABLE -> true;
      case NONE, INCOMPLETE, STALE, DELAY, PROBE, FAILED -> false;
    };
  }

  /// Whether a timer runs (`NUD_IN_TIMER`).
  public boolean isInTimer() {
    return switch (this) {
      case INCOMPLETE, REACHABLE, DELAY, PROBE -> true;
      case NONE, STALE, FAILED, NOARP, PERMANENT -> false;
    };
  }
}
