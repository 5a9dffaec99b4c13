package vethlab.simulator.device;

/// Whom a received frame is for, seen from the device it came in on (`if_packet.h`).
public enum PacketType {
  HOST,
  BROADCAST,
  MULTICAST,
  OTHERHOST,
  OUTGOING
}
