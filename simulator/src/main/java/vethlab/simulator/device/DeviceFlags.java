package vethlab.simulator.device;

import java.util.EnumSet;

/// The flags of a device that someone sets, or that its kind has (`IFF_*`).
///
/// What follows from the link is asked of the device: [NetDevice#isRunning],
/// [NetDevice#hasCarrier].
public final class DeviceFlags {

  /// A flag beside UP.
  public enum Flag {
    LOOPBACK,
    BROADCAST,
    POINT_TO_POINT,
    /// Settable: groups can be joined.
    MULTICAST,
    /// Settable: neighbours are not asked for their addresses (`arp off`).
    NO_ARP,
    /// Settable: the address may change (`dynamic on`).
    DYNAMIC,
    /// Settable: no trailer encapsulation (`trailers off`).
    NO_TRAILERS
  }

  private final EnumSet<Flag> on;
  private boolean up;

  DeviceFlags() {
    this(EnumSet.of(Flag.BROADCAST, Flag.MULTICAST));
  }

  private DeviceFlags(EnumSet<Flag> on) {
    this.on = on;
  }

  DeviceFlags copy() {
    DeviceFlags copy = new DeviceFlags(EnumSet.copyOf(on));
    copy.up = up;
    return copy;
  }

  public boolean isUp() {
    return up;
  }

  void setUp(boolean isUp) {
    up = isUp;
  }

  public boolean has(Flag flag) {
    return on.contains(flag);
  }

  /// Sets or clears a flag.
  ///
  /// @return whether that changed anything
  boolean set(Flag flag, boolean isOn) {
    return isOn ? on.add(flag) : on.remove(flag);
  }

  public boolean isLoopback() {
    return has(Flag.LOOPBACK);
  }

  public boolean isBroadcast() {
    return has(Flag.BROADCAST);
  }

  public boolean isMulticast() {
    return has(Flag.MULTICAST);
  }

  /// Whether neighbours are not asked for their addresses.
  public boolean isNoArp() {
    return has(Flag.NO_ARP);
  }

  public boolean isPointToPoint() {
    return has(Flag.POINT_TO_POINT);
  }
}
