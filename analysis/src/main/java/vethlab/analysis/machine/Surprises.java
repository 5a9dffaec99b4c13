package vethlab.analysis.machine;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import vethlab.analysis.machine.question.Participants;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.bridge.BridgePort;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.ipv4.InterfaceAddress;
import vethlab.simulator.ipv6.AddressFlag;
import vethlab.simulator.ipv6.Ipv6InterfaceAddress;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.trace.Origin;

/// Settings of a machine that do not do what most people expect.
final class Surprises {

  private final ImmutableList.Builder<Notice> notices = ImmutableList.builder();

  private Surprises() {}

  static ImmutableList<Notice> in(Machine machine) {
    Surprises surprises = new Surprises();
    Map<IpAddress, NetworkNamespace> holders = new HashMap<>();
    for (NetworkNamespace namespace : Participants.of(machine)) {
      surprises.look(namespace);
      for (IpAddress address : Participants.addresses(namespace)) {
        NetworkNamespace other = holders.putIfAbsent(address, namespace);
        if (other != null) {
          surprises.add(
              Origin.KERNEL,
              other.name() + " and " + namespace.name() + " both have the address " + address);
        }
      }
    }
    surprises.lookAtLoopbacks(machine);
    return surprises.notices.build();
  }

  private void lookAtLoopbacks(Machine machine) {
    String names =
        Participants.of(machine).stream()
            .filter(namespace -> lacksLoopback(namespace, machine))
            .map(NetworkNamespace::name)
            .collect(Collectors.joining(", "));
    if (!names.isEmpty()) {
      add(Origin.KERNEL, "lo is down, so that they do not reach their own addresses: " + names);
    }
  }

  private void look(NetworkNamespace namespace) {
    for (NetDevice device : namespace.devices().all()) {
      if (device instanceof Bridge bridge) {
        lookAt(bridge);
      }
      namespace.ipv4().addresses(device).forEach(address -> lookAt(device, address));
      namespace.ipv6().addresses(device).forEach(address -> lookAt(device, address));
    }
  }

  /// Whether a lab has left lo down where there are addresses; the host's own was so before.
  private static boolean lacksLoopback(NetworkNamespace namespace, Machine machine) {
    NetDevice loopback = namespace.devices().find("lo");
    return loopback != null
        && !loopback.isUp()
        && namespace != machine.namespaces().root()
        && !Participants.addresses(namespace).isEmpty();
  }

  private void lookAt(Bridge bridge) {
    if (!bridge.isUp() && !bridge.ports().isEmpty()) {
      add(bridge.origin(), "the bridge " + bridge.place() + " is down: its ports forward nothing");
    }
    for (BridgePort port : bridge.ports()) {
      if (!port.device().isUp()) {
        add(port.device().origin(), "the port " + port.place() + " is down");
      }
    }
  }

  private void lookAt(NetDevice device, InterfaceAddress address) {
    String owner = device.place() + " has the address " + address.local();
    NetDevice master = device.master();
    if (master != null) {
      add(
          address.origin(),
          owner + " and is a port of " + master.name() + ", which takes its frames away from IP");
    } else if (!device.isUp()) {
      add(address.origin(), owner + " and is down");
    }
  }

  private void lookAt(NetDevice device, Ipv6InterfaceAddress address) {
    if (address.is(AddressFlag.DADFAILED)) {
      add(
          address.origin(),
          device.place()
              + " has the address "
              + address.address()
              + ", which somebody else has too: it is not used");
    }
  }

  private void add(Origin origin, String text) {
    notices.add(new Notice(origin, text));
  }
}
