package vethlab.simulator.bridge;

import vethlab.simulator.packet.MacAddress;

/// The identity of a bridge in a spanning tree (IEEE 802.1D-2004, 9.2.5); the lower one is better.
///
/// @param priority 0 to 65535
public record BridgeId(int priority, MacAddress address) implements Comparable<BridgeId> {

  /// The priority that a bridge starts with.
  public static final int DEFAULT_PRIORITY = 0x8000;

  public BridgeId {
    if (priority < 0 || priority > 0xffff) {
      throw new IllegalArgumentException("bridge priority out of 16 bits: " + priority);
    }
  }

  public BridgeId withPriority(int other) {
    return new BridgeId(other, address);
  }

  public BridgeId withAddress(MacAddress other) {
    return new BridgeId(priority, other);
  }

  @Override
  public int compareTo(BridgeId other) {
    int byPriority = Integer.compare(priority, other.priority);
    return byPriority != 0 ? byPriority : address.compareTo(other.address);
  }

  /// As sysfs and `brctl` print it: `8000.525400123456` (`br_show_bridge_id`).
  @Override
  public String toString() {
    return String.format("%04x.%012x", priority, address.value());
  }
}
