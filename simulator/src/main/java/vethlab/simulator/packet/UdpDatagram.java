package vethlab.simulator.packet;

/// A UDP datagram (RFC 768); ports 0 to 65535.
///
/// @param checksummed whether the sender computed a checksum; IPv4 allows it not to
public record UdpDatagram(int sourcePort, int destinationPort, boolean checksummed, Bytes data)
    implements Transport {

  public UdpDatagram {
    FieldRange.check16("source port", sourcePort);
    FieldRange.check16("destination port", destinationPort);
  }

  /// A datagram with a checksum.
  public static UdpDatagram of(int sourcePort, int destinationPort, Bytes data) {
    return new UdpDatagram(sourcePort, destinationPort, true, data);
  }

  public UdpDatagram withPorts(int source, int destination) {
    return new UdpDatagram(source, destination, checksummed, data);
  }

  @Override
  public int protocol() {
    return IpProtocol.UDP;
  }

  @Override
  public int length() {
    return 8 + data.length();
  }
}
