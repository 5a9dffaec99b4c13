package vethlab.userland.iproute.bridge;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.bridge.BridgePort;
import vethlab.simulator.bridge.PortFlag;
import vethlab.simulator.device.NetDevice;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.link.LinkFlags;
import vethlab.userland.iproute.link.LinkPrinter;
import vethlab.userland.iproute.print.Report;

/// `bridge link show`: the ports of all bridges (`brlink_show`, `print_linkinfo`).
final class PortShow implements Command {

  /// What `-d` shows, in the order of iproute2; the router setting stands between.
  private static final PortFlag[] FLAGS = {
    PortFlag.HAIRPIN,
    PortFlag.BPDU_GUARD,
    PortFlag.ROOT_BLOCK,
    PortFlag.MULTICAST_FAST_LEAVE,
    PortFlag.LEARNING,
    PortFlag.FLOOD,
    PortFlag.MCAST_FLOOD,
    PortFlag.BCAST_FLOOD,
  };

  private static final PortFlag[] LATER_FLAGS = {
    PortFlag.MULTICAST_TO_UNICAST,
    PortFlag.NEIGH_SUPPRESS,
    PortFlag.VLAN_TUNNEL,
    PortFlag.ISOLATED,
    PortFlag.LOCKED,
  };

  private static final int ROUTER_IF_QUERIED = 1;

  @Override
  public int run(Tool tool, Arguments arguments) {
    String wanted = null;
    for (; !arguments.isEmpty(); arguments.advance()) {
      if (arguments.is("dev")) {
        String name = arguments.next();
        if (wanted != null) {
          throw arguments.duplicate("dev", name);
        }
        wanted = name;
      }
    }
    NetDevice only = wanted == null ? null : require(tool, wanted);
    Report report = tool.report();
    report.begin();
    for (NetDevice device : tool.devices().all()) {
      if (device.rxHandler() instanceof BridgePort port && (only == null || only == device)) {
        print(tool, report, device, port);
      }
    }
    report.end();
    return 0;
  }

  private static @Nullable NetDevice require(Tool tool, String name) {
    NetDevice device = tool.links().find(name);
    if (device == null) {
      throw tool.fail(-1, "Cannot find device \"" + name + "\"");
    }
    return device;
  }

  /// The link is named by its index in this namespace, wherever it is: the kernel does not tell
  /// `bridge` that it is elsewhere.
  private static void print(Tool tool, Report report, NetDevice device, BridgePort port) {
    report.openObject();
    report.field("ifindex", "%s: ", device.index());
    boolean linkIsDown = LinkPrinter.printName(tool, report, "%s: ", device, false);
    LinkFlags.print(report, device, linkIsDown);
    report.field("mtu", "mtu %s ", device.mtu());
    report.field("master", "master %s ", port.bridge().name());
    report.field("state", "state %s ", port.state().name().toLowerCase(Locale.ROOT));
    report.field("priority", "priority %s ", port.stp().priority());
    report.field("cost", "cost %s ", port.stp().pathCost());
    if (tool.options().details()) {
      report.text(report.lineBreak() + "    ");
      for (PortFlag flag : FLAGS) {
        report.onOff(flag.text(), flag.text() + " %s ", port.has(flag));
      }
      report.field("mcast_router", "mcast_router %s ", ROUTER_IF_QUERIED);
      for (PortFlag flag : LATER_FLAGS) {
        report.onOff(flag.text(), flag.text() + " %s ", port.has(flag));
      }
      BridgePort backup = port.backup();
      if (backup != null) {
        report.field("backup_port", "backup_port %s ", backup.device().name());
      }
    }
    report.text("\n");
    report.closeObject();
  }
}
