package vethlab.analysis.machine.blame;

import org.jspecify.annotations.Nullable;
import vethlab.analysis.machine.question.Participants;
import vethlab.analysis.machine.question.Question;
import vethlab.analysis.machine.way.Place;
import vethlab.simulator.bridge.Bridge;
import vethlab.simulator.bridge.BridgePort;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.ipv4.InterfaceAddress;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.packet.IpPrefix;
import vethlab.simulator.trace.Ending;
import vethlab.simulator.trace.Origin;

/// What the state of the machine says beyond the ending itself: which device is down, and who left
/// it so.
///
/// @param text the end of a sentence, or null if the reason's own meaning says it all
/// @param origin the line to blame, or null for that of the ending
/// @param missing what would have let the packet pass, or null for that of the ending
record Trouble(@Nullable String text, @Nullable Origin origin, @Nullable String missing) {

  private static final Trouble NONE = new Trouble(null, null, null);

  static Trouble behind(Ending.Dropped drop, Question question, Machine machine) {
    Place place = Place.of(drop.place());
    NetDevice device = place.deviceIn(machine);
    return switch (drop.reason()) {
      case QDISC_DROP -> device == null ? NONE : noCarrier(device);
      case VETH_PEER_DOWN, DEV_READY -> device == null ? NONE : otherEnd(device);
      case IP_OUTNOROUTES -> noRoute(place, drop.missing(), question, machine);
      case IP_INADDRERRORS, FORWARDING_DISABLED -> noForwarding(place, drop.missing(), machine);
      case BRIDGE_INGRESS_STP_STATE, BRIDGE_PORT_STATE -> device == null ? NONE : portState(device);
      default -> NONE;
    };
  }

  /// Why a device takes nothing to send.
  private static Trouble noCarrier(NetDevice device) {
    if (!device.isUp()) {
      String why =
          device.flags().isLoopback() ? ", and what a host sends to itself goes through it" : "";
      return down(device, device.name() + " is down" + why);
    }
    NetDevice other = device.link();
    if (other != null && !other.isUp()) {
      String text =
          device.name() + " has no carrier, since its other end " + other.place() + " is down";
      return down(other, text);
    }
    if (device instanceof Bridge) {
      return new Trouble(
          device.name() + " has no carrier, since none of its ports forwards",
          device.origin(),
          "a port of " + device.name() + " that is up");
    }
    return NONE;
  }

  private static Trouble otherEnd(NetDevice device) {
    if (!device.isUp()) {
      return down(device, device.place() + " is down");
    }
    NetDevice other = device.link();
    return other == null || other.isUp() ? NONE : down(other, other.place() + " is down");
  }

  private static Trouble down(NetDevice device, String text) {
    return new Trouble(text, device.origin(), device.name() + " up");
  }

  private static Trouble portState(NetDevice device) {
    if (!(device.rxHandler() instanceof BridgePort port)) {
      return NONE;
    }
    if (!port.bridge().isUp()) {
      return down(port.bridge(), "the bridge " + port.bridge().name() + " is down");
    }
    if (!device.isUp()) {
      return down(device, device.name() + " is down");
    }
    return new Trouble(
        "the port is " + port.state().name().toLowerCase(java.util.Locale.ROOT), null, null);
  }

  /// A router that was not told to be one.
  private static Trouble noForwarding(Place place, @Nullable String missing, Machine machine) {
    NetworkNamespace namespace = Participants.find(machine, place.namespace());
    if (namespace == null || missing == null || !missing.contains("forward")) {
      return NONE;
    }
    String setting =
        missing.contains("ipv6") ? "net.ipv6.conf.all.forwarding" : "net.ipv4.ip_forward";
    return new Trouble(
        namespace.name() + " forwards nothing, since " + setting + " is 0",
        namespace.devices().origin(),
        setting + " = 1");
  }

  /// A host without a way to an address has no device in its network, or one that is down.
  private static Trouble noRoute(
      Place place, @Nullable String missing, Question question, Machine machine) {
    NetworkNamespace namespace = Participants.find(machine, place.namespace());
    if (namespace == null) {
      return NONE;
    }
    if (namespace.name().equals(question.from())) {
      for (NetDevice device : namespace.devices().all()) {
        for (InterfaceAddress address : namespace.ipv4().addresses(device)) {
          IpPrefix network = address.network();
          if (!device.isUp() && network.covers(question.address())) {
            return down(device, device.name() + ", which is in " + network + ", is down");
          }
        }
      }
      if (Participants.addresses(namespace).isEmpty()) {
        return new Trouble(
            namespace.name() + " has no address of its own and no route", null, null);
      }
    }
    return missing != null && missing.startsWith("a route ")
        ? new Trouble(namespace.name() + " has no " + missing.substring(2), null, null)
        : NONE;
  }
}
