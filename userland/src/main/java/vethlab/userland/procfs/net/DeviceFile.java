package vethlab.userland.procfs.net;

import java.util.Locale;
import vethlab.simulator.device.DeviceStatistics;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.namespace.NetworkNamespace;

/// `/proc/net/dev`: what went through the devices (`net-procfs.c`).
///
/// The real kernel's order is that of a hash; here it is that of the index.
final class DeviceFile {

  private DeviceFile() {}

  static String of(NetworkNamespace namespace) {
    StringBuilder text =
        new StringBuilder(
            """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
            """);
    for (NetDevice device : namespace.devices().all()) {
      DeviceStatistics counted = device.statistics();
      text.append(
          String.format(
              Locale.ROOT,
              "%6s: %7d %7d %4d %4d %4d %5d %10d %9d %8d %7d %4d %4d %4d %5d %7d %10d\n",
              device.name(),
              counted.rxBytes(),
              counted.rxPackets(),
              0,
              counted.rxDropped(),
              0,
              0,
              0,
              counted.multicast(),
              counted.txBytes(),
              counted.txPackets(),
              0,
              counted.txDropped(),
              0,
              0,
              0,
              0));
    }
    return text.toString();
  }
}
