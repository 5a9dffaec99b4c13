package vethlab.simulator.device;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.trace.DropReason;

/// A tap made by `ip tuntap`, without a program behind it: no carrier (`drivers/net/tun.c`).
public final class TapDevice extends NetDevice {

  /// As much as IPv4 can carry, less the link header.
  private static final MtuRange RANGE = new MtuRange(68, 65521);

  private final Settings settings;

  /// What the program that made it asked for (`TUNSETIFF`, `TUNSETOWNER`, `TUNSETGROUP`).
  ///
  /// @param packetInformation whether four octets about the protocol stand before each frame
  /// @param oneQueue a flag without a meaning any more
  /// @param owner the only user who may open it, or null
  /// @param group the only group whose members may open it, or null
  public record Settings(
      boolean packetInformation,
      boolean oneQueue,
      boolean vnetHeader,
      @Nullable Integer owner,
      @Nullable Integer group) {

    /// What `ip tuntap` asks for if nothing else is said.
    public static final Settings DEFAULT = new Settings(false, false, false, null, null);
  }

  public TapDevice(DeviceTable table, String name, MacAddress address, Settings settings) {
    super(table, name, address, 1500, 1000);
    this.settings = settings;
  }

  /// With the usual settings.
  public TapDevice(DeviceTable table, String name, MacAddress address) {
    this(table, name, address, Settings.DEFAULT);
  }

  private TapDevice(TapDevice original, Fork fork) {
    super(original, fork);
    this.settings = original.settings;
  }

  public Settings settings() {
    return settings;
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
