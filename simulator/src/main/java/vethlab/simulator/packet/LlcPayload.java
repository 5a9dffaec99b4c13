package vethlab.simulator.packet;

/// An 802.3 frame's 802.2 header and data: service access points, control octet, the rest.
///
/// Spanning tree BPDUs travel so, with both access points 0x42.
public record LlcPayload(int destinationSap, int sourceSap, int control, Bytes data)
    implements Payload {

  /// The service access point of the spanning tree protocol.
  public static final int STP_SAP = 0x42;

  @Override
  public int etherType() {
    return EtherType.LLC;
  }

  @Override
  public int length() {
    return 3 + data.length();
  }
}
