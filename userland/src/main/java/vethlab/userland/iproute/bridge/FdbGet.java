package vethlab.userland.iproute.bridge;

import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.bridge.BridgePort;
import vethlab.simulator.bridge.FdbEntry;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.packet.MacAddress;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.print.Report;

/// `bridge fdb get`: the entry of one address (`fdb_get`).
final class FdbGet implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    String text = null;
    NetDevice device = null;
    int vid = 0;
    for (; !arguments.isEmpty(); arguments.advance()) {
      switch (arguments.word()) {
        case "dev", "brport" -> device = FdbShow.device(tool, arguments.next(), "device");
        case "br" -> device = FdbShow.device(tool, arguments.next(), "bridge device");
        case "vlan" -> vid = (int) arguments.nextUnsigned(16, "invalid vlan");
        case "self", "master", "dynamic" -> {}
        case "vni" -> throw new NotModelled("bridge fdb get … vni");
        default -> {
          if (arguments.is("to")) {
            arguments.next();
          }
          if (text != null) {
            throw arguments.duplicate("to", arguments.word());
          }
          text = arguments.word();
        }
      }
    }
    if (text == null) {
      throw tool.fail(-1, "Address is required argument.");
    }
    MacAddress address = FdbModify.address(tool, text);
    Bridge bridge =
        switch (device) {
          case Bridge known -> known;
          case null -> throw new NotModelled("bridge fdb get without a bridge or port");
          default -> {
            if (device.rxHandler() instanceof BridgePort port) {
              yield port.bridge();
            }
            throw new NotModelled("bridge fdb get of a device that is no port");
          }
        };
    FdbEntry entry = bridge.forwardingDatabase().find(address, vid);
    if (entry == null) {
      throw tool.fail(-2, "Error: Fdb entry not found.");
    }
    Report report = tool.report();
    report.begin();
    FdbLine.of(bridge, entry).print(report, true, tool.options().statistics() > 0);
    report.end();
    return 0;
  }
}
