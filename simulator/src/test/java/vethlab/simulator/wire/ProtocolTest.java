package vethlab.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import vethlab.simulator.packet.ArpPacket;
import vethlab.simulator.packet.Bpdu;
import vethlab.simulator.packet.BridgeId;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.EtherType;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.IgmpMessage;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.packet.Ipv6Packet.ExtensionHeader;
import vethlab.simulator.packet.LlcPayload;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.packet.Malformed;
import vethlab.simulator.packet.Payload;
import vethlab.simulator.packet.TcpSegment;
import vethlab.simulator.packet.Transport;
import vethlab.simulator.packet.UdpDatagram;
import vethlab.simulator.packet.VlanTag;

/// What the octets of each protocol mean. The frames were sent by a Linux 6.1 between a host with
/// 10.0.1.2 and 2001:db8:1::2, its router, and a bridge.
class ProtocolTest {

  private static final MacAddress HOST_MAC = MacAddress.parse("66:8a:db:a5:da:58");
  private static final MacAddress ROUTER_MAC = MacAddress.parse("fa:91:15:bc:cc:a1");
  private static final Ipv4Address HOST = Ipv4Address.parse("10.0.1.2");
  private static final Ipv4Address ROUTER = Ipv4Address.parse("10.0.1.1");
  private static final Ipv4Address SERVER = Ipv4Address.parse("10.0.2.2");
  private static final Ipv6Address HOST6 = Ipv6Address.parse("2001:db8:1::2");
  private static final Ipv6Address ROUTER6 = Ipv6Address.parse("2001:db8:1::1");
  private static final Ipv6Address SERVER6 = Ipv6Address.parse("2001:db8:2::2");
  private static final Ipv6Address LINK_LOCAL = Ipv6Address.linkLocalOf(HOST_MAC);

  /// What `ping` fills a request with behind the time.
  private static final Bytes PATTERN =
      Bytes.ofHex(
          "101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f3031323334353637");

  @Test
  void arp_reply() {
    assertThat(
            decoded(
                "668adba5da58fa9115bccca10806 00010800060400 02fa9115bccca10a000101668adba5da580a000102"))
        .isEqualTo(
            EthernetFrame.of(
                HOST_MAC,
                ROUTER_MAC,
                new ArpPacket(ArpPacket.REPLY, ROUTER_MAC, ROUTER, HOST_MAC, HOST)));
  }

  @Test
  void arp_for_another_network_is_kept_as_octets() {
    Bytes appleTalk =
        Bytes.ofHex("0001 809b 06 04 0001 0a0a0a0a0a0a 00000001 000000000000 00000002");

    assertThat(Wire.decode(EtherType.ARP, appleTalk))
        .isEqualTo(new Payload.Raw(EtherType.ARP, appleTalk));
  }

  @Test
  void icmp_echo_request() {
    assertThat(
            decoded(
                "fa9115bccca1668adba5da580800 45000054cf3d4000400154680a0001020a000202"
                    + "0800ce4500950001edf6066b000000006aef0b0000000000"
                    + PATTERN))
        .isEqualTo(
            EthernetFrame.of(
                ROUTER_MAC,
                HOST_MAC,
                new Ipv4Packet(
                    HOST,
                    SERVER,
                    0,
                    0xcf3d,
                    true,
                    false,
                    0,
                    64,
                    Bytes.EMPTY,
                    new IcmpMessage.Echo(
                        true,
                        0x95,
                        1,
                        Bytes.ofHex("edf6066b000000006aef0b0000000000").plus(PATTERN)))));
  }

