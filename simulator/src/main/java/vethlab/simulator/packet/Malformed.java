package vethlab.simulator.packet;

/// Octets that claim to be a protocol and are not: kept as they are, with what is wrong.
///
/// `kind` tells the layers which drop reason applies. Octets of an 802.3 frame have the length that
/// the frame claims as their `etherType`, below [EtherType#LOWEST].
public record Malformed(int etherType, Bytes data, Kind kind, String problem) implements Payload {

  /// What a receiver stumbles over.
  public enum Kind {
    /// Shorter than an Ethernet header: the frame around it has zero addresses, which are not on
    /// the wire.
    RUNT,
    /// Shorter than the length that a header claims (`PKT_TOO_SMALL`).
    TRUNCATED,
    /// A header is incomplete or a field of it has a value that the protocol forbids (`IP_INHDR`).
    HEADER,
    /// The checksum of the network header is wrong (`IP_CSUM`).
    CHECKSUM
  }

  public Malformed {
    FieldRange.check16("EtherType", etherType);
  }

  @Override
  public int length() {
    return data.length();
  }
}
