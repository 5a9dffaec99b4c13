package vethlab.simulator.device;

/// What a device has counted since it was made (`rtnl_link_stats64`).
public final class DeviceStatistics {

  private long rxPackets;
  private long rxBytes;
  private long rxDropped;
  private long multicast;
  private long txPackets;
  private long txBytes;
  private long txDropped;

  DeviceStatistics copy() {
    DeviceStatistics copy = new DeviceStatistics();
    copy.rxPackets = rxPackets;
    copy.rxBytes = rxBytes;
    copy.rxDropped = rxDropped;
    copy.multicast = multicast;
    copy.txPackets = txPackets;
    copy.txBytes = txBytes;
    copy.txDropped = txDropped;
    return copy;
  }

  /// Counts a frame of so many octets, link header included, taken in.
  public void received(int octets) {
    rxPackets++;
    rxBytes += octets;
  }

  /// Counts a frame of so many octets, link header included, sent.
  public void transmitted(int octets) {
    txPackets++;
    txBytes += octets;
  }

  /// Counts a multicast frame that the driver noticed as such.
  public void multicastReceived() {
    multicast++;
  }

  /// Counts a frame not sent.
  public void transmitDropped() {
    txDropped++;
  }

  /// Counts a frame not taken in.
  public void receiveDropped() {
    rxDropped++;
  }

  public long rxPackets() {
    return rxPackets;
  }

  public long rxBytes() {
    return rxBytes;
  }

  public long rxDropped() {
    return rxDropped;
  }

  public long multicast() {
    return multicast;
  }

  public long txPackets() {
    return txPackets;
  }

  public long txBytes() {
    return txBytes;
  }

  public long txDropped() {
    return txDropped;
  }
}
