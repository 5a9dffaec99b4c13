package vethlab.simulator.ipv6;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.packet.Ipv6Packet.ExtensionHeader;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.packet.Transport;
import vethlab.simulator.wire.Wire;

/// Hosts a (v0, 02:00:00:00:00:01, 2001:db8:1::1) and b (v1, 02:00:00:00:00:02, 2001:db8:1::2) with
/// a cable between them, both up for a while, each known to the other; b sends whatever a test
/// wants.
final class Link {

  static final String A = "2001:db8:1::1";
  static final String B = "2001:db8:1::2";
  static final String LLA = "fe80::ff:fe00:1";
  static final String LLB = "fe80::ff:fe00:2";

  final Ipv6Lab lab;
  final Ipv6Lab.Host a;
  final Ipv6Lab.Host b;

  Link(long seed) {
    lab = new Ipv6Lab(seed);
    a = lab.host("a");
    b = lab.host("b");
    lab.cable(a, "v0", b, "v1");
    a.up("lo");
    b.up("lo");
    a.up("v0");
    b.up("v1");
    a.addNoDad(A, 64, "v0");
    b.addNoDad(B, 64, "v1");
    seconds(6);
    a.ping(B, 1);
    seconds(1);
    lab.seen.clear();
  }

  void seconds(int seconds) {
    lab.run(Duration.ofSeconds(seconds));
  }

  /// Sends a packet from b to the MAC of a.
  void inject(Ipv6Packet packet) {
    lab.inject(b.device("v1"), a.device("v0").address(), packet);
  }

  /// Sends a packet from b to the MAC of its group.
  void injectToGroup(Ipv6Packet packet) {
    lab.inject(b.device("v1"), MacAddress.ofGroup(packet.destination()), packet);
  }

  /// What a sent, but for router solicitations; forgets it.
  List<String> answers() {
    List<String> answers =
        lab.sent("v0").stream().filter(each -> !each.endsWith("router?")).toList();
    lab.seen.clear();
    return answers;
  }

  /// The last packet that a sent.
  Ipv6Packet last() {
    return lab.seen.stream()
        .filter(each -> each.device().equals("v0"))
        .reduce((one, other) -> other)
        .orElseThrow()
        .packet();
  }

  static Ipv6Packet packet(String source, String destination, int hopLimit, Transport transport) {
    return Ipv6Packet.of(
        Ipv6Address.parse(source), Ipv6Address.parse(destination), hopLimit, transport);
  }

  static Icmpv6Message.Echo ping(int sequence, int octets) {
    return new Icmpv6Message.Echo(true, 9, sequence, Bytes.of(new byte[octets]));
  }

  /// Pieces of an echo request of 2008 octets from b to a, each as offset, length, 1 if more
  /// follow.
  void fragments(int identification, int[]... pieces) {
    Ipv6Packet whole = packet(B, A, 64, ping(identification, 2000));
    Bytes octets = Wire.encode(whole).slice(40, 2048);
    for (int[] piece : pieces) {
      int field = piece[0] | piece[2];
      ExtensionHeader header =
          new ExtensionHeader(
              IpProtocol.FRAGMENT,
              Bytes.of(
                  (byte) (field >> 8),
                  (byte) field,
                  (byte) 0,
                  (byte) 0,
                  (byte) 0,
                  (byte) identification));
      inject(
          whole
              .withExtensions(ImmutableList.of(header))
              .withTransport(
                  new Transport.Fragment(
                      IpProtocol.ICMPV6, octets.slice(piece[0], piece[0] + piece[1]))));
    }
  }

  /// Octets of a hexadecimal text, and 0 up to a length.
  static Bytes padded(String hex, int length) {
    Bytes octets = Bytes.ofHex(hex);
    byte[] all = new byte[length];
    IntStream.range(0, octets.length()).forEach(i -> all[i] = (byte) octets.at(i));
    return Bytes.of(all);
  }
}
