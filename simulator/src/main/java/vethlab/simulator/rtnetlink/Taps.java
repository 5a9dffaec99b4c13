package vethlab.simulator.rtnetlink;

import vethlab.simulator.device.DeviceTable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.TapDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.packet.MacAddress;

/// The requests on `/dev/net/tun` that make a tap which stays, or take it away (`tun_set_iff`,
/// `TUNSETPERSIST`).
public final class Taps {

  private Taps() {}

  /// Makes a tap that stays.
  ///
  /// @param name perhaps with `%d`; empty for `tap%d`
  /// @throws KernelError EBUSY if the name is taken
  public static void create(DeviceTable table, String name, TapDevice.Settings settings) {
    if (table.find(name) != null) {
      throw new KernelError(Errno.EBUSY);
    }
    make(table, name, settings);
  }

  /// Takes a tap away. One that is not there is made first, so that an index is used up.
  ///
  /// @param tap whether a tap is meant, not a tun
  /// @throws KernelError EINVAL if the name is that of something else
  public static void delete(DeviceTable table, String name, boolean tap) {
    NetDevice device = table.find(name);
    if (device == null) {
      make(table, name, TapDevice.Settings.DEFAULT).unregister();
    } else if (tap && device instanceof TapDevice) {
      device.unregister();
    } else {
      throw new KernelError(Errno.EINVAL);
    }
  }

  private static TapDevice make(DeviceTable table, String name, TapDevice.Settings settings) {
    MacAddress address = MacAddress.ofRandom(table.core().randomness().nextLong());
    TapDevice device = new TapDevice(table, name.isEmpty() ? "tap%d" : name, address, settings);
    device.register(0);
    return device;
  }
}
