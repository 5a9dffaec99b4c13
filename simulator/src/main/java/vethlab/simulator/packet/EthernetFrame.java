package vethlab.simulator.packet;

import org.jspecify.annotations.Nullable;

/// An Ethernet frame without its check sequence.
///
/// The outermost 802.1Q tag is a field of its own, as the kernel keeps it beside the data
/// (`skb->vlan_tci`); tags further in are [Payload.Tagged]. Before the neighbour layer has filled
/// them in, the addresses of a packet on its way out are zero.
public record EthernetFrame(
    MacAddress destination, MacAddress source, @Nullable VlanTag tag, Payload payload) {

  /// Octets of destination, source and type.
  public static final int HEADER_LENGTH = 14;

  /// An untagged frame.
  public static EthernetFrame of(MacAddress destination, MacAddress source, Payload payload) {
    return new EthernetFrame(destination, source, null, payload);
  }

  /// A packet that has no link header yet.
  public static EthernetFrame unaddressed(Payload payload) {
    return new EthernetFrame(MacAddress.ZERO, MacAddress.ZERO, null, payload);
  }

  /// The type behind the outermost tag: that of the payload.
  public int etherType() {
    return payload.etherType();
  }

  /// Octets on the wire, tag included, without padding and check sequence.
  public int length() {
    if (payload instanceof Malformed m && m.kind() == Malformed.Kind.RUNT) {
      return m.length();
    }
    return HEADER_LENGTH + (tag == null ? 0 : 4) + payload.length();
  }

  public EthernetFrame withPayload(Payload other) {
    return new EthernetFrame(destination, source, tag, other);
  }

  public EthernetFrame withAddresses(MacAddress newDestination, MacAddress newSource) {
    return new EthernetFrame(newDestination, newSource, tag, payload);
  }

  public EthernetFrame withTag(@Nullable VlanTag other) {
    return new EthernetFrame(destination, source, other, payload);
  }

  /// The frame with `outer` pushed before any tag that it has (`skb_vlan_push`).
  public EthernetFrame pushed(VlanTag outer) {
    Payload inner = tag == null ? payload : new Payload.Tagged(tag, payload);
    return new EthernetFrame(destination, source, outer, inner);
  }

  /// The frame without its outermost tag; the next one, if any, takes its place.
  public EthernetFrame popped() {
    return payload instanceof Payload.Tagged(VlanTag next, Payload inner)
        ? new EthernetFrame(destination, source, next, inner)
        : new EthernetFrame(destination, source, null, payload);
  }
}
