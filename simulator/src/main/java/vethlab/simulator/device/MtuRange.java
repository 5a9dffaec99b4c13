package vethlab.simulator.device;

import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;

/// The MTUs that a device allows (`min_mtu`, `max_mtu`), as `ip -d link` shows them.
///
/// @param maximum 0 where there is no limit
public record MtuRange(int minimum, int maximum) {

  /// What an Ethernet device allows that takes as much as IPv4 can carry (`ETH_MAX_MTU`).
  public static final MtuRange ETHERNET = new MtuRange(68, 65535);

  /// Anything.
  public static final MtuRange UNLIMITED = new MtuRange(0, 0);

  /// Refuses what is out of range (`dev_validate_mtu`).
  ///
  /// @throws KernelError EINVAL
  public void check(int mtu) {
    if (mtu < 0 || mtu < minimum) {
      throw new KernelError(Errno.EINVAL, "mtu less than device minimum");
    }
    if (maximum > 0 && mtu > maximum) {
      throw new KernelError(Errno.EINVAL, "mtu greater than device maximum");
    }
  }
}
