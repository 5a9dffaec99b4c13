package vethlab.simulator.ipv6;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vethlab.simulator.device.DeviceFlags;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.fib.Route;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.MacAddress;

/// Namespaces a (v0) and b (v1) with a cable between them, both up for a while: what becomes of
/// addresses.
///
/// What is listed and sent, and in which order, is what Linux 6.1 listed and sent in the same
/// situation.
class AddressLifeTest {

  private static final String LL1 = "fe80::7cd2:efff:fe26:29e9";
  private static final String LL2 = "fe80::40bf:4dff:fece:5a1b";

  private final Ipv6Lab lab = new Ipv6Lab(4);
  private final Ipv6Lab.Host a = lab.host("a");
  private final Ipv6Lab.Host b = lab.host("b");

  @BeforeEach
  void build() {
    lab.cable(a, "v0", b, "v1");
    a.device("v0").setAddress(MacAddress.parse("7e:d2:ef:26:29:e9"));
    b.device("v1").setAddress(MacAddress.parse("42:bf:4d:ce:5a:1b"));
    a.up("lo");
    b.up("lo");
    a.up("v0");
    b.up("v1");
    seconds(4);
    lab.seen.clear();
  }

  private void seconds(int seconds) {
    lab.run(Duration.ofSeconds(seconds));
  }

  /// What left by a device but for router solicitations, which come at any time.
  private List<String> sent(String device) {
    return lab.sent(device).stream().filter(each -> !each.endsWith("router?")).toList();
  }

  private List<String> reports(String device) {
    return lab.sent(device).stream().filter(each -> each.contains(" report ")).toList();
  }

  private static String report(String source, String records) {
    return source + " > ff02::16 report " + records;
  }

  // ---- Somebody else has it ----

  @Test
  void an_address_that_the_neighbour_has_stays_unusable() {
    a.add("2001:db8::1", 64, "v0");
    seconds(3);
    lab.seen.clear();
    b.add("2001:db8::1", 64, "v1");
    seconds(3);
    assertThat(sent("v1")).contains(":: > ff02::1:ff00:1 who has 2001:db8::1");
    assertThat(sent("v0")).containsExactly("2001:db8::1 > ff02::1 2001:db8::1 is here override");
    assertThat(b.addresses("v1"))
        .containsExactly("2001:db8::1/64 dadfailed tentative", LL2 + "/64");
    assertThat(a.addresses("v0")).containsExactly("2001:db8::1/64", LL1 + "/64");
    assertThat(b.routes(Route.TABLE_LOCAL)).noneMatch(each -> each.contains("LOCAL 2001:"));
    assertThat(b.routes(Route.TABLE_MAIN)).contains("UNICAST 2001:db8::/64 v1 256");
  }

  @Test
  void replacing_a_failed_address_does_not_make_it_usable() {
    a.addNoDad("2001:db8::1", 64, "v0");
    b.add("2001:db8::1", 64, "v1");
    seconds(3);
    b.ipv6.addAddress(
        b.device("v1"), Ipv6AddressRequest.add(Ipv6Address.parse("2001:db8::1"), 64).replacing());
    seconds(3);
    assertThat(b.addresses("v1"))
        .containsExactly("2001:db8::1/64 dadfailed tentative", LL2 + "/64");
  }

  @Test
  void who_asks_later_takes_the_address_from_who_still_waits() {
    a.add("2001:db8::5", 64, "v0");
    while (lab.sent("v0").stream().noneMatch(each -> each.endsWith("who has 2001:db8::5"))) {
      lab.run(Duration.ofMillis(1));
    }
    b.add("2001:db8::5", 64, "v1");
    seconds(3);
    assertThat(a.addresses("v0"))
        .containsExactly("2001:db8::5/64 dadfailed tentative", LL1 + "/64");
    assertThat(b.addresses("v1")).containsExactly("2001:db8::5/64", LL2 + "/64");
  }

  @Test
  void who_has_not_asked_yet_gives_up_when_another_asks() {
    a.add("2001:db8::5", 64, "v0");
    b.add("2001:db8::5", 64, "v1");
    seconds(3);
    List<String> asked =
        lab.seen.stream()
            .filter(each -> each.text().endsWith("who has 2001:db8::5"))
            .map(Ipv6Lab.Seen::device)
            .toList();
    assertThat(asked).containsExactly("v0");
    assertThat(a.addresses("v0")).containsExactly("2001:db8::5/64", LL1 + "/64");
    assertThat(b.addresses("v1"))
        .containsExactly("2001:db8::5/64 dadfailed tentative", LL2 + "/64");
  }

