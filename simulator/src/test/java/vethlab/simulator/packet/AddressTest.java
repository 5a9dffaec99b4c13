package vethlab.simulator.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses and prefixes: their text, and the addresses that follow from others.
class AddressTest {

  @ParameterizedTest
  @CsvSource({
    "2001:db8::1, 2001:db8:0:0:0:0:0:1",
    "2001:db8::1, 2001:0DB8::0001",
    "2001:db8:0:1:1:1:1:1, 2001:db8::1:1:1:1:1",
    "2001:db8::1:0:0:1, 2001:db8:0:0:1:0:0:1",
    "2001:0:0:1::1, 2001:0:0:1:0:0:0:1",
    "::, 0:0:0:0:0:0:0:0",
    "::1, 0::1",
    "1::, 1:0:0:0:0:0:0:0",
    "::ffff:192.0.2.1, ::ffff:c000:201",
    "::192.0.2.1, ::c000:201",
    "::171.205.0.0, ::abcd:0",
    "::2:0:0:1, 0:0:0:0:2:0:0:1",
    "::1:0:0, 0:0:0:0:0:1:0:0",
    "::1.2.3.4, 0:0:0:0:0:0:1.2.3.4",
    "1:2:3:4:5:6:102:304, 1:2:3:4:5:6:1.2.3.4",
    "0:1:2:3:4:5:6:7, ::1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:0, 1:2:3:4:5:6:7::",
  })
  void ipv6_address_is_written_as_the_c_library_does(String written, String read) {
    assertThat(Ipv6Address.parse(read)).hasToString(written);
    assertThat(Ipv6Address.parse(written)).isEqualTo(Ipv6Address.parse(read));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        ":::",
        "1",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        ":1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:8:",
        "1:::2",
        "12345::",
        "g::",
        "::1.2.3",
        "::1.2.3.256",
        "1.2.3.4::",
        "1.2.3.4",
        "::1%lo",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::1:2:3:4:5:6:7:8",
        "-1::",
        "+1::"
      })
  void other_text_is_not_an_ipv6_address(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Ipv6Address.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4",
        "1.2.3.-4",
        "a.b.c.d",
        "1..2.3"
      })
  void other_text_is_not_an_ipv4_address(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Ipv4Address.parse(text));
  }

  @Test
  void ipv4_address_keeps_its_octets() {
    assertThat(Ipv4Address.parse("192.168.5.1"))
        .isEqualTo(new Ipv4Address(0xc0a80501))
        .hasToString("192.168.5.1");
    assertThat(Ipv4Address.parse("255.255.255.255")).isEqualTo(Ipv4Address.BROADCAST);
    assertThat(Ipv4Address.parse("10.0.0.0")).isLessThan(Ipv4Address.parse("192.0.0.0"));
  }

  @Test
  void mac_address_is_read_with_short_octets_and_written_in_full() {
    assertThat(MacAddress.parse("2:0:0:0:A:ff")).hasToString("02:00:00:00:0a:ff");
    assertThatIllegalArgumentException().isThrownBy(() -> MacAddress.parse("02:00:00:00:01"));
    assertThatIllegalArgumentException().isThrownBy(() -> MacAddress.parse("02-00-00-00-00-01"));
    assertThatIllegalArgumentException().isThrownBy(() -> MacAddress.parse("02:00:00:00:00:100"));
  }

  /// RFC 4291, appendix A, and what Linux made of the MAC of a veth.
  @Test
  void link_local_address_follows_from_the_mac() {
    MacAddress mac = MacAddress.parse("66:8a:db:a5:da:58");

    assertThat(Ipv6Address.linkLocalOf(mac)).hasToString("fe80::648a:dbff:fea5:da58");
    assertThat(Ipv6Address.linkLocalOf(mac).solicitedNode()).hasToString("ff02::1:ffa5:da58");
    assertThat(MacAddress.ofGroup(Ipv6Address.linkLocalOf(mac).solicitedNode()))
        .hasToString("33:33:ff:a5:da:58");
  }

  /// RFC 1112, 6.4: the highest of the 24 bits does not fit.
  @Test
  void group_mac_holds_23_bits_of_an_ipv4_group() {
    assertThat(MacAddress.ofGroup(Ipv4Address.parse("224.129.2.3")))
        .hasToString("01:00:5e:01:02:03");
    assertThat(MacAddress.ofGroup(Ipv4Address.parse("239.255.255.250")))
        .hasToString("01:00:5e:7f:ff:fa");
  }

  @Test
  void only_the_sixteen_reserved_groups_are_link_local() {
    assertThat(MacAddress.parse("01:80:c2:00:00:00").isLinkLocalGroup()).isTrue();
    assertThat(MacAddress.parse("01:80:c2:00:00:0f").isLinkLocalGroup()).isTrue();
    assertThat(MacAddress.parse("01:80:c2:00:00:10").isLinkLocalGroup()).isFalse();
  }

  @Test
  void random_mac_is_unicast_and_locally_administered() {
    assertThat(MacAddress.ofRandom(-1)).hasToString("fe:ff:ff:ff:ff:ff");
    assertThat(MacAddress.ofRandom(0)).hasToString("02:00:00:00:00:00");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0.0.0, 255.255.255.255",
    "8, 192.0.0.0, 192.255.255.255",
    "24, 192.168.5.0, 192.168.5.255",
    "31, 192.168.5.76, 192.168.5.77",
    "32, 192.168.5.77, 192.168.5.77",
  })
  void ipv4_prefix_reaches_from_its_address_to_its_broadcast(
      int length, String first, String last) {
    Ipv4Prefix prefix = Ipv4Prefix.around(Ipv4Address.parse("192.168.5.77"), length);

    assertThat(prefix.address()).hasToString(first);
    assertThat(prefix.broadcast()).hasToString(last);
    assertThat(prefix.contains(Ipv4Address.parse(first))).isTrue();
    assertThat(prefix.contains(Ipv4Address.parse(last))).isTrue();
    assertThat(prefix.contains(new Ipv4Address(prefix.broadcast().value() + 1)))
        .isEqualTo(length == 0);
  }

  @ParameterizedTest
  @CsvSource({
    "0, ::",
    "1, 8000::",
    "10, fec0::",
    "64, fedc:ba98:7654:3210::",
    "65, fedc:ba98:7654:3210:8000::",
    "127, fedc:ba98:7654:3210:fedc:ba98:7654:320e",
    "128, fedc:ba98:7654:3210:fedc:ba98:7654:320f",
  })
  void ipv6_prefix_clears_host_bits(int length, String expected) {
    Ipv6Address address = Ipv6Address.parse("fedc:ba98:7654:3210:fedc:ba98:7654:320f");
    Ipv6Prefix prefix = Ipv6Prefix.around(address, length);

    assertThat(prefix.address()).hasToString(expected);
    assertThat(prefix.contains(address)).isTrue();
    assertThat(prefix.contains(Ipv6Address.ANY)).isEqualTo(length == 0);
  }

  @Test
  void prefix_with_host_bits_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ipv4Prefix(Ipv4Address.parse("10.0.0.1"), 24))
        .withMessage("host bits set: 10.0.0.1/24");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ipv6Prefix(Ipv6Address.LOOPBACK, 64))
        .withMessage("host bits set: ::1/64");
  }
}
