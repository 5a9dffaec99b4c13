package vethlab.simulator.bridge;

import vethlab.simulator.packet.BridgeId;

/// What a port holds to be the best information on its LAN (IEEE 802.1D-1998, 8.6): who is root, at
/// what cost, through which bridge and which of its ports.
///
/// @param cost of the way from the designated bridge to the root
/// @param port the identifier of the designated port, 16 bits
public record PriorityVector(BridgeId root, long cost, BridgeId bridge, int port) {

  PriorityVector withRoot(BridgeId other) {
    return new PriorityVector(other, cost, bridge, port);
  }

  PriorityVector withBridge(BridgeId other) {
    return new PriorityVector(root, cost, other, port);
  }

  PriorityVector withPort(int other) {
    return new PriorityVector(root, cost, bridge, other);
  }
}