  @Test
  void icmp_time_exceeded_quotes_the_packet() {
    String quoted =
        "45000054cf414000010193640a0001020a000202"
            + "0800570100960001edf6066b00000000e1320c0000000000"
            + PATTERN;
    EthernetFrame frame =
        decoded(
            "668adba5da58fa9115bccca10800 45c00070fa680000400169620a0001010a000102 0b00f4ff00000000"
                + quoted);

    assertThat(frame.payload())
        .isEqualTo(
            new Ipv4Packet(
                ROUTER,
                HOST,
                0xc0,
                0xfa68,
                false,
                false,
                0,
                64,
                Bytes.EMPTY,
                new IcmpMessage.Error(IcmpMessage.TIME_EXCEEDED, 0, 0, Bytes.ofHex(quoted))));
    assertThat(Wire.decodeQuoted(EtherType.IPV4, Bytes.ofHex(quoted).slice(0, 28)))
        .isEqualTo(
            new Ipv4Packet(
                HOST,
                SERVER,
                0,
                0xcf41,
                true,
                false,
                0,
                1,
                Bytes.EMPTY,
                new Transport.Raw(IpProtocol.ICMP, Bytes.ofHex("0800570100960001"))));
    assertThat(Wire.decodeQuoted(EtherType.IPV4, Bytes.ofHex(quoted).slice(0, 19)))
        .isInstanceOf(Malformed.class);
  }

  @Test
  void echo_with_a_code_is_another_message() {
    Bytes octets = Bytes.ofHex("0809 f7f5 0000 0001");

    assertThat(Wire.decodeTransport(IpProtocol.ICMP, octets, HOST, SERVER))
        .isEqualTo(new IcmpMessage.Other(8, 9, 1, Bytes.EMPTY));
  }

  @Test
  void udp_datagram() {
    UdpDatagram hi = UdpDatagram.of(40736, 5000, Bytes.ofText("hi\n"));
    assertThat(
            decoded(
                    "fa9115bccca1668adba5da580800 4500001f00f44000401122d70a0001020a000202"
                        + "9f201388000bc3c268690a")
                .payload())
        .isEqualTo(new Ipv4Packet(HOST, SERVER, 0, 0x00f4, true, false, 0, 64, Bytes.EMPTY, hi));
    assertThat(
            decoded(
                    "fa9115bccca1668adba5da5886dd 60070188000b1140 20010db8000100000000000000000002"
                        + "20010db8000200000000000000000002 8ffe1388000b8e6f68690a")
                .payload())
        .isEqualTo(
            Ipv6Packet.of(HOST6, SERVER6, 64, hi.withPorts(36862, 5000)).withFlowLabel(0x70188));
  }

  @Test
  void udp_without_checksum_is_allowed_in_ipv4_only() {
    Bytes octets = Bytes.ofHex("9f20 1388 000b 0000 68690a");
    UdpDatagram value = new UdpDatagram(40736, 5000, false, Bytes.ofText("hi\n"));

    assertThat(Wire.decodeTransport(IpProtocol.UDP, octets, HOST, SERVER)).isEqualTo(value);
    assertThat(Wire.encodeTransport(value, HOST, SERVER)).isEqualTo(octets);
    assertThat(Wire.decodeTransport(IpProtocol.UDP, octets, HOST6, SERVER6))
        .isEqualTo(new Transport.BadChecksum(IpProtocol.UDP, octets));
  }

  /// RFC 768: a checksum that comes out as zero is sent as all ones.
  @Test
  void udp_checksum_is_never_zero() {
    UdpDatagram datagram = UdpDatagram.of(0, 0, Bytes.ofHex("ffda"));
    Bytes octets = Bytes.ofHex("0000 0000 000a ffff ffda");

    assertThat(Wire.encodeTransport(datagram, Ipv4Address.ANY, Ipv4Address.ANY)).isEqualTo(octets);
    assertThat(Wire.decodeTransport(IpProtocol.UDP, octets, Ipv4Address.ANY, Ipv4Address.ANY))
        .isEqualTo(datagram);
  }

  @Test
  void udp_of_another_length_than_its_packet_is_kept_as_octets() {
    Bytes octets = Bytes.ofHex("9f20 1388 000a c3c2 68690a");

    assertThat(Wire.decodeTransport(IpProtocol.UDP, octets, HOST, SERVER))
        .isEqualTo(new Transport.Raw(IpProtocol.UDP, octets));
  }

