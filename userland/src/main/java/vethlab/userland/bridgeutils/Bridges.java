package vethlab.userland.bridgeutils;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.bridge.BridgePort;
import vethlab.simulator.bridge.PortFlag;
import vethlab.simulator.device.DeviceNames;
import vethlab.simulator.device.DeviceTable;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.packet.MacAddress;

/// The bridges of a namespace as libbridge finds and changes them, with its complaints.
final class Bridges {

  private final DeviceTable devices;
  private final boolean inSysfs;

  /// @param inSysfs whether `/sys` shows them; who only entered the network of a namespace sees
  ///   another one's there
  Bridges(DeviceTable devices, boolean inSysfs) {
    this.devices = devices;
    this.inSysfs = inSysfs;
  }

  /// Whether `/sys` shows them: otherwise the old system calls are asked.
  boolean areInSysfs() {
    return inSysfs;
  }

  /// All bridges by name.
  List<Bridge> all() {
    return devices.all().stream()
        .filter(Bridge.class::isInstance)
        .map(Bridge.class::cast)
        .sorted(Comparator.comparing(Bridge::name))
        .toList();
  }

  /// The bridge of a name, for commands that look for it first.
  Bridge require(String name) {
    NetDevice device = devices.find(name);
    if (device == null) {
      throw new BrctlFailure("bridge " + name + " does not exist!");
    }
    if (!(device instanceof Bridge bridge)) {
      throw new BrctlFailure("device " + name + " is not a bridge!");
    }
    return bridge;
  }

  /// The bridge of a name, for commands that only try.
  Bridge known(String name, String action) {
    return switch (devices.find(name)) {
      case Bridge bridge -> bridge;
      case null -> throw failed(action, Errno.ENODEV);
      default -> throw failed(action, Errno.EOPNOTSUPP);
    };
  }

  void add(String wanted) {
    String name =
        wanted.length() > DeviceNames.MAX_LENGTH
            ? wanted.substring(0, DeviceNames.MAX_LENGTH)
            : wanted;
    if (devices.find(name) != null) {
      throw new BrctlFailure(
          "device " + wanted + " already exists; can't create bridge with the same name");
    }
    if (!DeviceNames.isValid(name)) {
      throw failed("add bridge", Errno.EINVAL);
    }
    MacAddress address = MacAddress.ofRandom(devices.core().randomness().nextLong());
    new Bridge(devices, name, address).register(0);
  }

  void delete(String name) {
    switch (devices.find(name)) {
      case null -> throw new BrctlFailure("bridge " + name + " doesn't exist; can't delete it");
      case Bridge bridge -> {
        if (bridge.isUp()) {
          throw new BrctlFailure("bridge " + name + " is still up; can't delete it");
        }
        bridge.unregister();
      }
      default -> throw failed("can't delete bridge " + name, Errno.EPERM.text());
    }
  }

  void addPort(String name, String port) {
    NetDevice bridge = bridgeLike(name);
    NetDevice device = device(port);
    if (!(bridge instanceof Bridge known)) {
      throw failed("can't add " + port + " to bridge " + name, Errno.EOPNOTSUPP.text());
    }
    try {
      known.addPort(device);
      device.setOrigin(devices.core().origin());
    } catch (KernelError refused) {
      throw new BrctlFailure(
          switch (refused.errno()) {
            case EBUSY ->
                "device "
                    + port
                    + " is already a member of a bridge; can't add it to bridge "
                    + name
                    + ".";
            case ELOOP ->
                "device "
                    + port
                    + " is a bridge device itself; can't add a bridge device to a bridge device.";
            default -> "can't add " + port + " to bridge " + name + ": " + refused.errno().text();
          });
    }
  }

  void removePort(String name, String port) {
    NetDevice bridge = bridgeLike(name);
    NetDevice device = device(port);
    if (!(bridge instanceof Bridge known)) {
      throw failed("can't delete " + port + " from " + name, Errno.EOPNOTSUPP.text());
    }
    if (known.portOf(device) == null) {
      throw new BrctlFailure("device " + port + " is not a port of " + name);
    }
    known.removePort(device);
  }

  /// The bridge only has to exist: the setting is the port's.
  void setHairpin(String name, String port, boolean on) {
    bridgeLike(name);
    if (!(device(port).rxHandler() instanceof BridgePort known)) {
      throw failed("can't set " + port + " to hairpin on bridge " + name, Errno.ENOENT.text());
    }
    known.set(PortFlag.HAIRPIN, on);
  }

  /// Changes a bridge.
  void set(String name, String action, Consumer<Bridge> change) {
    Bridge bridge = known(name, action);
    try {
      change.accept(bridge);
    } catch (KernelError refused) {
      throw failed(action, refused.errno());
    }
  }

  /// Changes a port; which bridge it is on does not matter.
  void setPort(String port, String action, Consumer<BridgePort> change) {
    NetDevice device = devices.find(port);
    if (device == null) {
      throw failed(action, Errno.ENODEV);
    }
    if (!(device.rxHandler() instanceof BridgePort known)) {
      throw failed(action, Errno.ENOENT);
    }
    try {
      change.accept(known);
    } catch (KernelError refused) {
      throw failed(action, refused.errno());
    }
  }

  private NetDevice bridgeLike(String name) {
    NetDevice device = devices.find(name);
    if (device == null) {
      throw new BrctlFailure("bridge " + name + " does not exist!");
    }
    return device;
  }

  private NetDevice device(String name) {
    NetDevice device = devices.find(name);
    if (device == null) {
      throw new BrctlFailure("interface " + name + " does not exist!");
    }
    return device;
  }

  private static BrctlFailure failed(String action, Errno errno) {
    return new BrctlFailure(action + " failed: " + errno.text());
  }

  private static BrctlFailure failed(String what, String why) {
    return new BrctlFailure(what + ": " + why);
  }
}
