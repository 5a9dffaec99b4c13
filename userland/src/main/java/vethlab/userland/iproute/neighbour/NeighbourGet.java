package vethlab.userland.iproute.neighbour;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.neighbour.Neighbour;
import vethlab.simulator.neighbour.NeighbourTable;
import vethlab.simulator.neighbour.ProxyNeighbour;
import vethlab.simulator.packet.IpAddress;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.InetPrefix;
import vethlab.userland.iproute.command.Tool;

/// `ip neigh get`: one neighbour or proxy (`ipneigh_get`, `neigh_get`).
final class NeighbourGet implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    Family family = tool.options().family();
    String name = null;
    InetPrefix wanted = null;
    boolean proxy = false;
    for (; !arguments.isEmpty(); arguments.advance()) {
      if (arguments.is("dev")) {
        name = arguments.next();
        continue;
      }
      boolean beforeProxy = arguments.matches("proxy");
      if (beforeProxy || arguments.is("to")) {
        arguments.next();
      }
      if (arguments.matches("help")) {
        throw tool.usage("ip-neighbour");
      }
      if (wanted != null) {
        throw beforeProxy
            ? arguments.duplicate("address", arguments.word())
            : arguments.garbage("to", arguments.word());
      }
      wanted = arguments.address(arguments.word(), family);
      proxy |= beforeProxy;
    }
    IpAddress address = wanted == null ? null : wanted.address();
    if ((name == null && !proxy) || address == null) {
      throw tool.fail(-1, "Device and address are required arguments.");
    }
    int index = name == null ? 0 : tool.deviceIndex(name);
    boolean asProxy = proxy;
    NeighbourLine line = tool.talk(() -> ask(tool, index, address, asProxy));
    NeighbourPrinter printer = new NeighbourPrinter(tool, tool.textReport(), true);
    // The kernel holds on to the neighbour while it answers.
    printer.print(line, 1);
    return 0;
  }

  private static NeighbourLine ask(Tool tool, int index, IpAddress address, boolean proxy) {
    NetDevice device = index == 0 ? null : tool.devices().find(index);
    if (index != 0 && device == null) {
      throw new KernelError(Errno.ENODEV, "Unknown device ifindex");
    }
    NeighbourTable table = NeighbourModify.table(tool, Family.of(address));
    if (proxy) {
      ProxyNeighbour found =
          table.proxies().stream()
              .filter(each -> isMeant(each, device, address))
              .findFirst()
              .orElseThrow(() -> new KernelError(Errno.ENOENT, "Proxy neighbour entry not found"));
      return NeighbourLine.of(found, tool);
    }
    Neighbour found = device == null ? null : table.lookup(device, address);
    if (found == null) {
      throw new KernelError(Errno.ENOENT, "Neighbour entry not found");
    }
    return NeighbourLine.of(found);
  }

  /// As a packet would find it: a proxy on all devices is one on any (`pneigh_lookup`).
  private static boolean isMeant(
      ProxyNeighbour proxy, @Nullable NetDevice device, IpAddress address) {
    Integer own = proxy.device();
    return proxy.address().equals(address)
        && (own == null || (device != null && own == device.index()));
  }
}
