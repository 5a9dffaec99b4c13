package vethlab.analysis.machine.link;

import vethlab.simulator.bridge.BridgePort;

/// A frame of a broadcast, as it comes in by a port.
///
/// @param vid the VLAN of its tag on the cable, 0 if it has none
record PortEntry(BridgePort port, int vid) {}
