package vethlab.simulator.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/// Tags pushed and popped, lengths, and what a header field may hold.
class EthernetFrameTest {

  private static final MacAddress A = MacAddress.parse("02:00:00:00:00:0a");
  private static final MacAddress B = MacAddress.parse("02:00:00:00:00:0b");
  private static final ArpPacket WHO_HAS =
      ArpPacket.request(A, Ipv4Address.parse("192.168.5.1"), Ipv4Address.parse("192.168.5.2"));
  private static final EthernetFrame FRAME = EthernetFrame.of(MacAddress.BROADCAST, A, WHO_HAS);

  @Test
  void pushed_tags_are_popped_in_reverse() {
    EthernetFrame once = FRAME.pushed(VlanTag.of(10));
    EthernetFrame twice = once.pushed(new VlanTag(EtherType.QINQ, 0, false, 200));

    assertThat(twice.tag()).isEqualTo(new VlanTag(EtherType.QINQ, 0, false, 200));
    assertThat(twice.etherType()).isEqualTo(EtherType.VLAN);
    assertThat(twice.payload()).isEqualTo(new Payload.Tagged(VlanTag.of(10), WHO_HAS));
    assertThat(twice.length()).isEqualTo(14 + 4 + 4 + 28);
    assertThat(twice.popped()).isEqualTo(once);
    assertThat(twice.popped().popped()).isEqualTo(FRAME);
    assertThat(FRAME.popped()).isEqualTo(FRAME);
  }

  @Test
  void arp_reply_goes_back_to_who_asked() {
    assertThat(WHO_HAS.reply(B))
        .isEqualTo(
            new ArpPacket(
                ArpPacket.REPLY,
                B,
                Ipv4Address.parse("192.168.5.2"),
                A,
                Ipv4Address.parse("192.168.5.1")));
  }

  @Test
  void tag_control_holds_priority_eligibility_and_vlan() {
    assertThat(new VlanTag(EtherType.VLAN, 5, true, 10).control()).isEqualTo(0xb00a);
    assertThat(VlanTag.ofControl(EtherType.VLAN, 0xb00a))
        .isEqualTo(new VlanTag(EtherType.VLAN, 5, true, 10));
  }

  @Test
  void field_beyond_its_bits_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VlanTag.of(4096))
        .withMessage("VLAN id out of 0..4095: 4096");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UdpDatagram.of(53, 65536, Bytes.EMPTY))
        .withMessage("destination port out of 0..65535: 65536");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new Ipv4Packet(
                Ipv4Address.ANY,
                Ipv4Address.ANY,
                0,
                0,
                false,
                false,
                8192,
                64,
                Bytes.EMPTY,
                new Transport.Raw(99, Bytes.EMPTY)))
        .withMessage("IPv4 fragment offset out of 0..8191: 8192");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VlanTag(0x9100, 0, false, 1))
        .withMessage("not a VLAN protocol: 0x9100");
  }

  @Test
  void lower_priority_wins_and_then_the_lower_mac() {
    BridgeId low = new BridgeId(0x1000, B);

    assertThat(low).isLessThan(new BridgeId(0x8000, A)).hasToString("1000.02:00:00:00:00:0b");
    assertThat(new BridgeId(0x8000, A)).isLessThan(new BridgeId(0x8000, B));
  }
}
