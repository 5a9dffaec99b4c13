package vethlab.userland.iproute.address;

import vethlab.simulator.ipv4.AddressLifetime;
import vethlab.simulator.packet.IpAddress;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.Options;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.print.Colour;
import vethlab.userland.iproute.print.Report;

/// One address as `ip address` describes it (`print_addrinfo`).
public final class AddressPrinter {

  private final Tool tool;
  private final Options options;
  private final Report report;
  private final boolean named;

  /// @param named whether the device is named before each address
  public AddressPrinter(Tool tool, Report report, boolean named) {
    this.tool = tool;
    this.options = tool.options();
    this.report = report;
    this.named = named;
  }

  /// Whether addresses stand in one line behind the name of their device.
  public boolean isBrief() {
    return options.brief();
  }

  public void print(AddressInfo address) {
    if (!options.brief()) {
      if (named) {
        report.json("index", address.device().index());
        report.json("dev", address.device().name());
        report.text(address.device().index() + ": " + address.device().name());
      }
      report.field("family", "    %s ", address.family().text());
    }
    printAddress(address);
    if (!options.brief()) {
      printRest(address);
      report.text("\n");
    }
    report.flush();
  }

  private void printAddress(AddressInfo address) {
    Colour colour = address.family() == Family.INET ? Colour.INET : Colour.INET6;
    report.field(colour, "local", "%s", host(address.local()));
    if (!address.address().equals(address.local())) {
      report.text(" peer ");
      report.field(colour, "address", "%s", host(address.address()));
    }
    report.field("prefixlen", "/%s ", address.prefixLength());
    if (address.metric() != 0) {
      report.field("metric", "metric %s ", address.metric());
    }
  }

  private void printRest(AddressInfo address) {
    IpAddress broadcast = address.broadcast();
    if (broadcast != null) {
      report.text("brd ");
      report.field(Colour.INET, "broadcast", "%s ", host(broadcast));
    }
    report.field("scope", "scope %s ", tool.names().scope(address.scope()));
    printFlags(address);
    if (address.label() != null) {
      report.field("label", "%s", address.label());
    }
    report.newLine();
    report.text("       valid_lft ");
    printLifetime("valid_life_time", address.validSeconds());
    report.text(" preferred_lft ");
    printLifetime("preferred_life_time", address.preferredSeconds());
  }

  /// What is special about it; one that is not permanent is `dynamic` (`print_ifa_flags`).
  private void printFlags(AddressInfo address) {
    for (AddressFlag flag : AddressFlag.values()) {
      switch (flag) {
        case SECONDARY -> {
          if (address.has(flag)) {
            boolean ipv6 = address.family() == Family.INET6;
            String text = ipv6 ? "temporary" : "secondary";
            report.flag(text, text + " ");
          }
        }
        case TEMPORARY -> {}
        case PERMANENT -> {
          if (!address.has(flag)) {
            report.flag("dynamic", "dynamic ");
          }
        }
        case NODAD,
            OPTIMISTIC,
            DADFAILED,
            HOME,
            DEPRECATED,
            TENTATIVE,
            MNGTMPADDR,
            NOPREFIXROUTE,
            AUTOJOIN,
            STABLE_PRIVACY -> {
          if (address.has(flag)) {
            report.flag(flag.text(), flag.text() + " ");
          }
        }
      }
    }
  }

  private void printLifetime(String key, long seconds) {
    report.json(key, seconds);
    report.text(seconds == AddressLifetime.FOREVER ? "forever" : seconds + "sec");
  }

  private String host(IpAddress address) {
    return tool.hosts().name(address);
  }
}
