package vethlab.simulator.bridge;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.trace.BridgeStep;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.Origin;

/// Which ports a frame leaves a bridge by, and how (`br_forward.c`).
///
/// Everywhere here `from` is the port that a frame came in by, null if the host sends it, and `vid`
/// its VLAN, 0 while VLANs are not told apart.
final class Forwarding {

  /// What is flooded (`br_pkt_type`).
  enum Kind {
    UNICAST(PortFlag.FLOOD, "unknown station"),
    MULTICAST(PortFlag.MCAST_FLOOD, "multicast"),
    BROADCAST(PortFlag.BCAST_FLOOD, "broadcast");

    private final PortFlag flag;
    private final String text;

    Kind(PortFlag flag, String text) {
      this.flag = flag;
      this.text = text;
    }
  }

  private final Bridge bridge;

  /// The bridge's own list, newest port first.
  private final List<BridgePort> ports;

  Forwarding(Bridge bridge, List<BridgePort> ports) {
    this.bridge = bridge;
    this.ports = ports;
  }

  /// Sends a frame out by one port, or a copy if the host gets it too (`br_forward`).
  ///
  /// @param wanted null if the station is the bridge itself
  void forward(
      @Nullable BridgePort wanted,
      SocketBuffer buffer,
      @Nullable BridgePort from,
      int vid,
      boolean copy) {
    if (wanted == null) {
      drop(buffer, copy, DropReason.BRIDGE_NO_EGRESS_PORT, null);
      return;
    }
    BridgePort backup = wanted.backup();
    BridgePort to = backup != null && !wanted.device().hasCarrier() ? backup : wanted;
    DropReason refusal = refusal(to, from, vid);
    if (refusal != null) {
      drop(buffer, copy, refusal, to);
    } else {
      deliver(copy ? buffer.copyFor(to.device()) : buffer, to, vid);
    }
  }

  /// Sends a frame out by every port that may have it, the newest port first (`br_flood`). Only the
  /// last one gets the frame itself, and not if the host gets it too.
  void flood(SocketBuffer buffer, @Nullable BridgePort from, int vid, Kind kind, boolean copy) {
    if (buffer.isTraced()) {
      buffer.trace(new BridgeStep.Flooded(bridge.place(), kind.text));
    }
    BridgePort previous = null;
    for (int i = 0; i < ports.size(); i++) {
      BridgePort port = ports.get(i);
      DropReason refusal =
          port.has(kind.flag) || (from == null && kind != Kind.UNICAST)
              ? refusal(port, from, vid)
              : DropReason.BRIDGE_FLOOD_OFF;
      if (refusal == null) {
        if (previous != null) {
          deliver(buffer.copyFor(previous.device()), previous, vid);
        }
        previous = port;
      } else if (buffer.isTraced() && port != from) {
        passedOver(buffer, port, refusal);
      }
    }
    if (previous != null) {
      deliver(copy ? buffer.copyFor(previous.device()) : buffer, previous, vid);
    } else if (!copy) {
      buffer.drop(DropReason.NO_TX_TARGET, bridge.place(), null, null);
    }
  }

  /// Why a frame may not leave by a port, or null if it may (`should_deliver`).
  private static @Nullable DropReason refusal(BridgePort to, @Nullable BridgePort from, int vid) {
    if (to == from && !to.isHairpin()) {
      return DropReason.BRIDGE_HAIRPIN;
    }
    if (to.state() != PortState.FORWARDING) {
      return DropReason.BRIDGE_PORT_STATE;
    }
    if (vid != VlanFilter.NONE && !to.vlans().forwards(vid)) {
      return DropReason.BRIDGE_VLAN_EGRESS;
    }
    if (from != null && to.isIsolated() && from.isIsolated()) {
      return DropReason.BRIDGE_ISOLATED;
    }
    return null;
  }

  /// Puts a frame on a port's device (`__br_forward`).
  private void deliver(SocketBuffer buffer, BridgePort to, int vid) {
    VlanFilter.onEgress(buffer, to.vlans(), vid);
    buffer.setDevice(to.device());
    // The hooks BRIDGE_FORWARD (BRIDGE_LOCAL_OUT for what the host sends) and BRIDGE_POST_ROUTING
    // are asked here.
    push(buffer, to);
  }

  /// The last step (`br_dev_queue_push_xmit`).
  private void push(SocketBuffer buffer, BridgePort to) {
    if (!to.device().isUp()
        || buffer.length() > to.device().mtu() + EthernetFrame.HEADER_LENGTH + 4) {
      buffer.drop(DropReason.BRIDGE_TOO_LONG, to.place(), to.device().origin(), null);
      return;
    }
    if (buffer.isTraced()) {
      buffer.trace(new BridgeStep.Forwarded(bridge.place(), to.device().name()));
    }
    to.device().send(buffer);
  }

  private void drop(SocketBuffer buffer, boolean copy, DropReason reason, @Nullable BridgePort to) {
    if (copy) {
      if (to != null && buffer.isTraced()) {
        passedOver(buffer, to, reason);
      }
      return;
    }
    buffer.drop(reason, placeOf(to), blame(to, reason), missing(to, reason, buffer));
  }

  /// Notes in the trace that a port got no copy, and why; nothing is dropped.
  private void passedOver(SocketBuffer buffer, BridgePort port, DropReason reason) {
    buffer.passedOver(
        "no copy to " + port.device().name(),
        reason,
        port.place(),
        blame(port, reason),
        missing(port, reason, buffer));
  }

  private String placeOf(@Nullable BridgePort port) {
    return port == null ? bridge.place() : port.place();
  }

  private @Nullable Origin blame(@Nullable BridgePort port, DropReason reason) {
    if (port == null) {
      return bridge.origin();
    }
    return reason == DropReason.BRIDGE_PORT_STATE ? port.device().origin() : port.origin();
  }

  private static @Nullable String missing(
      @Nullable BridgePort port, DropReason reason, SocketBuffer buffer) {
    if (port == null || reason != DropReason.BRIDGE_VLAN_EGRESS) {
      return null;
    }
    var tag = buffer.frame().tag();
    return tag == null ? null : "VLAN " + tag.vid() + " on " + port.device().name();
  }
}
