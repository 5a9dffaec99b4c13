package vethlab.userland.iproute.show;

import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.link.LinkPrinter;
import vethlab.userland.iproute.print.Report;

/// `ip link show`: devices without their addresses.
public final class LinkShow implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    tool.options().setFamily(Family.LINK);
    ShowFilter filter = new ShowWords(tool, arguments, Family.LINK, "ip-link").read();
    Report report = tool.report();
    LinkPrinter printer = new LinkPrinter(tool, report, Family.LINK, true);
    if (filter.device() != null && filter.group() == -1) {
      showOne(tool, filter, filter.device(), report, printer);
      return 0;
    }
    report.begin();
    for (NetDevice device : tool.devices().all()) {
      if (filter.isListed(device)) {
        report.openObject();
        show(filter, printer, device);
        report.closeObject();
      }
    }
    report.end();
    return 0;
  }

  /// Shows the device of a name, which the kernel looks up again.
  private static void showOne(
      Tool tool, ShowFilter filter, String name, Report report, LinkPrinter printer) {
    NetDevice device = tool.devices().find(name);
    report.begin();
    if (device == null) {
      KernelError missing = new KernelError(Errno.ENODEV);
      tool.error(Tool.answer(missing));
      tool.error("Cannot send link get request: " + missing.errno().text() + "\n");
      report.end();
      throw tool.exit(1);
    }
    report.openObject();
    show(filter, printer, device);
    report.closeObject();
    report.end();
  }

  private static void show(ShowFilter filter, LinkPrinter printer, NetDevice device) {
    if (filter.isPrinted(device) && filter.label() == null) {
      printer.print(device);
    }
  }
}
