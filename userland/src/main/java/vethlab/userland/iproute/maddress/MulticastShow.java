package vethlab.userland.iproute.maddress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import vethlab.simulator.device.HardwareAddressList;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.ipv4.GroupMembership;
import vethlab.simulator.ipv4.Ipv4Interface;
import vethlab.simulator.ipv6.Ipv6Stack;
import vethlab.simulator.packet.MacAddress;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.print.Colour;
import vethlab.userland.iproute.print.Report;

/// `ip maddress show`: the groups that devices are in, and the link addresses that they take in for
/// that (`multiaddr_list`).
final class MulticastShow implements Command {

  /// One address of a device.
  ///
  /// @param family LINK for a link address
  /// @param users how many joined
  /// @param fixed whether a person said so
  private record Line(Family family, String address, int users, boolean fixed) {}

  @Override
  public int run(Tool tool, Arguments arguments) {
    String name = device(tool, arguments);
    Report report = tool.report();
    report.begin();
    List<NetDevice> devices = new ArrayList<>(tool.devices().all());
    devices.sort(Comparator.comparingInt(NetDevice::index));
    for (NetDevice device : devices) {
      if (name.isEmpty() || name.equals(device.name())) {
        print(tool, report, device);
      }
    }
    report.end();
    return 0;
  }

  private static String device(Tool tool, Arguments arguments) {
    String name = "";
    for (; !arguments.isEmpty(); arguments.advance()) {
      if (arguments.is("dev")) {
        arguments.next();
      } else if (arguments.matches("help")) {
        throw tool.usage("ip-maddress");
      }
      if (!name.isEmpty()) {
        throw arguments.garbage("dev", arguments.word());
      }
      name = arguments.word();
    }
    return name;
  }

  private static List<Line> lines(Tool tool, NetDevice device) {
    Family family = tool.options().family();
    List<Line> lines = new ArrayList<>();
    if (family.admits(Family.LINK)) {
      HardwareAddressList list = device.receiveFilter().multicast();
      for (MacAddress each : list.all()) {
        lines.add(new Line(Family.LINK, each.toString(), list.users(each), list.isFixed(each)));
      }
    }
    Ipv4Interface ipv4 = tool.network().ipv4().find(device);
    if (family.admits(Family.INET) && ipv4 != null) {
      for (GroupMembership each : ipv4.groups().memberships()) {
        lines.add(new Line(Family.INET, tool.hosts().name(each.group()), each.users(), false));
      }
    }
    if (family.admits(Family.INET6)) {
      for (Ipv6Stack.Group each : tool.network().ipv6().groups(device)) {
        lines.add(new Line(Family.INET6, tool.hosts().name(each.address()), each.users(), false));
      }
    }
    return lines;
  }

  /// With `-oneline` the device is named again for each address.
  private static void print(Tool tool, Report report, NetDevice device) {
    boolean open = false;
    for (Line line : lines(tool, device)) {
      if (!open || tool.options().oneLine()) {
        if (open) {
          report.closeArray();
          report.closeObject();
        }
        report.openObject();
        report.field("ifindex", "%s:", device.index());
        report.field(Colour.INTERFACE_NAME, "ifname", "\t%s", device.name());
        report.newLine();
        report.openArray("maddr");
        open = true;
      }
      print(report, line);
    }
    if (open) {
      report.closeArray();
      report.closeObject();
    }
  }

  private static void print(Report report, Line line) {
    report.text("\t");
    report.openObject();
    if (line.family() == Family.LINK) {
      report.text("link  ");
      report.field(Colour.MAC, "link", "%s", line.address());
    } else {
      report.field("family", "%-5s ", line.family().text());
      Colour colour = line.family() == Family.INET6 ? Colour.INET6 : Colour.INET;
      report.field(colour, "address", "%s", line.address());
    }
    if (line.users() != 1) {
      report.field("users", " users %s", line.users());
    }
    if (line.fixed()) {
      report.field("features", " %s", "static");
    }
    report.text("\n");
    report.closeObject();
  }
}
