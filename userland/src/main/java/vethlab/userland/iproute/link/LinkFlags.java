package vethlab.userland.iproute.link;

import java.util.ArrayList;
import java.util.List;
import vethlab.simulator.device.DeviceFlags.Flag;
import vethlab.simulator.device.NetDevice;
import vethlab.userland.iproute.print.Report;

/// The flags of a device between angle brackets, in the order of `IFF_*` that the tools have
/// (`dev_get_flags`, `print_link_flags`).
public final class LinkFlags {

  private LinkFlags() {}

  /// The names of the flags that are set.
  static List<String> of(NetDevice device) {
    List<String> names = new ArrayList<>();
    add(names, device.isUp() && !device.isRunning(), "NO-CARRIER");
    add(names, device.flags().has(Flag.LOOPBACK), "LOOPBACK");
    add(names, device.flags().has(Flag.BROADCAST), "BROADCAST");
    add(names, device.flags().has(Flag.POINT_TO_POINT), "POINTOPOINT");
    add(names, device.flags().has(Flag.MULTICAST), "MULTICAST");
    add(names, device.flags().has(Flag.NO_ARP), "NOARP");
    add(names, device.receiveFilter().isAllMulticastSet(), "ALLMULTI");
    add(names, device.receiveFilter().isPromiscuousSet(), "PROMISC");
    add(names, device.flags().has(Flag.DYNAMIC), "DYNAMIC");
    add(names, device.flags().has(Flag.NO_TRAILERS), "NOTRAILERS");
    add(names, device.isUp(), "UP");
    add(names, device.isUp() && device.hasCarrier(), "LOWER_UP");
    return names;
  }

  private static void add(List<String> names, boolean set, String name) {
    if (set) {
      names.add(name);
    }
  }

  /// Prints them, with M-DOWN if the device hangs on one that is down.
  public static void print(Report report, NetDevice device, boolean linkIsDown) {
    report.openList("flags", "<");
    List<String> names = of(device);
    for (int i = 0; i < names.size(); i++) {
      report.element(i == 0 ? "%s" : ",%s", names.get(i));
    }
    if (linkIsDown) {
      report.element(",%s", "M-DOWN");
    }
    report.closeList("> ");
  }
}
