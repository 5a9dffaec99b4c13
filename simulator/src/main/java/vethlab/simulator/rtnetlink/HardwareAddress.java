package vethlab.simulator.rtnetlink;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.packet.MacAddress;

/// A link address as a message has it: as many octets as someone wrote.
///
/// @param octets 0 to 255 each
public record HardwareAddress(ImmutableList<Integer> octets) {

  private static final int MAC_LENGTH = 6;

  /// The MAC address that its first six octets are, or null if there are fewer.
  public @Nullable MacAddress mac() {
    if (octets.size() < MAC_LENGTH) {
      return null;
    }
    long value = 0;
    for (int octet : octets.subList(0, MAC_LENGTH)) {
      value = value << 8 | octet;
    }
    return new MacAddress(value);
  }

  /// The address as one that a new device may have (`veth_validate`, `br_validate`).
  ///
  /// @throws KernelError EINVAL for another length, EADDRNOTAVAIL for a group or zero
  MacAddress forNewDevice() {
    MacAddress mac = mac();
    if (mac == null || octets.size() != MAC_LENGTH) {
      throw new KernelError(Errno.EINVAL);
    }
    if (!mac.isValidForDevice()) {
      throw new KernelError(Errno.EADDRNOTAVAIL);
    }
    return mac;
  }
}
