package vethlab.simulator.trace;

/// One decision on a packet's way: what was looked at and what came of it.
///
/// Steps carry values and names, never live objects, so that a trace outlives the machine.
public sealed interface Step
    permits DeviceStep, BridgeStep, NeighbourStep, IpStep, SocketStep, FilterStep {

  /// Where it was taken, as `namespace/device` or `namespace`.
  String place();

  /// The decision in the kernel's words, one line.
  String text();
}
