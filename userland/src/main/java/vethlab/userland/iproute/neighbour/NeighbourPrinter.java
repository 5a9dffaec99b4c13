package vethlab.userland.iproute.neighbour;

import vethlab.simulator.device.NetDevice;
import vethlab.simulator.neighbour.Neighbour;
import vethlab.simulator.neighbour.NeighbourFlag;
import vethlab.simulator.neighbour.NudState;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.print.Colour;
import vethlab.userland.iproute.print.Report;

/// Prints neighbours, a line each (`print_neigh`).
final class NeighbourPrinter {

  private final Tool tool;
  private final Report report;
  private final boolean withDevice;

  /// @param withDevice whether the device is named: not if one was asked for
  NeighbourPrinter(Tool tool, Report report, boolean withDevice) {
    this.tool = tool;
    this.report = report;
    this.withDevice = withDevice;
  }

  /// Prints one.
  ///
  /// @param holders how many hold on to it only while it is printed
  void print(NeighbourLine line, int holders) {
    report.openObject();
    if (tool.options().brief()) {
      printBrief(line);
    } else {
      printFull(line, holders);
    }
    report.text("\n");
    report.closeObject();
  }

  private void printBrief(NeighbourLine line) {
    report.field(colour(line), "dst", "%-39s ", tool.hosts().name(line.address()));
    NetDevice device = line.device();
    if (withDevice && device != null) {
      report.field(Colour.INTERFACE_NAME, "dev", "%-16s ", device.name());
    }
    printLinkAddress(line, "%s");
  }

  private void printFull(NeighbourLine line, int holders) {
    report.field(colour(line), "dst", "%s ", tool.hosts().name(line.address()));
    NetDevice device = line.device();
    if (withDevice && device != null) {
      report.text("dev ");
      report.field(Colour.INTERFACE_NAME, "dev", "%s ", device.name());
    }
    if (line.state().isValid()) {
      report.text("lladdr ");
    }
    printLinkAddress(line, "%s ");
    printFlag(line.router(), "router");
    printFlag(line.isProxy(), "proxy");
    printFlag(line.has(NeighbourFlag.MANAGED), "managed");
    printFlag(line.has(NeighbourFlag.EXTERN_LEARN), "extern_learn");
    if (tool.options().statistics() > 0 && line.neighbour() != null) {
      printStatistics(line.neighbour(), holders);
    }
    if (line.state() != NudState.NONE) {
      report.openArray("state");
      report.element("%s ", line.state().name());
      report.closeArray();
    }
    if (line.protocol() != 0) {
      report.field("protocol", "proto %s ", tool.names().protocol(line.protocol()));
    }
  }

  private void printLinkAddress(NeighbourLine line, String format) {
    Neighbour neighbour = line.neighbour();
    if (neighbour != null && neighbour.state().isValid()) {
      report.field(Colour.MAC, "lladdr", format, neighbour.mac().toString());
    }
  }

  private void printFlag(boolean set, String name) {
    if (set) {
      report.jsonNull(name);
      report.text(name + " ");
    }
  }

  private void printStatistics(Neighbour neighbour, int holders) {
    int references = neighbour.references() + holders;
    if (references > 0) {
      report.field("refcnt", " ref %s", references);
    }
    report.field("used", " used %s", neighbour.sinceUsed().toSeconds());
    report.field("confirmed", "/%s", neighbour.sinceConfirmed().toSeconds());
    report.field("updated", "/%s", neighbour.sinceUpdated().toSeconds());
    report.field("probes", "probes %s ", neighbour.probes());
  }

  private static Colour colour(NeighbourLine line) {
    return line.family() == Family.INET6 ? Colour.INET6 : Colour.INET;
  }
}
