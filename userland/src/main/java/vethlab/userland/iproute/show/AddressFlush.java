package vethlab.userland.iproute.show;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.userland.iproute.address.AddressFlag;
import vethlab.userland.iproute.address.AddressInfo;
import vethlab.userland.iproute.address.AddressPrinter;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.Options;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.print.Report;

/// `ip address flush`: takes away all addresses that are meant, in rounds until none is left
/// (`ipaddr_flush`).
public final class AddressFlush implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    Options options = tool.options();
    if (arguments.isEmpty()) {
      throw tool.fail(-1, "Flush requires arguments.");
    }
    if (options.family() == Family.LINK) {
      throw tool.fail(-1, "Cannot flush link addresses.");
    }
    ShowFilter filter = new ShowWords(tool, arguments, options.family(), "ip-address").read();
    int round = 0;
    while (options.flushLoops() == 0 || round < options.flushLoops()) {
      List<AddressInfo> doomed =
          AddressInfo.all(tool.network(), filter.family()).stream()
              .filter(each -> filter.index() == 0 || each.device().index() == filter.index())
              .filter(filter::matches)
              .toList();
      if (doomed.isEmpty()) {
        return done(tool, round);
      }
      if (options.statistics() > 1) {
        Report report = tool.textReport();
        AddressPrinter printer = new AddressPrinter(tool, report, true);
        doomed.forEach(printer::print);
      }
      round++;
      for (AddressInfo address : doomed) {
        if (!delete(tool, address)) {
          return 1;
        }
      }
      if (options.statistics() > 0) {
        tool.print("\n*** Round " + round + ", deleting " + doomed.size() + " addresses ***\n");
        tool.flush();
      }
      // Secondaries that became primaries are not to be taken away too.
      int secondary = AddressFlag.SECONDARY.bit();
      if ((filter.flags() & secondary) == 0 && (filter.flagMask() & secondary) != 0) {
        return done(tool, round);
      }
    }
    tool.error("*** Flush remains incomplete after " + options.flushLoops() + " rounds. ***\n");
    return 1;
  }

  private static int done(Tool tool, int rounds) {
    if (tool.options().statistics() > 0) {
      tool.print(
          rounds == 0
              ? "Nothing to flush.\n"
              : "*** Flush is complete after "
                  + rounds
                  + (rounds > 1 ? " rounds ***\n" : " round ***\n"));
    }
    return 0;
  }

  /// Takes one away; the kernel may have taken it with another one already.
  private static boolean delete(Tool tool, AddressInfo address) {
    try {
      switch (address.local()) {
        case Ipv4Address local ->
            tool.network()
                .ipv4()
                .deleteAddress(
                    address.device(),
                    local,
                    address.label(),
                    ipv4(address),
                    address.prefixLength());
        case Ipv6Address local ->
            tool.network().ipv6().deleteAddress(address.device(), local, address.prefixLength());
      }
    } catch (KernelError refused) {
      if (refused.errno() != Errno.EADDRNOTAVAIL) {
        tool.error(Tool.answer(refused));
        tool.error("Failed to send flush request: " + refused.errno().text() + "\n");
        return false;
      }
    }
    return true;
  }

  private static @Nullable Ipv4Address ipv4(AddressInfo address) {
    return address.address() instanceof Ipv4Address ipv4 ? ipv4 : null;
  }
}
