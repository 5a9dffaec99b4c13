package vethlab.simulator.device;

import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.trace.DropReason;

/// A tap made by `ip tuntap`, without a program behind it: no carrier (`drivers/net/tun.c`).
public final class TapDevice extends NetDevice {

  public TapDevice(DeviceTable table, String name, MacAddress address) {
    super(table, name, address, 1500, 1000);
    setCarrier(false);
  }

  private TapDevice(TapDevice original, Fork fork) {
    super(original, fork);
  }

  @Override
  public TapDevice fork(Fork fork) {
    return new TapDevice(this, fork);
  }

  @Override
  public String kind() {
    return "tun";
  }

  @Override
  protected void transmit(SocketBuffer buffer) {
    statistics().transmitDropped();
    buffer.drop(DropReason.TAP_DETACHED);
  }
}
