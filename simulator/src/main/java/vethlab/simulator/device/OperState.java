package vethlab.simulator.device;

/// The operational state of a device (RFC 2863), as `ip link` prints it.
public enum OperState {
  UNKNOWN,
  NOTPRESENT,
  DOWN,
  LOWERLAYERDOWN,
  TESTING,
  DORMANT,
  UP
}
