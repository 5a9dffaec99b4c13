package vethlab.userland.iproute.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.bridge.BridgePort;
import vethlab.simulator.bridge.PortFlag;
import vethlab.simulator.bridge.PortState;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Numbers;
import vethlab.userland.iproute.command.Tool;

/// `bridge link set`: changes a port (`brlink_modify`).
final class PortSet implements Command {

  private static final int EINVAL = -22;

  @Override
  public int run(Tool tool, Arguments arguments) {
    List<Consumer<BridgePort>> changes = new ArrayList<>();
    String name = null;
    for (; !arguments.isEmpty(); arguments.advance()) {
      String word = arguments.word();
      PortFlag flag = flag(word);
      if (flag != null) {
        boolean on = arguments.nextSwitch(word, EINVAL);
        changes.add(port -> port.set(flag, on));
        continue;
      }
      switch (word) {
        case "dev" -> name = arguments.next();
        case "cost" -> {
          int cost = Numbers.atoi(arguments.next());
          changes.add(port -> port.stp().setPathCost(cost));
        }
        case "priority" -> {
          int priority = Numbers.atoi(arguments.next());
          changes.add(port -> port.stp().setPriority(priority));
        }
        case "state" -> {
          PortState state = state(tool, arguments.next());
          changes.add(port -> port.bridge().spanningTree().requestState(port, state));
        }
        case "self", "master" -> {}
        case "learning_sync", "mcast_router", "hwmode", "backup_port", "nobackup_port" ->
            throw new NotModelled("bridge link set … " + word);
        default -> throw tool.usage("bridge-link");
      }
    }
    if (name == null) {
      throw tool.fail(-1, "Device is a required argument.");
    }
    NetDevice device = tool.links().find(name);
    if (device == null) {
      throw tool.fail(-1, "Cannot find bridge device \"" + name + "\"");
    }
    try {
      if (!(device.rxHandler() instanceof BridgePort port)) {
        throw new KernelError(Errno.EOPNOTSUPP);
      }
      changes.forEach(change -> change.accept(port));
      return 0;
    } catch (KernelError refused) {
      tool.error(Tool.answer(refused));
      return -1;
    }
  }

  private static @Nullable PortFlag flag(String word) {
    for (PortFlag flag : PortFlag.values()) {
      boolean settable = flag != PortFlag.PROXY_ARP && flag != PortFlag.PROXY_ARP_WIFI;
      if (settable && flag.text().equals(word)) {
        return flag;
      }
    }
    return null;
  }

  /// A state by its number or its name.
  private static PortState state(Tool tool, String text) {
    Integer number = Numbers.integer(text);
    for (PortState state : PortState.values()) {
      boolean named = state.name().toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT));
      if (named || (number != null && number == state.number())) {
        return state;
      }
    }
    throw tool.fail(-1, "Error: invalid STP port state");
  }
}
