package vethlab.simulator.rtnetlink;

import java.time.Duration;
import java.util.Map;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.bridge.BridgeOption;
import vethlab.simulator.bridge.MulticastParameter;
import vethlab.simulator.packet.MacAddress;

/// The settings of a bridge by name and number (`br_changelink`, `br_fill_info`).
public final class BridgeSettings {

  private BridgeSettings() {}

  /// Carries settings out, in the kernel's order.
  ///
  /// @throws vethlab.simulator.errno.KernelError as the kernel; those before stay
  /// @throws vethlab.simulator.errno.NotModelled for what is not modelled
  public static void set(Bridge bridge, Map<BridgeSetting, Long> values) {
    for (BridgeSetting setting : BridgeSetting.values()) {
      Long value = values.get(setting);
      if (value != null) {
        set(bridge, setting, value);
      }
    }
  }

  private static void set(Bridge bridge, BridgeSetting setting, long value) {
    MulticastParameter parameter = setting.parameter();
    BridgeOption option = setting.option();
    if (parameter != null) {
      bridge.multicastSnooping().set(parameter, value);
    } else if (option != null) {
      bridge.set(option, value != 0);
    } else {
      setOther(bridge, setting, value);
    }
  }

  private static void setOther(Bridge bridge, BridgeSetting setting, long value) {
    switch (setting) {
      case FORWARD_DELAY -> bridge.spanningTree().setForwardDelay(time(value));
      case HELLO_TIME -> bridge.spanningTree().setHelloTime(time(value));
      case MAX_AGE -> bridge.spanningTree().setMaxAge(time(value));
      case AGEING_TIME -> bridge.setAgeingTime(time(value));
      case STP_STATE -> bridge.spanningTree().setEnabled(value != 0);
      case PRIORITY -> bridge.spanningTree().setPriority((int) value);
      case VLAN_FILTERING -> bridge.vlanFilter().setEnabled(value != 0);
      case VLAN_PROTOCOL -> bridge.vlanFilter().setProtocol((int) value);
      case VLAN_DEFAULT_PVID -> bridge.vlanFilter().setDefaultPvid((int) value);
      case GROUP_FWD_MASK -> bridge.setGroupForwardMask((int) value);
      case GROUP_ADDRESS -> bridge.vlanFilter().setGroupAddress(new MacAddress(value));
      case FDB_FLUSH -> bridge.forwardingDatabase().flush(entry -> !entry.isKept());
      case MCAST_SNOOPING -> bridge.multicastSnooping().setEnabled(value != 0);
      default -> throw new IllegalStateException("not set here: " + setting);
    }
  }

  /// A setting of a bridge.
  public static long get(Bridge bridge, BridgeSetting setting) {
    MulticastParameter parameter = setting.parameter();
    if (parameter != null) {
      return bridge.multicastSnooping().value(parameter);
    }
    BridgeOption option = setting.option();
    if (option != null) {
      return number(bridge.has(option));
    }
    return switch (setting) {
      case FORWARD_DELAY -> hundredths(bridge.spanningTree().times().forwardDelay());
      case HELLO_TIME -> hundredths(bridge.spanningTree().times().helloTime());
      case MAX_AGE -> hundredths(bridge.spanningTree().times().maxAge());
      case AGEING_TIME -> hundredths(bridge.ageingTime());
      case STP_STATE -> number(bridge.spanningTree().isEnabled());
      case PRIORITY -> bridge.spanningTree().bridgeId().priority();
      case VLAN_FILTERING -> number(bridge.vlanFilter().isEnabled());
      case VLAN_PROTOCOL -> bridge.vlanFilter().protocol();
      case VLAN_DEFAULT_PVID -> bridge.vlanFilter().defaultPvid();
      case GROUP_FWD_MASK -> bridge.groupForwardMask();
      case GROUP_ADDRESS -> bridge.vlanFilter().groupAddress().value();
      case MCAST_SNOOPING -> number(bridge.multicastSnooping().isEnabled());
      default -> throw new IllegalStateException("not kept: " + setting);
    };
  }

  private static long number(boolean on) {
    return on ? 1 : 0;
  }

  private static Duration time(long hundredths) {
    return Duration.ofMillis(10 * hundredths);
  }

  private static long hundredths(Duration time) {
    return time.toMillis() / 10;
  }
}
