package vethlab.simulator.ipv6;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vethlab.simulator.packet.Ipv6Address;

/// From which of its many addresses a host speaks.
///
/// The answers are those of `ip -6 route get` on Linux 6.1.
class SourceAddressSelectionTest {

  private final Ipv6Lab lab = new Ipv6Lab(13);
  private final Ipv6Lab.Host a = lab.host("a");
  private final Ipv6Lab.Host b = lab.host("b");
  private final RouteWords route = new RouteWords(a);

  SourceAddressSelectionTest() {
    lab.cable(a, "v0", b, "v1");
    lab.cable(a, "w0", b, "w1");
    a.up("lo");
    a.up("v0");
    a.up("w0");
    b.up("v1");
    b.up("w1");
    a.addNoDad("2001:db8:1::1", 64, "v0");
    lab.run(Duration.ofSeconds(3));
    for (String address :
        new String[] {
          "2001:db8:1:0:1::1",
          "2001:db8:1::2222:1",
          "fd00:1::1",
          "fd00:2::1",
          "2001:db8:2::1",
          "2002:101:101::1"
        }) {
      a.addNoDad(address, 64, "v0");
    }
    a.addNoDad("2001:db8:3::1", 64, "w0");
    a.add("2001:db8:1::2222:2", 128, "lo");
    a.ipv6.addAddress(
        a.device("v0"),
        Ipv6AddressRequest.add(Ipv6Address.parse("2001:db8:4::1"), 64)
            .withFlags(AddressFlag.NODAD)
            .withLifetimes(Ipv6InterfaceAddress.INFINITE, 0));
    assertThat(route.run("add default dev v0 metric 1")).isEmpty();
    lab.run(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:1::2, v0, 2001:db8:1::2222:1",
    "2001:db8:1:0:1::9, v0, 2001:db8:1::2222:1",
    "2001:db8:1::2222:9, v0, 2001:db8:1::2222:1",
    "2001:db8:1::2222:2, lo, 2001:db8:1::2222:2",
    "fd00:1::9, v0, fd00:1::1",
    "fd00:2::9, v0, fd00:2::1",
    "fd99::1, v0, fd00:2::1",
    "2001:db8:2::9, v0, 2001:db8:2::1",
    "2001:db8:3::9, w0, 2001:db8:3::1",
    "2001:db8:4::9, v0, 2001:db8:2::1",
    "2001:db8:7::1, v0, 2001:db8:2::1",
    "2002:303::1, v0, 2002:101:101::1",
    "2001::9, v0, 2001:db8:2::1",
    "3ffe::1, v0, 2002:101:101::1",
    "fec0::1, v0, fd00:2::1",
    "::ffff:1.2.3.4, v0, 2002:101:101::1",
    "::1.2.3.4, v0, 2002:101:101::1",
    "fe80::9, v0, fe80::ff:fe00:1",
    "ff02::1, v0, fe80::ff:fe00:1",
    "ff05::1, v0, 2001:db8:2::1",
    "ff0e::1, v0, 2001:db8:2::1",
    "2a00::1, v0, 2001:db8:2::1",
  })
  void the_kernel_chooses(String destination, String device, String source) {
    assertThat(route.run("get " + destination)).isEqualTo("dev " + device + " src " + source);
  }
}
