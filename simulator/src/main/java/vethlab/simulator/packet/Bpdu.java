package vethlab.simulator.packet;

/// A bridge protocol data unit of version 0 (IEEE 802.1D-1998, 9.3): what a bridge with spanning
/// tree sends to its neighbours in an 802.3 frame.
///
/// Times are in 256ths of a second, as on the wire.
public sealed interface Bpdu extends Payload {

  /// Where they are sent to: the bridge group address 01:80:c2:00:00:00.
  MacAddress GROUP = new MacAddress(0x0180_c200_0000L);

  /// Octets of the 802.2 header before the unit itself.
  int LLC_LENGTH = 3;

  @Override
  default int etherType() {
    return EtherType.LLC;
  }

  /// The tree as its sender sees it.
  ///
  /// @param rootPathCost 32 bits, unsigned
  /// @param port priority and number of the sending port, 16 bits
  record Configuration(
      boolean topologyChange,
      boolean topologyChangeAcknowledgment,
      BridgeId root,
      long rootPathCost,
      BridgeId bridge,
      int port,
      int messageAge,
      int maxAge,
      int helloTime,
      int forwardDelay)
      implements Bpdu {

    /// Octets behind the 802.2 header.
    public static final int UNIT_LENGTH = 35;

    public Configuration {
      if (rootPathCost < 0 || rootPathCost > 0xffff_ffffL) {
        throw new IllegalArgumentException("root path cost out of 32 bits: " + rootPathCost);
      }
      FieldRange.check16("port identifier", port);
      FieldRange.check16("message age", messageAge);
      FieldRange.check16("maximum age", maxAge);
      FieldRange.check16("hello time", helloTime);
      FieldRange.check16("forward delay", forwardDelay);
    }

    @Override
    public int length() {
      return LLC_LENGTH + UNIT_LENGTH;
    }
  }

  /// Tells the way to the root that something has changed.
  record TopologyChange() implements Bpdu {

    /// Octets behind the 802.2 header.
    public static final int UNIT_LENGTH = 4;

    @Override
    public int length() {
      return LLC_LENGTH + UNIT_LENGTH;
    }
  }
}
