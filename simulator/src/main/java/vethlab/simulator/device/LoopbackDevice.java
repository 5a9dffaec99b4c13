package vethlab.simulator.device;

import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.MacAddress;

/// The device `lo`: what is sent over it comes back in (`drivers/net/loopback.c`).
public final class LoopbackDevice extends NetDevice {

  public LoopbackDevice(DeviceTable table) {
    super(table, "lo", MacAddress.ZERO, 65536, 1000);
    flags().set(DeviceFlags.Flag.LOOPBACK, true);
    flags().set(DeviceFlags.Flag.BROADCAST, false);
    flags().set(DeviceFlags.Flag.MULTICAST, false);
  }

  private LoopbackDevice(LoopbackDevice original, Fork fork) {
    super(original, fork);
  }

  @Override
  public LoopbackDevice fork(Fork fork) {
    return new LoopbackDevice(this, fork);
  }

  @Override
  public String kind() {
    return "";
  }

  @Override
  public MtuRange mtuRange() {
    return MtuRange.UNLIMITED;
  }

  @Override
  public boolean isNamespaceLocal() {
    return true;
  }

  @Override
  protected void transmit(SocketBuffer buffer) {
    buffer.arriveAt(this);
    // Counted when the link header is off already.
    int length = buffer.length() - EthernetFrame.HEADER_LENGTH;
    if (core().backlog().enqueue(buffer)) {
      statistics().transmitted(length);
      statistics().received(length);
    }
  }
}
