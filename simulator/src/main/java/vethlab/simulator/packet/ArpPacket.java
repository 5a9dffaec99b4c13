package vethlab.simulator.packet;

/// An ARP packet for IPv4 over Ethernet (RFC 826).
///
/// @param operation 1 request, 2 reply; others occur and are kept
public record ArpPacket(
    int operation,
    MacAddress senderMac,
    Ipv4Address senderAddress,
    MacAddress targetMac,
    Ipv4Address targetAddress)
    implements Payload {

  public static final int REQUEST = 1;
  public static final int REPLY = 2;

  public ArpPacket {
    FieldRange.check16("ARP operation", operation);
  }

  /// Who has `target`? Asked by `sender`; the target's MAC is zero.
  public static ArpPacket request(MacAddress mac, Ipv4Address sender, Ipv4Address target) {
    return new ArpPacket(REQUEST, mac, sender, MacAddress.ZERO, target);
  }

  /// The answer to this request: `address` asked for is at `mac`.
  public ArpPacket reply(MacAddress mac) {
    return new ArpPacket(REPLY, mac, targetAddress, senderMac, senderAddress);
  }

  /// Whether sender and target address are the same: an announcement.
  public boolean isGratuitous() {
    return senderAddress.equals(targetAddress);
  }

  @Override
  public int etherType() {
    return EtherType.ARP;
  }

  @Override
  public int length() {
    return 28;
  }
}