  @Test
  void tcp_syn() {
    assertThat(
            decoded(
                    "fa9115bccca1668adba5da580800 4500003cfebf4000400624f90a0001020a000202 d0021770"
                        + "985d81d200000000a002ff003cb40000 020405500402080ac0eb331e0000000001030306")
                .payload())
        .isEqualTo(
            new Ipv4Packet(
                HOST,
                SERVER,
                0,
                0xfebf,
                true,
                false,
                0,
                64,
                Bytes.EMPTY,
                new TcpSegment(
                    53250,
                    6000,
                    (int) 2556264914L,
                    0,
                    TcpSegment.SYN,
                    65280,
                    0,
                    Bytes.ofHex("020405500402080ac0eb331e0000000001030306"),
                    Bytes.EMPTY)));
  }

  @Test
  void tcp_keeps_reserved_bits() {
    TcpSegment segment =
        new TcpSegment(1, 2, 3, 4, 0xf00 | TcpSegment.ACK, 5, 6, Bytes.EMPTY, Bytes.EMPTY);
    Bytes octets = Wire.encodeTransport(segment, HOST, SERVER);

    assertThat(octets.slice(12, 14)).isEqualTo(Bytes.ofHex("5f10"));
    assertThat(Wire.decodeTransport(IpProtocol.TCP, octets, HOST, SERVER)).isEqualTo(segment);
  }

  @Test
  void piece_of_a_datagram_is_not_looked_into() {
    assertThat(
            Wire.decode(
                EtherType.IPV4,
                Bytes.ofHex("4500001c00012000401143cd0a0001020a000202 9f201388000bc3c2")))
        .isEqualTo(
            new Ipv4Packet(
                HOST,
                SERVER,
                0,
                1,
                false,
                true,
                0,
                64,
                Bytes.EMPTY,
                new Transport.Fragment(IpProtocol.UDP, Bytes.ofHex("9f201388000bc3c2"))));
    assertThat(
            Wire.decode(
                EtherType.IPV6,
                Bytes.ofHex(
                    "6000000000102c40 20010db8000100000000000000000002 20010db8000200000000000000000002"
                        + "3a000b5012345678 2223242526272829")))
        .isEqualTo(
            new Ipv6Packet(
                HOST6,
                SERVER6,
                0,
                0,
                64,
                ImmutableList.of(
                    new ExtensionHeader(IpProtocol.FRAGMENT, Bytes.ofHex("0b5012345678"))),
                new Transport.Fragment(IpProtocol.ICMPV6, Bytes.ofHex("2223242526272829"))));
  }

  /// RFC 6946: with neither an offset nor more to come it is whole.
  @Test
  void atomic_fragment_is_looked_into() {
    Icmpv6Message.Echo echo = new Icmpv6Message.Echo(true, 1, 2, Bytes.EMPTY);
    Ipv6Packet packet =
        Ipv6Packet.of(HOST6, SERVER6, 64, echo)
            .withExtensions(
                ImmutableList.of(
                    new ExtensionHeader(IpProtocol.FRAGMENT, Bytes.ofHex("000012345678"))));

    assertThat(Wire.decode(EtherType.IPV6, Wire.encode(packet))).isEqualTo(packet);
  }

  @Test
  void neighbour_solicitation_in_duplicate_address_detection_carries_a_nonce() {
    assertThat(
            decoded(
                    "3333ffa5da58668adba5da5886dd 6000000000203aff 00000000000000000000000000000000"
                        + "ff0200000000000000000001ffa5da58 87005a9300000000"
                        + "fe80000000000000648adbfffea5da58 0e01dfc7419bfda0")
                .payload())
        .isEqualTo(
            Ipv6Packet.of(
                Ipv6Address.ANY,
                LINK_LOCAL.solicitedNode(),
                255,
                new Icmpv6Message.NeighbourSolicitation(
                    LINK_LOCAL, null, Bytes.ofHex("dfc7419bfda0"))));
  }

