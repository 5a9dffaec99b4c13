package vethlab.userland.iproute.bridge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.bridge.FdbEntry;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.time.SimTime;
import vethlab.userland.iproute.print.Colour;
import vethlab.userland.iproute.print.Report;

/// One line of `bridge fdb`: where frames for an address go (`print_fdb`).
///
/// @param device the port, or the device whose own filter has the address
/// @param entry of the bridge's database; null for an address in the device's filter
/// @param state as iproute2 names it; empty for an entry that is in use
record FdbLine(MacAddress address, NetDevice device, @Nullable FdbEntry entry, String state) {

  static FdbLine of(Bridge bridge, FdbEntry entry) {
    NetDevice device = entry.port() == null ? bridge : entry.port().device();
    String state =
        switch (entry.kind()) {
          case PERMANENT -> "permanent";
          case STATIC -> "static";
          case DYNAMIC -> bridge.forwardingDatabase().hasExpired(entry) ? "stale" : "";
        };
    return new FdbLine(entry.address(), device, entry, state);
  }

  static FdbLine ofFilter(MacAddress address, NetDevice device) {
    return new FdbLine(address, device, null, "permanent");
  }

  /// @param named whether the device is to be named
  /// @param statistics whether it is said when it was used and updated
  void print(Report report, boolean named, boolean statistics) {
    report.openObject();
    report.field(Colour.MAC, "mac", "%s ", address.toString());
    if (named) {
      report.text("dev ");
      report.field(Colour.INTERFACE_NAME, "ifname", "%s ", device.name());
    }
    if (entry != null && entry.vid() != 0) {
      report.field("vlan", "vlan %s ", entry.vid());
    }
    if (entry != null && statistics) {
      report.field("used", "used %s", seconds(entry.used()));
      report.field("updated", "/%s ", seconds(entry.updated()));
    }
    report.openList("flags", "");
    flags().forEach(flag -> report.element("%s ", flag));
    report.closeList("");
    if (entry != null) {
      NetDevice master = device instanceof Bridge ? device : device.master();
      report.field("master", "master %s ", master == null ? "" : master.name());
    }
    report.field("state", "%s\n", state);
    report.closeObject();
  }

  private List<String> flags() {
    List<String> flags = new ArrayList<>();
    if (entry == null) {
      flags.add("self");
      return flags;
    }
    if (entry.isExternallyLearned()) {
      flags.add("extern_learn");
    }
    if (entry.isSticky()) {
      flags.add("sticky");
    }
    return flags;
  }

  private long seconds(SimTime then) {
    Duration age = device.core().now().since(then);
    return age.toSeconds();
  }
}
