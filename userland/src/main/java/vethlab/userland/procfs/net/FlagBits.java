package vethlab.userland.procfs.net;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import vethlab.simulator.device.DeviceFlags.Flag;
import vethlab.simulator.device.NetDevice;

/// The flags of a device as the bits that older interfaces show (`IFF_*`).
public final class FlagBits {

  public static final int UP = 0x1;
  public static final int BROADCAST = 0x2;
  public static final int LOOPBACK = 0x8;
  public static final int POINT_TO_POINT = 0x10;
  public static final int NO_TRAILERS = 0x20;
  public static final int RUNNING = 0x40;
  public static final int NO_ARP = 0x80;
  public static final int PROMISCUOUS = 0x100;
  public static final int ALL_MULTICAST = 0x200;
  public static final int MULTICAST = 0x1000;
  public static final int DYNAMIC = 0x8000;

  private static final ImmutableMap<Flag, Integer> BITS =
      ImmutableMap.of(
          Flag.LOOPBACK,
          LOOPBACK,
          Flag.BROADCAST,
          BROADCAST,
          Flag.POINT_TO_POINT,
          POINT_TO_POINT,
          Flag.MULTICAST,
          MULTICAST,
          Flag.NO_ARP,
          NO_ARP,
          Flag.DYNAMIC,
          DYNAMIC,
          Flag.NO_TRAILERS,
          NO_TRAILERS);

  private FlagBits() {}

  /// What `SIOCGIFFLAGS` tells (`dev_get_flags`).
  public static int told(NetDevice device) {
    return set(device)
        | (device.isRunning() ? RUNNING : 0)
        | (device.receiveFilter().isPromiscuousSet() ? PROMISCUOUS : 0)
        | (device.receiveFilter().isAllMulticastSet() ? ALL_MULTICAST : 0);
  }

  /// What the kernel keeps (`dev->flags`), as `/sys/class/net/DEV/flags` shows it.
  public static int kept(NetDevice device) {
    return set(device)
        | (device.receiveFilter().promiscuity() > 0 ? PROMISCUOUS : 0)
        | (device.receiveFilter().allMulticast() > 0 ? ALL_MULTICAST : 0);
  }

  private static int set(NetDevice device) {
    int bits = device.isUp() ? UP : 0;
    for (Map.Entry<Flag, Integer> bit : BITS.entrySet()) {
      bits |= device.flags().has(bit.getKey()) ? bit.getValue() : 0;
    }
    return bits;
  }
}
