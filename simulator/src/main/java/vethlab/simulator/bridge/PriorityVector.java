package vethlab.simulator.bridge;

/// What a port holds to be the best information on its LAN (IEEE 802.1D-2004, 17.5): who is root,
/// at what cost, through which bridge and port.
///
/// @param port the identifier of the designated port, 16 bits
public record PriorityVector(BridgeId root, int cost, BridgeId bridge, int port) {}
