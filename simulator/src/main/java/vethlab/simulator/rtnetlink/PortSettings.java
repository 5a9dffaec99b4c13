package vethlab.simulator.rtnetlink;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.bridge.BridgePort;
import vethlab.simulator.bridge.PortFlag;
import vethlab.simulator.bridge.PortState;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;

/// The settings of a bridge port by option (`br_setport`).
public final class PortSettings {

  private PortSettings() {}

  /// Carries settings out, in the kernel's order.
  ///
  /// @throws KernelError as the kernel; those before stay
  /// @throws NotModelled for one that is not modelled
  public static void set(BridgePort port, Map<PortSetting, Long> values) {
    for (PortSetting option : PortSetting.values()) {
      Long value = values.get(option);
      if (value != null) {
        set(port, option, value);
      }
    }
  }

  private static void set(BridgePort port, PortSetting option, long value) {
    PortFlag flag = option.flag();
    if (flag != null) {
      port.set(flag, value != 0);
      return;
    }
    switch (option) {
      case COST -> port.stp().setPathCost((int) Math.min(value, Integer.MAX_VALUE));
      case PRIORITY -> port.stp().setPriority((int) value);
      case STATE -> {
        if (value >= PortState.values().length) {
          throw new KernelError(Errno.EINVAL);
        }
        port.bridge().spanningTree().requestState(port, PortState.values()[(int) value]);
      }
      case FDB_FLUSH ->
          port.bridge()
              .forwardingDatabase()
              .flush(entry -> entry.port() == port && !entry.isKept());
      case GROUP_FWD_MASK -> port.setGroupForwardMask((int) value);
      case BACKUP_PORT -> port.setBackup(backup(port, (int) value));
      case MCAST_ROUTER -> {
        if (value != 1) {
          throw new NotModelled("a bridge port with mcast_router " + value);
        }
      }
      default -> throw new IllegalStateException("a switch: " + option);
    }
  }

  /// The port that is to take over.
  ///
  /// @param index of its device; 0 for none
  private static @Nullable BridgePort backup(BridgePort port, int index) {
    if (index == 0) {
      return null;
    }
    NetDevice device = port.device().table().find(index);
    if (device == null) {
      throw new KernelError(Errno.ENOENT);
    }
    BridgePort other = port.bridge().portOf(device);
    if (other == null) {
      throw new KernelError(Errno.EINVAL);
    }
    return other;
  }
}
