package vethlab.simulator.packet;

/// What an Ethernet frame carries.
public sealed interface Payload
    permits ArpPacket,
        Ipv4Packet,
        Ipv6Packet,
        Bpdu,
        LlcPayload,
        Payload.Tagged,
        Payload.Raw,
        Malformed {

  /// The EtherType under which it travels; for 802.3 frames [EtherType#LLC].
  int etherType();

  /// Octets, without padding.
  int length();

  /// A tag that is not the outermost one, and what follows it.
  record Tagged(VlanTag tag, Payload payload) implements Payload {

    @Override
    public int etherType() {
      return tag.protocol();
    }

    @Override
    public int length() {
      return 4 + payload.length();
    }
  }

  /// Octets of a protocol that is not looked into.
  record Raw(int etherType, Bytes data) implements Payload {

    public Raw {
      FieldRange.check16("EtherType", etherType);
    }

    @Override
    public int length() {
      return data.length();
    }
  }
}
