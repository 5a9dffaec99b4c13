package vethlab.userland.iproute.show;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Objects;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.userland.iproute.address.AddressInfo;
import vethlab.userland.iproute.address.AddressPrinter;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.CommandFailure;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.Options;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.link.LinkPrinter;
import vethlab.userland.iproute.link.StatisticsPrinter;
import vethlab.userland.iproute.print.Report;

/// `ip address show`: devices with their addresses.
public final class AddressShow implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    Options options = tool.options();
    ShowFilter filter = new ShowWords(tool, arguments, options.family(), "ip-address").read();
    Report report = tool.report();
    report.begin();
    if (filter.index() != 0 && tool.devices().find(filter.index()) == null) {
      KernelError missing = new KernelError(Errno.ENODEV);
      tool.error(Tool.answer(missing));
      tool.error("Cannot send link request: " + missing.errno().text() + "\n");
      report.end();
      throw new CommandFailure(0);
    }
    boolean addresses = filter.family() != Family.LINK;
    List<AddressInfo> all =
        addresses ? AddressInfo.all(tool.network(), Family.UNSPEC) : ImmutableList.of();
    boolean ipv6Only = options.family() == Family.INET6 && filter.index() == 0;
    LinkPrinter links =
        ipv6Only
            ? LinkPrinter.ofIpv6(tool, report)
            : new LinkPrinter(tool, report, filter.family(), false);
    AddressPrinter printer = new AddressPrinter(tool, report, options.oneLine());
    boolean namesLinks = options.brief() || !options.oneLine() || !addresses;
    for (NetDevice device : tool.devices().all()) {
      List<AddressInfo> own =
          all.stream().filter(address -> Objects.equals(address.device(), device)).toList();
      if (!filter.isListed(device) || (addresses && !isWanted(filter, own))) {
        continue;
      }
      report.openObject();
      boolean printed = filter.isPrinted(device) && !(ipv6Only && filter.asksForMoreThanIpv6Says());
      if (namesLinks && printed && filter.label() == null) {
        links.print(device);
      }
      if (addresses && (printed || !namesLinks)) {
        printAddresses(filter, report, printer, device, own);
      }
      if (namesLinks
          && printed
          && !options.brief()
          && filter.label() == null
          && options.statistics() > 0) {
        if (!ipv6Only) {
          StatisticsPrinter.print(report, options, device);
        }
        report.newLine();
      }
      report.closeObject();
    }
    report.end();
    return 0;
  }

  /// Whether a device has an address that is meant; one without any is shown where no family is
  /// asked for (`ipaddr_filter`).
  private static boolean isWanted(ShowFilter filter, List<AddressInfo> own) {
    if (own.isEmpty()) {
      return filter.family() == Family.UNSPEC;
    }
    return own.stream().anyMatch(filter::matches);
  }

  private static void printAddresses(
      ShowFilter filter,
      Report report,
      AddressPrinter printer,
      NetDevice device,
      List<AddressInfo> own) {
    report.openArray("addr_info");
    for (AddressInfo address : own) {
      if (filter.family().admits(address.family()) && (!filter.onlyUp() || device.isUp())) {
        report.openObject();
        if (filter.matches(address)) {
          printer.print(address);
        }
        report.closeObject();
      }
    }
    report.closeArray();
    if (printer.isBrief()) {
      report.text("\n");
      report.flush();
    }
  }
}
