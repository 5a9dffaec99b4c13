package vethlab.simulator.packet;

/// Octets that claim to be a protocol and are not: kept as they are, with what is wrong.
///
/// `kind` tells the layers which drop reason applies.
public record Malformed(int etherType, Bytes data, Kind kind, String problem) implements Payload {

  /// What a receiver stumbles over.
  public enum Kind {
    /// Shorter than its headers claim, or than any packet of its protocol.
    TRUNCATED,
    /// A header field has a value that the protocol forbids.
    HEADER,
    /// The checksum of the network header is wrong.
    CHECKSUM
  }

  @Override
  public int length() {
    return data.length();
  }
}
