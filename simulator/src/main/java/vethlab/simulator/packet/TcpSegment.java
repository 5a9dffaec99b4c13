package vethlab.simulator.packet;

/// A TCP segment (RFC 9293); sequence numbers are 32 bits in an int.
///
/// @param flags the eight flag bits, see the constants, and above them the four reserved ones
/// @param window as on the wire, unscaled
/// @param options the octets of the options, padded to a multiple of 4, at most 40
public record TcpSegment(
    int sourcePort,
    int destinationPort,
    int sequence,
    int acknowledgement,
    int flags,
    int window,
    int urgent,
    Bytes options,
    Bytes data)
    implements Transport {

  public static final int FIN = 0x01;
  public static final int SYN = 0x02;
  public static final int RST = 0x04;
  public static final int PSH = 0x08;
  public static final int ACK = 0x10;
  public static final int URG = 0x20;
  public static final int ECE = 0x40;
  public static final int CWR = 0x80;

  public TcpSegment {
    FieldRange.check16("source port", sourcePort);
    FieldRange.check16("destination port", destinationPort);
    FieldRange.check("TCP flags", flags, 0xfff);
    FieldRange.check16("TCP window", window);
    FieldRange.check16("urgent pointer", urgent);
    if (options.length() % 4 != 0 || options.length() > 40) {
      throw new IllegalArgumentException("TCP options of " + options.length() + " octets");
    }
  }

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /// The sequence space it takes: data, SYN and FIN.
  public int sequenceLength() {
    return data.length() + (has(SYN) ? 1 : 0) + (has(FIN) ? 1 : 0);
  }

  public int headerLength() {
    return 20 + options.length();
  }

  public TcpSegment withPorts(int source, int destination) {
    return new TcpSegment(
        source, destination, sequence, acknowledgement, flags, window, urgent, options, data);
  }

  @Override
  public int protocol() {
    return IpProtocol.TCP;
  }

  @Override
  public int length() {
    return headerLength() + data.length();
  }
}
