package vethlab.simulator.device;

import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.trace.DropReason;

/// A device that swallows what is sent over it (`drivers/net/dummy.c`).
public final class DummyDevice extends NetDevice {

  public DummyDevice(DeviceTable table, String name, MacAddress address) {
    super(table, name, address, 1500, 1000);
    flags().set(DeviceFlags.Flag.NO_ARP, true);
    flags().set(DeviceFlags.Flag.MULTICAST, false);
  }

  private DummyDevice(DummyDevice original, Fork fork) {
    super(original, fork);
  }

  @Override
  public DummyDevice fork(Fork fork) {
    return new DummyDevice(this, fork);
  }

  @Override
  public String kind() {
    return "dummy";
  }

  @Override
  public MtuRange mtuRange() {
    return MtuRange.UNLIMITED;
  }

  @Override
  public void changeCarrier(boolean on) {
    setCarrier(on);
  }

  @Override
  protected void transmit(SocketBuffer buffer) {
    statistics().transmitted(buffer.length());
    buffer.drop(DropReason.DUMMY_SINK);
  }
}