  @Test
  void neighbour_advertisement() {
    assertThat(
            decoded(
                    "668adba5da58fa9115bccca186dd 6000000000203aff 20010db8000100000000000000000001"
                        + "20010db8000100000000000000000002 88002f81e0000000"
                        + "20010db8000100000000000000000001 0201fa9115bccca1")
                .payload())
        .isEqualTo(
            Ipv6Packet.of(
                ROUTER6,
                HOST6,
                255,
                new Icmpv6Message.NeighbourAdvertisement(ROUTER6, true, true, true, ROUTER_MAC)));
  }

  @Test
  void discovery_with_an_unknown_option_keeps_its_octets() {
    Icmpv6Message.Other other =
        new Icmpv6Message.Other(
            Icmpv6Message.NEIGHBOUR_SOLICITATION,
            0,
            Bytes.ofHex("00000000 20010db8000100000000000000000001 fd01112233445566"));
    Bytes octets = Wire.encodeTransport(other, HOST6, ROUTER6);

    assertThat(Wire.decodeTransport(IpProtocol.ICMPV6, octets, HOST6, ROUTER6)).isEqualTo(other);
  }

  @Test
  void mld_queries_of_both_versions_travel_with_a_router_alert() {
    Ipv6Address bridge = Ipv6Address.parse("fe80::9885:c7ff:fe15:34ff");
    assertThat(
            decoded(
                    "3333000000019a85c71534ff86dd 6000000000200001 fe800000000000009885c7fffe1534ff"
                        + "ff020000000000000000000000000001 3a00050200000000 8200c57d27100000"
                        + "00000000000000000000000000000000")
                .payload())
        .isEqualTo(
            Ipv6Packet.of(
                    bridge,
                    Ipv6Address.ALL_NODES,
                    1,
                    new Icmpv6Message.MldQuery(
                        10000, Ipv6Address.ANY, false, false, 0, 0, ImmutableList.of()))
                .withExtensions(
                    ImmutableList.of(
                        new ExtensionHeader(IpProtocol.HOP_BY_HOP, Bytes.ofHex("050200000000")))));
    assertThat(
            decoded(
                    "333300000001324eb3def8ff86dd 6000000000240001 fe80000000000000304eb3fffedef8ff"
                        + "ff020000000000000000000000000001 3a00050200000000 82007a6a27100000"
                        + "00000000000000000000000000000000 027d0000")
                .payload())
        .extracting(payload -> ((Ipv6Packet) payload).transport())
        .isEqualTo(
            new Icmpv6Message.MldQuery(
                10000, Ipv6Address.ANY, true, false, 2, 125, ImmutableList.of()));
  }

  @Test
  void igmp_report_and_leave_travel_with_a_router_alert() {
    assertThat(
            decoded(
                    "01005e000016668adba5da580800 46c00028000040000102f8f70a000102e000001694040000"
                        + "2200e8fc00000001 04000000ef010200")
                .payload())
        .isEqualTo(
            new Ipv4Packet(
                HOST,
                Ipv4Address.parse("224.0.0.22"),
                0xc0,
                0,
                true,
                false,
                0,
                1,
                Ipv4Packet.ROUTER_ALERT,
                new IgmpMessage.Version3Report(
                    ImmutableList.of(
                        new IgmpMessage.GroupRecord(
                            IgmpMessage.GroupRecord.CHANGE_TO_EXCLUDE,
                            Ipv4Address.parse("239.1.2.0"),
                            ImmutableList.of())))));
    assertThat(Wire.decodeTransport(IpProtocol.IGMP, Bytes.ofHex("1700f7fbef010202"), HOST, SERVER))
        .isEqualTo(
            new IgmpMessage.Membership(
                IgmpMessage.Membership.LEAVE, 0, Ipv4Address.parse("239.1.2.2")));
  }

  @Test
  void igmp_queries_differ_by_their_length() {
    assertThat(Wire.decodeTransport(IpProtocol.IGMP, Bytes.ofHex("1164ee9b00000000"), HOST, SERVER))
        .isEqualTo(
            new IgmpMessage.Query(100, Ipv4Address.ANY, false, false, 0, 0, ImmutableList.of()));
    assertThat(
            Wire.decodeTransport(
                IpProtocol.IGMP, Bytes.ofHex("1164ec1e00000000027d0000"), HOST, SERVER))
        .isEqualTo(
            new IgmpMessage.Query(100, Ipv4Address.ANY, true, false, 2, 125, ImmutableList.of()));
  }

