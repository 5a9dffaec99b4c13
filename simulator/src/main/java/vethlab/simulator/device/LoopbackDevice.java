package vethlab.simulator.device;

import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.MacAddress;

/// The device `lo`: what is sent over it comes back in (`drivers/net/loopback.c`).
public final class LoopbackDevice extends NetDevice {

  public LoopbackDevice(DeviceTable table) {
    super(table, "lo", MacAddress.ZERO, 65536, 1000);
    flags().setLoopback(true);
    flags().setBroadcast(false);
    flags().setMulticast(false);
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
  protected void transmit(SocketBuffer buffer) {
    statistics().transmitted(buffer.frame());
    statistics().received(buffer.frame());
    classify(buffer);
    core().backlog().enqueue(buffer);
  }
}
