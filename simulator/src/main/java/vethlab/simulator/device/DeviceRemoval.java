package vethlab.simulator.device;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Devices that go away together (`unregister_netdevice_many`): both ends of a cable, or all that a
/// namespace has.
public final class DeviceRemoval {

  private final Set<NetDevice> leaving = new LinkedHashSet<>();

  DeviceRemoval() {}

  /// Adds a device after those already there; one that is there moves to the end.
  public void add(NetDevice device) {
    leaving.remove(device);
    leaving.add(device);
  }

  /// Takes all down, then all off the lists, then tells everybody of each.
  void run() {
    close(leaving);
    leaving.forEach(NetDevice::unlist);
    leaving.forEach(NetDevice::dismantle);
  }

  /// Sets devices down together (`dev_close_many`): all are announced before the first one stops,
  /// and all have stopped before the first one is reported.
  static void close(Iterable<NetDevice> devices) {
    List<NetDevice> closing = new ArrayList<>();
    for (NetDevice device : devices) {
      if (device.isUp()) {
        closing.add(device);
      }
    }
    for (NetDevice device : closing) {
      device.table().tell(device, DeviceListener.Change.GOING_DOWN);
      device.linkState().setStarted(false);
    }
    for (NetDevice device : closing) {
      device.linkState().deactivate();
    }
    for (NetDevice device : closing) {
      device.stopping();
      device.flags().setUp(false);
    }
    for (NetDevice device : closing) {
      device.table().tell(device, DeviceListener.Change.DOWN);
    }
  }
}
