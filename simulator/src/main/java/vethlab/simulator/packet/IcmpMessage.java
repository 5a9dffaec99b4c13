package vethlab.simulator.packet;

/// An ICMP message (RFC 792).
public sealed interface IcmpMessage extends Transport {

  int ECHO_REPLY = 0;
  int UNREACHABLE = 3;
  int SOURCE_QUENCH = 4;
  int REDIRECT = 5;
  int ECHO_REQUEST = 8;
  int TIME_EXCEEDED = 11;
  int PARAMETER_PROBLEM = 12;

  int type();

  int code();

  @Override
  default int protocol() {
    return IpProtocol.ICMP;
  }

  /// Echo request or reply with code 0; one with another code is [Other].
  record Echo(boolean request, int identifier, int sequence, Bytes data) implements IcmpMessage {

    public Echo {
      FieldRange.check16("ICMP echo identifier", identifier);
      FieldRange.check16("ICMP echo sequence number", sequence);
    }

    /// The reply to this request.
    public Echo reply() {
      return new Echo(false, identifier, sequence, data);
    }

    @Override
    public int type() {
      return request ? ECHO_REQUEST : ECHO_REPLY;
    }

    @Override
    public int code() {
      return 0;
    }

    @Override
    public int length() {
      return 8 + data.length();
    }
  }

  /// A report about another packet: type, code, the four octets behind the checksum (gateway,
  /// next-hop MTU, pointer), and the first octets of that packet.
  @SuppressWarnings("JavaLangClash") // as RFC 792 calls it, and always qualified
  record Error(int type, int code, int rest, Bytes quoted) implements IcmpMessage {

    /// Codes of destination unreachable.
    public static final int NETWORK = 0;

    public static final int HOST = 1;
    public static final int PROTOCOL = 2;
    public static final int PORT = 3;
    public static final int FRAGMENTATION_NEEDED = 4;
    public static final int NETWORK_PROHIBITED = 9;
    public static final int HOST_PROHIBITED = 10;
    public static final int ADMINISTRATIVELY_PROHIBITED = 13;

    public Error {
      if (type != UNREACHABLE
          && type != REDIRECT
          && type != TIME_EXCEEDED
          && type != PARAMETER_PROBLEM
          && type != SOURCE_QUENCH) {
        throw new IllegalArgumentException("not an ICMP error: type " + type);
      }
      FieldRange.check8("ICMP code", code);
    }

    @Override
    public int length() {
      return 8 + quoted.length();
    }
  }

  /// Any other type: the four octets behind the checksum and the rest as they are.
  record Other(int type, int code, int rest, Bytes data) implements IcmpMessage {

    public Other {
      FieldRange.check8("ICMP type", type);
      FieldRange.check8("ICMP code", code);
    }

    @Override
    public int length() {
      return 8 + data.length();
    }
  }
}