  // ---- Time ----

  @Test
  void a_new_address_has_all_groups_of_the_device_reported_again() {
    a.add("2001:db8::1", 64, "v0");
    seconds(3);
    assertThat(sent("v0"))
        .containsExactlyInAnyOrder(
            report(LL1, "4:ff02::1:ff00:1 4:ff02::1:ff26:29e9"),
            report(LL1, "4:ff02::1:ff00:1 4:ff02::1:ff26:29e9"),
            ":: > ff02::1:ff00:1 who has 2001:db8::1");
  }

  @Test
  void an_address_is_first_preferred_then_deprecated_then_gone() {
    a.ipv6.addAddress(
        a.device("v0"),
        Ipv6AddressRequest.add(Ipv6Address.parse("2001:db8:7::1"), 64).withLifetimes(6, 3));
    lab.run(Duration.ofMillis(2990));
    assertThat(a.addresses("v0")).containsExactly("2001:db8:7::1/64", LL1 + "/64");
    lab.run(Duration.ofMillis(20));
    assertThat(a.addresses("v0")).containsExactly("2001:db8:7::1/64 deprecated", LL1 + "/64");
    lab.run(Duration.ofMillis(2980));
    assertThat(a.addresses("v0")).containsExactly("2001:db8:7::1/64 deprecated", LL1 + "/64");
    lab.run(Duration.ofMillis(20));
    assertThat(a.addresses("v0")).containsExactly(LL1 + "/64");
    // The route has its own end, and is swept up some time after it.
    assertThat(a.routes(Route.TABLE_MAIN)).contains("UNICAST 2001:db8:7::/64 v0 256");
    seconds(61);
    assertThat(a.routes(Route.TABLE_MAIN)).containsExactly("UNICAST fe80::/64 v0 256");
  }

  // ---- Off and on ----

  @Test
  void disabling_removes_everything_and_enabling_tells_of_the_groups_left() {
    a.addNoDad("2001:db8::1", 64, "v0");
    a.addNoDad("2001:db8::5", 64, "v0");
    seconds(3);
    lab.seen.clear();
    a.sysctl("conf/v0/disable_ipv6", "1");
    seconds(2);
    assertThat(a.addresses("v0")).isEmpty();
    assertThat(a.routes(Route.TABLE_MAIN)).isEmpty();
    assertThat(a.routes(Route.TABLE_LOCAL)).containsExactly("LOCAL ::1/128 lo 0");
    assertThat(a.ipv6.groups(a.device("v0")))
        .extracting(each -> each.address().toString())
        .containsExactly("ff02::1", "ff01::1");
    assertThat(sent("v0")).isEmpty();
    assertThat(a.ping("2001:db8::9", 1))
        .isInstanceOfSatisfying(
            Ipv6Sent.Failed.class,
            failed -> assertThat(failed.errno()).isEqualTo(Errno.ENETUNREACH));

    a.sysctl("conf/v0/disable_ipv6", "0");
    assertThat(a.addresses("v0")).containsExactly(LL1 + "/64 tentative");
    seconds(3);
    assertThat(a.addresses("v0")).containsExactly(LL1 + "/64");
    assertThat(reports("v0"))
        .containsExactly(
            report("::", "3:ff02::1:ff00:1 3:ff02::1:ff00:5 4:ff02::1:ff26:29e9"),
            report("::", "3:ff02::1:ff00:1 3:ff02::1:ff00:5 4:ff02::1:ff26:29e9"),
            report(LL1, "4:ff02::1:ff26:29e9"),
            report(LL1, "4:ff02::1:ff26:29e9"));
  }

  @Test
  void without_carrier_addresses_stay_and_routes_are_marked() {
    b.down("v1");
    seconds(1);
    assertThat(a.addresses("v0")).containsExactly(LL1 + "/64");
    assertThat(a.routes(Route.TABLE_MAIN)).containsExactly("UNICAST fe80::/64 v0 linkdown 256");
    assertThat(a.routes(Route.TABLE_LOCAL))
        .containsExactly(
            "LOCAL ::1/128 lo 0",
            "LOCAL " + LL1 + "/128 v0 0",
            "MULTICAST ff00::/8 v0 linkdown 256");
    a.add("2001:db8:8::1", 64, "v0");
    seconds(3);
    assertThat(a.addresses("v0")).containsExactly("2001:db8:8::1/64", LL1 + "/64");
    assertThat(a.routes(Route.TABLE_MAIN))
        .containsExactly(
            "UNICAST 2001:db8:8::/64 v0 linkdown 256", "UNICAST fe80::/64 v0 linkdown 256");

    lab.seen.clear();
    b.up("v1");
    seconds(4);
    assertThat(sent("v0"))
        .containsExactly(
            report(LL1, "4:ff02::1:ff00:1 4:ff02::1:ff26:29e9"),
            report(LL1, "4:ff02::1:ff00:1 4:ff02::1:ff26:29e9"));
    assertThat(a.addresses("v0")).containsExactly("2001:db8:8::1/64", LL1 + "/64");
  }

