package vethlab.simulator.bridge;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.trace.BridgeStep;
import vethlab.simulator.trace.DropReason;

/// What becomes of a frame that came in by a port (`br_input.c`): learned from, forwarded, flooded,
/// passed up to the host.
final class BridgeInput {

  private final Bridge bridge;
  private final Forwarding forwarding;

  BridgeInput(Bridge bridge, Forwarding forwarding) {
    this.bridge = bridge;
    this.forwarding = forwarding;
  }

  /// Decides about a frame whose port lets frames in (`br_handle_frame_finish`).
  void handleFrame(BridgePort from, SocketBuffer buffer) {
    // The hook BRIDGE_PRE_ROUTING has been asked when we come here.
    int vid = bridge.vlanFilter().admit(buffer, from.vlans(), from);
    if (vid == VlanFilter.DROPPED) {
      return;
    }
    EthernetFrame frame = buffer.frame();
    if (from.has(PortFlag.LOCKED) && !isKnownAt(from, frame.source(), vid)) {
      buffer.drop(
          DropReason.BRIDGE_PORT_LOCKED, from.place(), from.origin(), "entry for its source");
      return;
    }
    if (from.has(PortFlag.LEARNING)) {
      learn(from, buffer, vid);
    }
    MacAddress destination = frame.destination();
    boolean group = destination.isMulticast();
    boolean broadcast = group && destination.isBroadcast();
    if (group && !broadcast) {
      DropReason unreadable = bridge.multicastSnooping().inspect(frame.payload());
      if (unreadable != null) {
        buffer.drop(unreadable, from.place(), null, null);
        return;
      }
    }
    if (from.state() == PortState.LEARNING
        || (vid != VlanFilter.NONE && !from.vlans().forwards(vid))) {
      from.dropForState(buffer);
    } else if (broadcast) {
      forwarding.flood(buffer, from, vid, Forwarding.Kind.BROADCAST, true);
      passUp(buffer, vid);
    } else if (group) {
      forwarding.flood(buffer, from, vid, Forwarding.Kind.MULTICAST, true);
      bridge.statistics().multicastReceived();
      passUp(buffer, vid);
    } else {
      handleUnicast(from, buffer, destination, vid);
    }
  }

  private void handleUnicast(
      BridgePort from, SocketBuffer buffer, MacAddress destination, int vid) {
    FdbEntry entry = find(buffer, destination, vid);
    if (entry != null && entry.isLocal()) {
      passUp(buffer, vid);
      return;
    }
    boolean promiscuous = bridge.receiveFilter().promiscuity() > 0;
    if (entry == null) {
      forwarding.flood(buffer, from, vid, Forwarding.Kind.UNICAST, promiscuous);
    } else {
      entry.used = bridge.core().now();
      forwarding.forward(entry.port, buffer, from, vid, promiscuous);
    }
    if (promiscuous) {
      passUp(buffer, vid);
    }
  }

  /// Looks a destination up, and says so in the trace.
  @Nullable FdbEntry find(SocketBuffer buffer, MacAddress destination, int vid) {
    FdbEntry entry = bridge.forwardingDatabase().find(destination, vid);
    if (buffer.isTraced()) {
      String found = "none";
      if (entry != null) {
        found =
            entry.isLocal() || entry.port == null
                ? "the bridge itself"
                : entry.port.device().name();
      }
      buffer.trace(new BridgeStep.Found(bridge.place(), destination, vid, found));
    }
    return entry;
  }

  private void learn(BridgePort from, SocketBuffer buffer, int vid) {
    MacAddress source = buffer.frame().source();
    ForwardingDatabase.Learning learning = bridge.forwardingDatabase().learn(from, source, vid);
    if (buffer.isTraced()) {
      String port = from.device().name();
      switch (learning) {
        case NOTHING_NEW -> {}
        case LEARNED ->
            buffer.trace(new BridgeStep.Learned(bridge.place(), source, vid, port, false));
        case MOVED -> buffer.trace(new BridgeStep.Learned(bridge.place(), source, vid, port, true));
        case OWN_ADDRESS -> buffer.trace(new BridgeStep.OwnAddress(from.place(), source));
      }
    }
  }

  private boolean isKnownAt(BridgePort port, MacAddress source, int vid) {
    FdbEntry entry = bridge.forwardingDatabase().find(source, vid);
    return entry != null && entry.port() == port && !entry.isLocal();
  }

  /// Learns from a frame of a link-local group that is for the host of its port only
  /// (`__br_handle_local_finish`).
  void learnFromLinkLocal(BridgePort from, EthernetFrame frame) {
    int vid = bridge.vlanFilter().vidToLearn(frame, from.vlans());
    if (from.has(PortFlag.LEARNING)
        && from.state().learns()
        && !bridge.has(BridgeOption.NO_LINK_LOCAL_LEARNING)
        && vid != VlanFilter.DROPPED) {
      bridge.forwardingDatabase().learn(from, frame.source(), vid);
    }
  }

  /// Up to the host: received again, now by the bridge (`br_pass_frame_up`).
  private void passUp(SocketBuffer buffer, int vid) {
    // The kernel counts what is left when the link header is off.
    bridge.statistics().received(buffer.length() - EthernetFrame.HEADER_LENGTH);
    VlanGroup own = bridge.vlanFilter().groupOf(null);
    if (vid != VlanFilter.NONE && !own.forwards(vid) && bridge.receiveFilter().promiscuity() == 0) {
      buffer.drop(
          DropReason.BRIDGE_VLAN_EGRESS,
          bridge.place(),
          bridge.origin(),
          "VLAN " + vid + " on " + bridge.name());
      return;
    }
    buffer.setDevice(bridge);
    VlanFilter.onEgress(buffer, own, vid);
    if (buffer.isTraced()) {
      buffer.trace(new BridgeStep.PassedUp(bridge.place()));
    }
    // The hook BRIDGE_LOCAL_IN is asked here.
    bridge.receive(buffer);
  }
}
