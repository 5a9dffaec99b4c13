package vethlab.simulator.packet;

/// What an IP packet carries.
///
/// Checksums are not part of the values: encoding computes them, decoding checks them, and a wrong
/// one makes the octets [Transport.BadChecksum].
public sealed interface Transport
    permits IcmpMessage,
        Icmpv6Message,
        IgmpMessage,
        UdpDatagram,
        TcpSegment,
        Transport.Fragment,
        Transport.Raw,
        Transport.BadChecksum {

  /// The protocol or next-header number under which it travels.
  int protocol();

  /// Octets.
  int length();

  /// A piece of a datagram, the first one included; not looked into.
  record Fragment(int protocol, Bytes data) implements Transport {

    public Fragment {
      FieldRange.check8("protocol", protocol);
    }

    @Override
    public int length() {
      return data.length();
    }
  }

  /// Octets of a protocol that is not looked into, too short for it, or with a header that it
  /// forbids.
  record Raw(int protocol, Bytes data) implements Transport {

    public Raw {
      FieldRange.check8("protocol", protocol);
    }

    @Override
    public int length() {
      return data.length();
    }
  }

  /// A complete message whose checksum is wrong; the octets are kept with it.
  record BadChecksum(int protocol, Bytes data) implements Transport {

    public BadChecksum {
      FieldRange.check8("protocol", protocol);
    }

    @Override
    public int length() {
      return data.length();
    }
  }
}
