package vethlab.simulator.packet;

/// An 802.3 frame's 802.2 header and data: service access points, control octet, the rest.
///
/// Spanning tree's units travel so too, with both access points 0x42: those that the kernel reads
/// are [Bpdu], newer ones (rapid, multiple spanning tree) are this. Of a control field of two
/// octets the second one is the first of the data.
public record LlcPayload(int destinationSap, int sourceSap, int control, Bytes data)
    implements Payload {

  /// The service access point of the spanning tree protocol.
  public static final int STP_SAP = 0x42;

  public LlcPayload {
    FieldRange.check8("destination access point", destinationSap);
    FieldRange.check8("source access point", sourceSap);
    FieldRange.check8("LLC control", control);
  }

  @Override
  public int etherType() {
    return EtherType.LLC;
  }

  @Override
  public int length() {
    return 3 + data.length();
  }
}
