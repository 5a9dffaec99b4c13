package vethlab.simulator.packet;

/// A bridge's identifier in the spanning tree: its priority and then its MAC address; the lowest of
/// all becomes the root (IEEE 802.1D-1998, 9.2.5).
public record BridgeId(int priority, MacAddress mac) implements Comparable<BridgeId> {

  public BridgeId {
    FieldRange.check16("bridge priority", priority);
  }

  @Override
  public int compareTo(BridgeId other) {
    int byPriority = Integer.compare(priority, other.priority);
    return byPriority != 0 ? byPriority : mac.compareTo(other.mac);
  }

  /// As `8000.02:00:00:00:00:01`.
  @Override
  public String toString() {
    return String.format("%04x.%s", priority, mac);
  }
}
