package vethlab.userland.iproute.bridge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.bridge.BridgePort;
import vethlab.simulator.bridge.FdbEntry;
import vethlab.simulator.device.DeviceFlags;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.packet.MacAddress;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Numbers;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.print.Report;

/// `bridge fdb show`: the forwarding databases of all bridges, and what devices let in (`fdb_show`,
/// `rtnl_fdb_dump`).
final class FdbShow implements Command {

  private static final List<String> STATES = List.of("permanent", "static", "stale", "reachable");

  @Override
  public int run(Tool tool, Arguments arguments) {
    NetDevice port = null;
    Bridge bridge = null;
    String state = null;
    int vid = 0;
    boolean dynamic = false;
    for (; !arguments.isEmpty(); arguments.advance()) {
      switch (arguments.word()) {
        case "brport", "dev" -> port = device(tool, arguments.next(), "device");
        case "br" ->
            bridge =
                device(tool, arguments.next(), "bridge device") instanceof Bridge known
                    ? known
                    : bridge;
        case "vlan" -> vid = Numbers.atoi(arguments.next());
        case "state" -> state = state(arguments, arguments.next());
        case "dynamic" -> dynamic = true;
        default -> {
          if (arguments.matches("help")) {
            throw tool.usage("bridge-fdb");
          }
        }
      }
    }
    Report report = tool.report();
    report.begin();
    for (NetDevice device : tool.devices().all()) {
      boolean asked = port == null || port == device;
      boolean within =
          bridge == null
              || device == bridge
              || (device.rxHandler() instanceof BridgePort known && known.bridge() == bridge);
      if (asked && within) {
        for (FdbLine line : lines(device)) {
          FdbEntry entry = line.entry();
          boolean wanted =
              (vid == 0 || (entry != null && entry.vid() == vid))
                  && (state == null || state.equals(line.state()))
                  && !(dynamic && line.state().equals("permanent"))
                  && !(dynamic && line.state().equals("static"));
          if (wanted) {
            line.print(report, port == null, tool.options().statistics() > 0);
          }
        }
      }
    }
    report.end();
    return 0;
  }

  /// What is known at a device: first in its bridge, then in its own filter; for a bridge itself
  /// the other way round.
  private static List<FdbLine> lines(NetDevice device) {
    List<FdbLine> lines = new ArrayList<>();
    if (device instanceof Bridge bridge) {
      addFilter(lines, device);
      addEntries(lines, bridge, null);
    } else {
      if (device.rxHandler() instanceof BridgePort port) {
        addEntries(lines, port.bridge(), port);
      }
      addFilter(lines, device);
    }
    return lines;
  }

  private static void addEntries(List<FdbLine> lines, Bridge bridge, @Nullable BridgePort port) {
    for (FdbEntry entry : bridge.forwardingDatabase().entries()) {
      if (entry.port() == port) {
        lines.add(FdbLine.of(bridge, entry));
      }
    }
  }

  private static void addFilter(List<FdbLine> lines, NetDevice device) {
    if (device.flags().has(DeviceFlags.Flag.LOOPBACK)) {
      return;
    }
    for (MacAddress address : device.receiveFilter().unicast().all()) {
      lines.add(FdbLine.ofFilter(address, device));
    }
    for (MacAddress address : device.receiveFilter().multicast().all()) {
      lines.add(FdbLine.ofFilter(address, device));
    }
  }

  static NetDevice device(Tool tool, String name, String what) {
    NetDevice device = tool.links().find(name);
    if (device == null) {
      throw tool.fail(-1, "Cannot find " + what + " \"" + name + "\"");
    }
    return device;
  }

  private static String state(Arguments arguments, String word) {
    for (String state : STATES) {
      if (!word.isEmpty() && state.startsWith(word)) {
        return state.equals("reachable") ? "" : state;
      }
    }
    throw arguments.invalid("invalid state", word);
  }
}
