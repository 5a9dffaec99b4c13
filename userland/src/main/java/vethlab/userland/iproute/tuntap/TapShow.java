package vethlab.userland.iproute.tuntap;

import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.TapDevice;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.print.Colour;
import vethlab.userland.iproute.print.Report;

/// `ip tuntap show`: all taps, whatever the words behind it say (`print_tuntap`).
final class TapShow implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    Report report = tool.report();
    report.begin();
    for (NetDevice device : tool.devices().all()) {
      if (device instanceof TapDevice tap) {
        print(tool, report, tap);
      }
    }
    report.end();
    return 0;
  }

  private static void print(Tool tool, Report report, TapDevice tap) {
    TapDevice.Settings settings = tap.settings();
    report.openObject();
    report.field(Colour.INTERFACE_NAME, "ifname", "%s:", tap.name());
    report.openArray("flags");
    report.element(" %s", "tap");
    flag(report, settings.packetInformation(), "pi");
    flag(report, settings.oneQueue(), "one_queue");
    flag(report, settings.vnetHeader(), "vnet_hdr");
    flag(report, true, "persist");
    // The same bit says that no packet information is wanted and that there is no filter.
    flag(report, settings.packetInformation(), "filter");
    report.closeArray();
    Integer owner = settings.owner();
    if (owner != null) {
      report.field("user", " user %s", Integer.toUnsignedLong(owner));
    }
    Integer group = settings.group();
    if (group != null) {
      report.field("group", " group %s", Integer.toUnsignedLong(group));
    }
    if (tool.options().details()) {
      report.newLine();
      report.text("\tAttached to processes:");
      report.openArray("processes");
      report.closeArray();
    }
    report.closeObject();
    report.text("\n");
  }

  private static void flag(Report report, boolean set, String name) {
    if (set) {
      report.element(" %s", name);
    }
  }
}
