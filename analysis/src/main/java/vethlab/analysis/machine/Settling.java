package vethlab.analysis.machine;

import java.time.Duration;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.bridge.BridgePort;
import vethlab.simulator.bridge.PortState;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.ipv6.AddressFlag;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.machine.Outcome;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.time.SimTime;

/// Letting virtual time pass until nothing changes by itself any more: carrier and operational
/// states, duplicate address detection, port states of the spanning tree.
public final class Settling {

  /// Twice what the spanning tree takes.
  public static final Duration LONGEST = Duration.ofSeconds(60);

  /// How long all must have been quiet: longer than a round of the link watch.
  private static final Duration QUIET = Duration.ofMillis(1200);

  private static final Duration GLANCE = Duration.ofMillis(200);

  private Settling() {}

  /// Runs the machine until it is quiet, for a minute at the most.
  ///
  /// @return whether it can be used; otherwise [Machine#broken] says why not
  public static boolean settle(Machine machine) {
    SimTime start = machine.core().now();
    SimTime quietSince = start;
    while (machine.core().now().since(start).compareTo(LONGEST) < 0) {
      long before = fingerprint(machine);
      Outcome outcome = machine.run(GLANCE);
      if (!outcome.isUsable()) {
        return false;
      }
      SimTime now = machine.core().now();
      if (isUnsettled(machine) || fingerprint(machine) != before) {
        quietSince = now;
      } else if (now.since(quietSince).compareTo(QUIET) >= 0) {
        return true;
      }
      if (outcome instanceof Outcome.Idle) {
        return true;
      }
    }
    return true;
  }

  private static boolean isUnsettled(Machine machine) {
    return machine.namespaces().all().stream().anyMatch(Settling::isUnsettled);
  }

  private static boolean isUnsettled(NetworkNamespace namespace) {
    for (NetDevice device : namespace.devices().all()) {
      if (namespace.ipv6().addresses(device).stream()
          .anyMatch(each -> each.is(AddressFlag.TENTATIVE) && !each.is(AddressFlag.DADFAILED))) {
        return true;
      }
      if (device instanceof Bridge bridge
          && bridge.ports().stream().anyMatch(Settling::isOnItsWay)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOnItsWay(BridgePort port) {
    return port.state() == PortState.LISTENING || port.state() == PortState.LEARNING;
  }

  /// A number that changes when a device or port changes its state.
  private static long fingerprint(Machine machine) {
    long print = 17;
    for (NetworkNamespace namespace : machine.namespaces().all()) {
      for (NetDevice device : namespace.devices().all()) {
        print = 31 * print + device.operState().hashCode();
        print = 31 * print + (device.isUp() ? 1 : 0) + (device.hasCarrier() ? 2 : 0);
        print = 31 * print + namespace.ipv6().addresses(device).size();
        if (device instanceof Bridge bridge) {
          for (BridgePort port : bridge.ports()) {
            print = 31 * print + port.state().hashCode();
          }
        }
      }
    }
    return print;
  }
}
