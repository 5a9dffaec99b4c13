package vethlab.simulator.capture;

/// Which way a captured packet went through its interface (`PACKET_OUTGOING` or any other type).
public enum Direction {
  UNKNOWN,
  INBOUND,
  OUTBOUND
}