  @Test
  void down_and_up_makes_a_new_link_local_address_and_forgets_the_others() {
    a.addNoDad("2001:db8::1", 64, "v0");
    a.down("v0");
    assertThat(a.addresses("v0")).isEmpty();
    assertThat(a.routes(Route.TABLE_LOCAL)).containsExactly("LOCAL ::1/128 lo 0");
    a.up("v0");
    seconds(3);
    assertThat(a.addresses("v0")).containsExactly(LL1 + "/64");
  }

  @Test
  void kept_addresses_are_tentative_while_down_and_checked_again() {
    a.addNoDad("2001:db8:7::1", 64, "v0");
    a.add("2001:db8:8::1", 64, "v0");
    seconds(4);
    a.sysctl("conf/v0/keep_addr_on_down", "1");
    a.down("v0");
    assertThat(a.addresses("v0")).containsExactly("2001:db8:8::1/64 tentative", "2001:db8:7::1/64");
    assertThat(a.routes(Route.TABLE_MAIN)).isEmpty();
    seconds(1);
    lab.seen.clear();
    a.up("v0");
    seconds(4);
    assertThat(a.addresses("v0"))
        .containsExactly("2001:db8:8::1/64", "2001:db8:7::1/64", LL1 + "/64");
    assertThat(a.routes(Route.TABLE_MAIN))
        .containsExactly(
            "UNICAST 2001:db8:7::/64 v0 256",
            "UNICAST 2001:db8:8::/64 v0 256",
            "UNICAST fe80::/64 v0 256");
    assertThat(reports("v0"))
        .first()
        .isEqualTo(report("::", "4:ff02::1:ff26:29e9 4:ff02::1:ff00:1"));
    assertThat(sent("v0")).contains(":: > ff02::1:ff00:1 who has 2001:db8:8::1");
    assertThat(sent("v0")).noneMatch(each -> each.endsWith("who has 2001:db8:7::1"));
  }

  // ---- The device changes ----

  @Test
  void another_mac_address_leaves_the_link_local_address_as_it_is() {
    a.device("v0").setAddress(MacAddress.parse("02:11:22:33:44:55"));
    seconds(3);
    assertThat(a.addresses("v0")).containsExactly(LL1 + "/64");
    assertThat(sent("v0")).isEmpty();
  }

  @Test
  void too_small_an_mtu_ends_ipv6_and_a_large_one_begins_it_anew() {
    a.device("v0").setAddress(MacAddress.parse("02:11:22:33:44:55"));
    a.device("v0").setMtu(1200);
    assertThat(a.addresses("v0")).isEmpty();
    assertThat(a.ipv6.sysctls().read("conf/v0/forwarding")).isNull();
    a.device("v0").setMtu(1500);
    seconds(4);
    assertThat(a.addresses("v0")).containsExactly("fe80::11:22ff:fe33:4455/64");
    assertThat(sent("v0"))
        .containsExactlyInAnyOrder(
            report("::", "4:ff02::1:ff33:4455"),
            report("::", "4:ff02::1:ff33:4455"),
            ":: > ff02::1:ff33:4455 who has fe80::11:22ff:fe33:4455",
            report("fe80::11:22ff:fe33:4455", "4:ff02::1:ff33:4455"),
            report("fe80::11:22ff:fe33:4455", "4:ff02::1:ff33:4455"));
  }

  @Test
  void without_neighbours_nothing_is_asked_for() {
    lab.run(Duration.ofSeconds(20));
    lab.seen.clear();
    a.device("v0").setFlag(DeviceFlags.Flag.NO_ARP, true);
    seconds(2);
    assertThat(lab.sent("v0"))
        .containsExactlyInAnyOrder(
            report(LL1, "4:ff02::1:ff26:29e9"),
            report(LL1, "4:ff02::1:ff26:29e9"),
            report(LL1, "4:ff02::1:ff26:29e9"),
            report(LL1, "4:ff02::1:ff26:29e9"),
            LL1 + " > ff02::2 router?");
    assertThat(a.addresses("v0")).containsExactly(LL1 + "/64");
  }
}
