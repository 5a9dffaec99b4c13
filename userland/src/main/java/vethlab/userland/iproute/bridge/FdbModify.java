package vethlab.userland.iproute.bridge;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.bridge.BridgePort;
import vethlab.simulator.bridge.FdbKind;
import vethlab.simulator.bridge.ForwardingDatabase;
import vethlab.simulator.device.HardwareAddressList;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.packet.MacAddress;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Tool;

/// `bridge fdb add`, `append`, `replace` and `delete` (`fdb_modify`, `rtnl_fdb_add`,
/// `rtnl_fdb_del`).
final class FdbModify implements Command {

  private final ForwardingDatabase.@Nullable Mode mode;

  /// @param mode how an entry is added; null to delete it
  FdbModify(ForwardingDatabase.@Nullable Mode mode) {
    this.mode = mode;
  }

  @Override
  public int run(Tool tool, Arguments arguments) {
    String name = null;
    String text = null;
    boolean self = false;
    boolean master = false;
    boolean sticky = false;
    boolean use = false;
    FdbKind kind = FdbKind.PERMANENT;
    int vid = 0;
    for (; !arguments.isEmpty(); arguments.advance()) {
      switch (arguments.word()) {
        case "dev" -> name = arguments.next();
        case "self" -> self = true;
        case "master" -> master = true;
        case "sticky" -> sticky = true;
        case "use" -> use = true;
        case "local", "permanent" -> kind = FdbKind.PERMANENT;
        case "static", "temp" -> kind = FdbKind.STATIC;
        case "dynamic" -> kind = FdbKind.DYNAMIC;
        case "vlan" -> vid = (int) arguments.nextUnsigned(16, "invalid vlan");
        case "extern_learn", "router", "dst", "nhid", "port", "vni", "src_vni", "via" ->
            throw new NotModelled("bridge fdb … " + arguments.word());
        default -> {
          if (arguments.is("to")) {
            arguments.next();
          }
          if (arguments.matches("help")) {
            throw tool.usage("bridge-fdb");
          }
          if (text != null) {
            throw arguments.duplicate("to", arguments.word());
          }
          text = arguments.word();
        }
      }
    }
    if (name == null || text == null) {
      throw tool.fail(-1, "Device and address are required arguments.");
    }
    MacAddress address = address(tool, text);
    NetDevice device = tool.links().find(name);
    if (device == null) {
      throw tool.noDevice(name);
    }
    Wish wish = new Wish(address, vid, kind, sticky, use);
    try {
      if (master) {
        change(portOf(device), wish);
      }
      if (self || !master) {
        changeSelf(device, wish);
      }
      return 0;
    } catch (KernelError refused) {
      tool.error(Tool.answer(refused));
      return -1;
    }
  }

  /// What is asked for.
  private record Wish(MacAddress address, int vid, FdbKind kind, boolean sticky, boolean use) {}

  static MacAddress address(Tool tool, String text) {
    try {
      return MacAddress.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw tool.fail(-1, "Invalid mac address " + text);
    }
  }

  static BridgePort portOf(NetDevice device) {
    if (device.rxHandler() instanceof BridgePort port) {
      return port;
    }
    throw new KernelError(Errno.EOPNOTSUPP);
  }

  private void change(BridgePort port, Wish wish) {
    ForwardingDatabase database = port.bridge().forwardingDatabase();
    if (mode == null) {
      database.delete(port, wish.address(), wish.vid());
    } else if (wish.use()) {
      database.use(port, wish.address(), wish.vid());
    } else {
      database.add(port, wish.address(), wish.vid(), wish.kind(), wish.sticky(), mode);
    }
  }

  /// An entry of the bridge device itself, or an address in the device's own filter.
  private void changeSelf(NetDevice device, Wish wish) {
    if (device instanceof Bridge bridge) {
      if (mode == null) {
        bridge.forwardingDatabase().delete(null, wish.address(), wish.vid());
      } else {
        bridge
            .forwardingDatabase()
            .add(null, wish.address(), wish.vid(), wish.kind(), wish.sticky(), mode);
      }
      return;
    }
    if (wish.kind() != FdbKind.PERMANENT) {
      throw new KernelError(Errno.EINVAL, "FDB only supports static addresses");
    }
    HardwareAddressList list =
        wish.address().isMulticast()
            ? device.receiveFilter().multicast()
            : device.receiveFilter().unicast();
    if (mode == null) {
      if (list.users(wish.address()) == 0) {
        throw new KernelError(Errno.ENOENT);
      }
      list.remove(wish.address());
    } else if (list.users(wish.address()) == 0) {
      list.add(wish.address());
    } else if (mode == ForwardingDatabase.Mode.ADD) {
      throw new KernelError(Errno.EEXIST);
    }
  }
}
