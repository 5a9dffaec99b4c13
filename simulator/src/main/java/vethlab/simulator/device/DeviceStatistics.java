package vethlab.simulator.device;

import vethlab.simulator.packet.EthernetFrame;

/// What a device has counted since it was made (`rtnl_link_stats64`).
public final class DeviceStatistics {

  long rxPackets;
  long rxBytes;
  long rxDropped;
  long multicast;
  long txPackets;
  long txBytes;
  long txDropped;

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

  /// Counts a frame taken in.
  public void received(EthernetFrame frame) {
    rxPackets++;
    rxBytes += frame.length();
  }

  /// Counts a frame sent.
  public void transmitted(EthernetFrame frame) {
    txPackets++;
    txBytes += frame.length();
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
