package vethlab.simulator.wire;

import vethlab.simulator.packet.ArpPacket;
import vethlab.simulator.packet.Bpdu;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.EtherType;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.packet.LlcPayload;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.packet.Malformed;
import vethlab.simulator.packet.Malformed.Kind;
import vethlab.simulator.packet.Payload;
import vethlab.simulator.packet.VlanTag;

/// Ethernet headers, 802.1Q and 802.1ad tags, and what follows them: a type below 0x600 is the
/// length of an 802.3 frame.
final class FrameCodec {

  /// Tags looked into; one more is a [Payload.Raw] (`VLAN_MAX_DEPTH`).
  private static final int MOST_TAGS = 8;

  /// A tag and the type behind it, without which the kernel drops a frame (`skb_vlan_untag`).
  private static final int SHORTEST_TAGGED = 6;

  private static final int TAG_LENGTH = 4;

  private FrameCodec() {}

  static EthernetFrame decode(byte[] octets) {
    int to = octets.length;
    if (to < EthernetFrame.HEADER_LENGTH) {
      String problem = "frame of " + to + " octets, shorter than an Ethernet header";
      return EthernetFrame.unaddressed(new Malformed(0, Bytes.of(octets), Kind.RUNT, problem));
    }
    MacAddress destination = Octets.getMac(octets, 0);
    MacAddress source = Octets.getMac(octets, 6);
    int type = Octets.get16(octets, 12);
    Payload payload = decode(type, octets, EthernetFrame.HEADER_LENGTH, to, MOST_TAGS);
    return payload instanceof Payload.Tagged(VlanTag tag, Payload inner)
        ? new EthernetFrame(destination, source, tag, inner)
        : new EthernetFrame(destination, source, null, payload);
  }

  static Payload decode(int type, byte[] octets, int from, int to) {
    return decode(type, octets, from, to, MOST_TAGS);
  }

  private static Payload decode(int type, byte[] octets, int from, int to, int tags) {
    return switch (type) {
      case EtherType.IPV4 -> Ipv4Codec.decode(octets, from, to);
      case EtherType.IPV6 -> Ipv6Codec.decode(octets, from, to);
      case EtherType.ARP -> ArpCodec.decode(octets, from, to);
      case EtherType.VLAN, EtherType.QINQ -> {
        if (to - from < SHORTEST_TAGGED) {
          String problem = "VLAN tag with " + (to - from) + " octets, at least 6 are needed";
          yield new Malformed(type, Bytes.of(octets, from, to), Kind.TRUNCATED, problem);
        }
        if (tags == 0) {
          yield new Payload.Raw(type, Bytes.of(octets, from, to));
        }
        int inner = Octets.get16(octets, from + 2);
        yield new Payload.Tagged(
            VlanTag.ofControl(type, Octets.get16(octets, from)),
            decode(inner, octets, from + TAG_LENGTH, to, tags - 1));
      }
      default ->
          type < EtherType.LOWEST
              ? LlcCodec.decode(type, octets, from, to)
              : new Payload.Raw(type, Bytes.of(octets, from, to));
    };
  }

  static byte[] encode(EthernetFrame frame) {
    byte[] octets = new byte[frame.length()];
    Payload payload = frame.payload();
    if (payload instanceof Malformed runt && runt.kind() == Kind.RUNT) {
      runt.data().copyTo(octets, 0);
      return octets;
    }
    Octets.putMac(octets, 0, frame.destination());
    Octets.putMac(octets, 6, frame.source());
    VlanTag tag = frame.tag();
    int type = 12; // where the type belongs
    if (tag != null) {
      Octets.put16(octets, type, tag.protocol());
      Octets.put16(octets, type + 2, tag.control());
      type += TAG_LENGTH;
    }
    Octets.put16(octets, type, typeOf(payload));
    encode(payload, octets, type + 2);
    return octets;
  }

  static void encode(Payload payload, byte[] octets, int at) {
    switch (payload) {
      case Ipv4Packet packet -> Ipv4Codec.encode(packet, octets, at);
      case Ipv6Packet packet -> Ipv6Codec.encode(packet, octets, at);
      case ArpPacket packet -> ArpCodec.encode(packet, octets, at);
      case Bpdu bpdu -> LlcCodec.encode(bpdu, octets, at);
      case LlcPayload llc -> LlcCodec.encode(llc, octets, at);
      case Payload.Tagged(VlanTag tag, Payload inner) -> {
        Octets.put16(octets, at, tag.control());
        Octets.put16(octets, at + 2, typeOf(inner));
        encode(inner, octets, at + TAG_LENGTH);
      }
      case Payload.Raw raw -> raw.data().copyTo(octets, at);
      case Malformed malformed -> malformed.data().copyTo(octets, at);
    }
  }

  /// What stands in the type field before this payload.
  private static int typeOf(Payload payload) {
    return switch (payload) {
      case Bpdu bpdu -> bpdu.length();
      case LlcPayload llc -> llc.length();
      case ArpPacket _, Ipv4Packet _, Ipv6Packet _, Payload.Tagged _, Payload.Raw _, Malformed _ ->
          payload.etherType();
    };
  }
}
