package vethlab.simulator.device;

import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.trace.DropReason;

/// A tap made by `ip tuntap`, without a program behind it: no carrier (`drivers/net/tun.c`).
public final class TapDevice extends NetDevice {

  /// As much as IPv4 can carry, less the link header.
  private static final MtuRange RANGE = new MtuRange(68, 65521);

  public TapDevice(DeviceTable table, String name, MacAddress address) {
    super(table, name, address, 1500, 1000);
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
  public MtuRange mtuRange() {
    return RANGE;
  }

  @Override
  public int speedMegabits() {
    return 10;
  }

  /// Unlike other software devices it has a queue.
  @Override
  protected String defaultQueueingDiscipline() {
    return "fq_codel";
  }

  /// `ip tuntap` closes the device again as soon as it has made it (`__tun_detach`).
  @Override
  protected void registered() {
    setCarrier(false);
  }

  @Override
  protected void transmit(SocketBuffer buffer) {
    statistics().transmitDropped();
    buffer.drop(DropReason.TAP_DETACHED);
  }
}