  @Test
  void tags_are_nested_outermost_first() {
    EthernetFrame frame =
        decoded(
            "668adba5da58fa9115bccca188a8 a0c8 8100 101e 0806 00010800060400 01"
                + "fa9115bccca10a000101 000000000000 0a000102");

    assertThat(frame)
        .isEqualTo(
            new EthernetFrame(
                HOST_MAC,
                ROUTER_MAC,
                new VlanTag(EtherType.QINQ, 5, false, 200),
                new Payload.Tagged(
                    new VlanTag(EtherType.VLAN, 0, true, 30),
                    ArpPacket.request(ROUTER_MAC, ROUTER, HOST))));
  }

  @Test
  void configuration_and_topology_change_of_spanning_tree() {
    assertThat(
            decoded(
                "0180c2000000de9792f622cd0026424203 0000 00 00 00 8000324eb3def8ff 00000002"
                    + "90009a85c71534ff 8001 0001 1400 0200 0400"))
        .isEqualTo(
            EthernetFrame.of(
                Bpdu.GROUP,
                MacAddress.parse("de:97:92:f6:22:cd"),
                new Bpdu.Configuration(
                    false,
                    false,
                    new BridgeId(0x8000, MacAddress.parse("32:4e:b3:de:f8:ff")),
                    2,
                    new BridgeId(0x9000, MacAddress.parse("9a:85:c7:15:34:ff")),
                    0x8001,
                    1,
                    20 * 256,
                    2 * 256,
                    4 * 256)));
    assertThat(decoded("0180c2000000de9792f622cd0007 424203 0000 00 80"))
        .isEqualTo(
            EthernetFrame.of(
                Bpdu.GROUP, MacAddress.parse("de:97:92:f6:22:cd"), new Bpdu.TopologyChange()));
  }

  @Test
  void bpdu_of_rapid_spanning_tree_is_kept_as_octets() {
    EthernetFrame frame =
        decoded(
            "0180c2000000de9792f622cd0027424203 0000 02 02 3c 8000324eb3def8ff 00000002"
                + "90009a85c71534ff 8001 0001 1400 0200 0400 00");

    assertThat(frame.payload()).isInstanceOf(LlcPayload.class);
  }

  @Test
  void length_of_an_ieee_frame_cuts_off_padding() {
    assertThat(decodedLoosely("0180c2000000de9792f622cd0004 aaaa03 11 000000"))
        .extracting(EthernetFrame::payload)
        .isEqualTo(new LlcPayload(0xaa, 0xaa, 3, Bytes.ofHex("11")));
  }

