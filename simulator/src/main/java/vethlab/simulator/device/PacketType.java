package vethlab.simulator.device;

/// Whom a received frame is for, seen from the device it came in on (`if_packet.h`).
public enum PacketType {
  HOST,
  BROADCAST,
  MULTICAST,
  OTHERHOST,
  OUTGOING,
  /// A copy for members on this host of what it sends to a group or to all (`PACKET_LOOPBACK`); no
  /// tap and no handler sees it.
  LOOPBACK
}