  @Test
  void what_is_wrong_is_said() {
    assertProblem(
        "02", 0, Malformed.Kind.RUNT, "frame of 1 octets, shorter than an Ethernet header");
    assertProblem(
        "020000000001020000000002 0806 0001080006040001 00",
        EtherType.ARP,
        Malformed.Kind.TRUNCATED,
        "ARP packet of 9 octets, shorter than 28");
    assertProblem(
        "020000000001020000000002 0800 450000",
        EtherType.IPV4,
        Malformed.Kind.HEADER,
        "IPv4 header of 3 octets, shorter than 20");
    assertProblem(
        "020000000001020000000002 0800 65000014000000004001000000000000 00000000",
        EtherType.IPV4,
        Malformed.Kind.HEADER,
        "IP version 6 instead of 4");
    assertProblem(
        "020000000001020000000002 0800 44000014000000004001000000000000 00000000",
        EtherType.IPV4,
        Malformed.Kind.HEADER,
        "IPv4 header length 16, less than 20");
    assertProblem(
        "020000000001020000000002 0800 4f000014000000004001000000000000 00000000",
        EtherType.IPV4,
        Malformed.Kind.HEADER,
        "IPv4 header of 60 octets, only 20 are there");
    assertProblem(
        "020000000001020000000002 0800 45000014000000004001000000000000 00000000",
        EtherType.IPV4,
        Malformed.Kind.CHECKSUM,
        "wrong IPv4 header checksum");
    assertProblem(
        "020000000001020000000002 0800 4500001500000000 4001 7ae9 00000000 00000000",
        EtherType.IPV4,
        Malformed.Kind.TRUNCATED,
        "IPv4 packet of 21 octets, only 20 are there");
    assertProblem(
        "020000000001020000000002 0800 4500001300000000 4001 7aeb 00000000 00000000",
        EtherType.IPV4,
        Malformed.Kind.HEADER,
        "IPv4 total length 19, less than its header");
    assertProblem(
        "020000000001020000000002 86dd 6000000000000040",
        EtherType.IPV6,
        Malformed.Kind.HEADER,
        "IPv6 header of 8 octets, shorter than 40");
    assertProblem(
        "020000000001020000000002 86dd 6000000000013b40" + "00".repeat(32),
        EtherType.IPV6,
        Malformed.Kind.TRUNCATED,
        "IPv6 packet of 41 octets, only 40 are there");
    assertProblem(
        "020000000001020000000002 8100 000a 08",
        EtherType.VLAN,
        Malformed.Kind.TRUNCATED,
        "VLAN tag with 3 octets, at least 6 are needed");
    assertProblem(
        "020000000001020000000002 0026 424203",
        0x26,
        Malformed.Kind.TRUNCATED,
        "802.3 frame with 38 octets, only 3 are there");
    assertProblem(
        "020000000001020000000002 0002 4242",
        2,
        Malformed.Kind.HEADER,
        "802.2 header of 2 octets, shorter than 3");
  }

  /// RFC 8200, 8.1: the checksum is that of the last destination, wherever the packet is.
  @Test
  void segments_left_in_a_routing_header_name_the_destination_of_the_checksum() {
    UdpDatagram datagram = UdpDatagram.of(1, 2, Bytes.EMPTY);
    Bytes there = Wire.encodeTransport(datagram, HOST6, SERVER6);
    Bytes route =
        Bytes.ofHex("00 01 00000000").plus(Bytes.ofHex("20010db8000200000000000000000002"));
    Ipv6Packet packet =
        Ipv6Packet.of(HOST6, ROUTER6, 64, datagram)
            .withExtensions(ImmutableList.of(new ExtensionHeader(IpProtocol.ROUTING, route)));
    Bytes encoded = Wire.encode(packet);

    assertThat(encoded.slice(encoded.length() - 8, encoded.length())).isEqualTo(there);
    assertThat(Wire.decode(EtherType.IPV6, encoded)).isEqualTo(packet);
  }

  @Test
  void packet_longer_than_its_length_field_can_say_is_refused() {
    Ipv4Packet packet =
        Ipv4Packet.of(HOST, SERVER, 64, new Transport.Raw(99, Bytes.of(new byte[65516])));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Wire.encode(packet))
        .withMessage("IPv4 packet of 65536 octets");
  }

  private static EthernetFrame decoded(String hex) {
    EthernetFrame frame = decodedLoosely(hex);
    assertThat(HexFormat.of().formatHex(Wire.encode(frame))).isEqualTo(hex.replace(" ", ""));
    return frame;
  }

  private static EthernetFrame decodedLoosely(String hex) {
    return Wire.decode(Bytes.ofHex(hex).toArray());
  }

  private static void assertProblem(
      String hex, int etherType, Malformed.Kind kind, String problem) {
    EthernetFrame frame = decoded(hex);
    assertThat(frame.payload())
        .isInstanceOfSatisfying(
            Malformed.class,
            malformed -> {
              assertThat(malformed.problem()).isEqualTo(problem);
              assertThat(malformed.kind()).isEqualTo(kind);
              assertThat(malformed.etherType()).isEqualTo(etherType);
            });
  }
}
