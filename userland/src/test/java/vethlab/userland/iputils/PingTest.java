package vethlab.userland.iputils;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.process.Signal;
import vethlab.userland.testing.Transcript;
import vethlab.userland.testing.Workplace;

/// Two hosts on one cable: 10.0.0.1 and fd00::1 on `v1` here, 10.0.0.2 and fd00::2 on the other
/// side; lo is up on both. What is expected was recorded from iputils 20221126 on Linux 6.1.
///
/// Measured times are written `T`.
class PingTest {

  private final Workplace place = new Workplace();

  @BeforeEach
  void connect() {
    NetworkNamespace here = place.root();
    Workplace.Running other = place.start("unshare -n sleep 100000");
    place.pass(Duration.ofMillis(10));
    NetworkNamespace there = other.process().network();
    place.connect(here, "v1", there, "v2");
    place.address(here, "lo", "127.0.0.1/8");
    place.address(there, "lo", "127.0.0.1/8");
    place.address(here, "v1", "10.0.0.1/24");
    place.address(there, "v2", "10.0.0.2/24");
    place.address(here, "v1", "fd00::1/64");
    place.address(there, "v2", "fd00::2/64");
    place.pass(Duration.ofSeconds(3));
  }

  @AfterEach
  void close() {
    place.close();
  }

  private static String masked(String text) {
    return text.replaceAll("time=[0-9.]+ ms", "time=T")
        .replaceAll(", time [0-9]+ms", ", time T")
        .replaceAll("= [0-9./]+ ms", "= T")
        .replaceAll("ipg/ewma [0-9./]+ ms", "ipg/ewma T")
        .replaceAll("fe80::[0-9a-f:]+%", "LL%");
  }

  /// `~` ends a line, `S` stands for the three lines of the statistics with one reply and no loss,
  /// `F` for those with one request and no reply.
  @ParameterizedTest(name = "ping {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -c1 10.0.0.2 | PING 10.0.0.2 (10.0.0.2) 56(84) bytes of data.~64 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=T~S10.0.0.2
          10.0.0.2 -c1 | PING 10.0.0.2 (10.0.0.2) 56(84) bytes of data.~64 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=T~S10.0.0.2
          -qc1 10.0.0.1 | PING 10.0.0.1 (10.0.0.1) 56(84) bytes of data.~S10.0.0.1
          -c1 127.0.0.1 | PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.~64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=T~S127.0.0.1
          -c1 0 | PING 0 (127.0.0.1) 56(84) bytes of data.~64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=T~S0
          -c1 10.2 | PING 10.2 (10.0.0.2) 56(84) bytes of data.~64 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=T~S10.2
          -c1 -4 localhost | PING localhost (127.0.0.1) 56(84) bytes of data.~64 bytes from localhost (127.0.0.1): icmp_seq=1 ttl=64 time=T~Slocalhost
          -c1 -4 -n localhost | PING localhost (127.0.0.1) 56(84) bytes of data.~64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=T~Slocalhost
          -c1 -s 1473 10.0.0.2 | PING 10.0.0.2 (10.0.0.2) 1473(1501) bytes of data.~1481 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=T~S10.0.0.2
          -c1 -M do -s 1472 10.0.0.2 | PING 10.0.0.2 (10.0.0.2) 1472(1500) bytes of data.~1480 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=T~S10.0.0.2
          -c1 -I v1 10.0.0.2 | PING 10.0.0.2 (10.0.0.2) from 10.0.0.1 v1: 56(84) bytes of data.~64 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=T~S10.0.0.2
          -c1 -I 10.0.0.1 10.0.0.2 | PING 10.0.0.2 (10.0.0.2) from 10.0.0.1 : 56(84) bytes of data.~64 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=T~S10.0.0.2
          -c1 -B 10.0.0.2 | PING 10.0.0.2 (10.0.0.2) from 10.0.0.1 : 56(84) bytes of data.~64 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=T~S10.0.0.2
          -c1 -t 5 -Q 0x10 -m 5 -r 10.0.0.2 | PING 10.0.0.2 (10.0.0.2) 56(84) bytes of data.~64 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=T~S10.0.0.2
          -c1 -w 1 10.0.0.2 | PING 10.0.0.2 (10.0.0.2) 56(84) bytes of data.~64 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=T~S10.0.0.2
          -w 1 10.0.0.2 | PING 10.0.0.2 (10.0.0.2) 56(84) bytes of data.~64 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=T~S10.0.0.2
          -c1 -p ff 10.0.0.2 | PATTERN: 0xff~PING 10.0.0.2 (10.0.0.2) 56(84) bytes of data.~64 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=T~S10.0.0.2
          -c1 -D -q 10.0.0.2 | PING 10.0.0.2 (10.0.0.2) 56(84) bytes of data.~S10.0.0.2
          -c1 -W1 -I lo 10.0.0.2 | 2> ping: Warning: source address might be selected on device other than: lo~PING 10.0.0.2 (10.0.0.2) from 10.0.0.1 lo: 56(84) bytes of data.~F10.0.0.2
          -c1 -b -W1 10.0.0.255 | 2> WARNING: pinging broadcast address~PING 10.0.0.255 (10.0.0.255) 56(84) bytes of data.~F10.0.0.255
          -c1 10.0.0.9 | PING 10.0.0.9 (10.0.0.9) 56(84) bytes of data.~From 10.0.0.1 icmp_seq=1 Destination Host Unreachable~~--- 10.0.0.9 ping statistics ---~1 packets transmitted, 0 received, +1 errors, 100% packet loss, time T [1]
          -c1 -W1 10.0.0.9 | PING 10.0.0.9 (10.0.0.9) 56(84) bytes of data.~F10.0.0.9
          -c1 -I v1 10.0.0.9 | PING 10.0.0.9 (10.0.0.9) from 10.0.0.1 v1: 56(84) bytes of data.~F10.0.0.9
          -c1 fd00::2 | PING fd00::2(fd00::2) 56 data bytes~64 bytes from fd00::2: icmp_seq=1 ttl=64 time=T~Sfd00::2
          -c1 -I v1 fd00::2 | PING fd00::2(fd00::2) from fd00::1 v1: 56 data bytes~64 bytes from fd00::2: icmp_seq=1 ttl=64 time=T~Sfd00::2
          -c1 -I fd00::1 fd00::2 | PING fd00::2(fd00::2) from fd00::1 : 56 data bytes~64 bytes from fd00::2: icmp_seq=1 ttl=64 time=T~Sfd00::2
          -c1 -s 1500 fd00::2 | PING fd00::2(fd00::2) 1500 data bytes~1508 bytes from fd00::2: icmp_seq=1 ttl=64 time=T~Sfd00::2
          -c1 ff02::1%v1 | PING ff02::1%v1(ff02::1%v1) 56 data bytes~64 bytes from LL%v1: icmp_seq=1 ttl=64 time=T~Sff02::1%v1
          -c1 fe80::1%v1 | PING LL%v1(LL%v1) 56 data bytes~From LL%v1 icmp_seq=1 Destination unreachable: Address unreachable~~--- LL%v1 ping statistics ---~1 packets transmitted, 0 received, +1 errors, 100% packet loss, time T [1]
          -c1 fd00::9 | PING fd00::9(fd00::9) 56 data bytes~From fd00::1 icmp_seq=1 Destination unreachable: Address unreachable~~--- fd00::9 ping statistics ---~1 packets transmitted, 0 received, +1 errors, 100% packet loss, time T [1]
          -c1 -M do -s 1473 10.0.0.2 | 2> ping: local error: message too long, mtu=1500~PING 10.0.0.2 (10.0.0.2) 1473(1501) bytes of data.~~--- 10.0.0.2 ping statistics ---~1 packets transmitted, 0 received, +1 errors, 100% packet loss, time T [1]
          -c1 -M do -s 1453 fd00::2 | 2> ping: local error: message too long, mtu: 1500~PING fd00::2(fd00::2) 1453 data bytes~~--- fd00::2 ping statistics ---~1 packets transmitted, 0 received, +1 errors, 100% packet loss, time T [1]
          10.0.0.255 -c1 | 2> ping: Do you want to ping broadcast? Then -b. If not, check your local firewall rules [2]
          -c1 10.1.0.2 | 2> ping: connect: Network is unreachable [2]
          -c1 fd00:1::2 | 2> ping: connect: Network is unreachable [2]
          -c1 224.0.0.1 | 2> ping: connect: Network is unreachable [2]
          -c1 -I 10.0.0.9 10.0.0.2 | 2> ping: bind: Cannot assign requested address [2]
          -c1 -I fd00::9 fd00::2 | 2> ping: bind icmp socket: Cannot assign requested address [2]
          -c1 -I nodev 10.0.0.2 | 2> ping: SO_BINDTODEVICE nodev: No such device [2]
          -c1 -6 10.0.0.2 | 2> ping: 10.0.0.2: Address family for hostname not supported [2]
          -c1 -4 fd00::2 | 2> ping: fd00::2: Address family for hostname not supported [2]
          -c1 nonexistent | 2> ping: nonexistent: Temporary failure in name resolution [2]
          -c1 300.1.1.1 | 2> ping: 300.1.1.1: Temporary failure in name resolution [2]
          -c1 fd00::2%v1 | 2> ping: fd00::2%v1: Name or service not known [2]
          -c 0 10.0.0.2 | 2> ping: invalid argument: '0': out of range: 1 <= value <= 9223372036854775807 [1]
          -c abc 10.0.0.2 | 2> ping: invalid argument: 'abc' [1]
          -t 256 10.0.0.2 | 2> ping: invalid argument: '256': out of range: 0 <= value <= 255 [1]
          -t 0 10.0.0.2 | 2> ping: cannot set unicast time-to-live: Invalid argument [2]
          -p zz 10.0.0.2 | 2> ping: patterns must be specified as hex digits: zz [2]
          -M foo 10.0.0.2 | 2> ping: invalid -M argument: foo [2]
          '' | 2> ping: usage error: Destination address required [1]
          """)
  void says(String arguments, String said) {
    String expected =
        said.replaceFirst(
                "S([^~ ]+)$",
                "~--- $1 ping statistics ---~1 packets transmitted, 1 received, 0% packet loss, time"
                    + " T~rtt min/avg/max/mdev = T")
            .replaceFirst(
                "F([^~ ]+)$",
                "~--- $1 ping statistics ---~1 packets transmitted, 0 received, 100% packet loss,"
                    + " time T [1]");
    String result = masked(Transcript.of(place.run("ping " + arguments)));
    assertThat(result.replace("~ [", " [")).isEqualTo(expected);
  }

  @Test
  void requests_waiting_for_an_address_fail_together() {
    assertThat(masked(place.run("ping -c3 10.0.0.9").out()))
        .isEqualTo(
            """
            PING 10.0.0.9 (10.0.0.9) 56(84) bytes of data.
            From 10.0.0.1 icmp_seq=1 Destination Host Unreachable
            From 10.0.0.1 icmp_seq=2 Destination Host Unreachable
            From 10.0.0.1 icmp_seq=3 Destination Host Unreachable

            --- 10.0.0.9 ping statistics ---
            3 packets transmitted, 0 received, +3 errors, 100% packet loss, time T
            pipe 3
            """);
    assertThat(masked(place.run("ping -c4 -O 10.0.0.10").out()))
        .startsWith(
            """
            PING 10.0.0.10 (10.0.0.10) 56(84) bytes of data.
            no answer yet for icmp_seq=1
            no answer yet for icmp_seq=2
            From 10.0.0.1 icmp_seq=1 Destination Host Unreachable
            From 10.0.0.1 icmp_seq=2 Destination Host Unreachable
            From 10.0.0.1 icmp_seq=3 Destination Host Unreachable
            no answer yet for icmp_seq=3
            From 10.0.0.1 icmp_seq=4 Destination Host Unreachable
            """);
  }

  @Test
  void interval_and_count_decide_how_long_it_takes() {
    var before = place.machine().core().now();
    assertThat(place.output("ping -c3 -i 0.2 10.0.0.2")).contains("3 received, 0% packet loss");
    assertThat(place.machine().core().now().since(before).toMillis()).isBetween(400L, 410L);
  }

  @Test
  void many_at_once_and_flood() {
    assertThat(masked(place.output("ping -c3 -l 3 10.0.0.2")))
        .endsWith(
            """
            3 packets transmitted, 3 received, 0% packet loss, time T
            rtt min/avg/max/mdev = T, pipe 3
            """);
    assertThat(masked(place.output("ping -f -c2 10.0.0.2")))
        .isEqualTo(
            """
            PING 10.0.0.2 (10.0.0.2) 56(84) bytes of data.
            .\b \b.\b \b
            --- 10.0.0.2 ping statistics ---
            2 packets transmitted, 2 received, 0% packet loss, time T
            rtt min/avg/max/mdev = T, ipg/ewma T
            """);
  }

  @Test
  void interrupt_prints_the_statistics() {
    Workplace.Running ping = place.start("ping 10.0.0.2");
    place.pass(Duration.ofMillis(2300));
    ping.process().signal(Signal.SIGINT);
    Workplace.Result result = ping.finish();
    assertThat(result.status()).isZero();
    assertThat(masked(result.out()))
        .endsWith(
            """
            64 bytes from 10.0.0.2: icmp_seq=3 ttl=64 time=T

            --- 10.0.0.2 ping statistics ---
            3 packets transmitted, 3 received, 0% packet loss, time T
            rtt min/avg/max/mdev = T
            """);
  }

  @Test
  void deadline_with_too_few_replies_is_a_failure() {
    assertThat(place.run("ping -c10 -w 2 10.0.0.2").status()).isEqualTo(1);
    assertThat(place.run("ping -w 2 10.0.0.2").status()).isZero();
  }

  @Test
  void status_on_the_way() {
    Workplace.Running ping = place.start("ping -c4 10.0.0.2");
    place.pass(Duration.ofMillis(2300));
    ping.process().signal(Signal.SIGQUIT);
    assertThat(ping.finish().err())
        .matches("\\r3/3 packets, 0% loss, min/avg/ewma/max = [0-9./]+ ms\\n");
  }

  @Test
  void without_lo_the_own_address_does_not_answer() {
    place.root().devices().all().getFirst().close();
    assertThat(place.run("ping -c2 -W1 10.0.0.1").out())
        .contains("2 packets transmitted, 0 received, 100% packet loss");
    assertThat(Transcript.of(place.run("ping -c1 ::1")))
        .isEqualTo("2> ping: connect: Network is unreachable [2]");
  }

  @Test
  void broadcast_is_answered_by_all_who_may() {
    place.output("sysctl -qw net.ipv4.icmp_echo_ignore_broadcasts=0");
    place.output("nsenter -t 1001 -n sysctl -qw net.ipv4.icmp_echo_ignore_broadcasts=0");
    assertThat(masked(place.run("ping -b -c2 10.0.0.255").out()))
        .isEqualTo(
            """
            PING 10.0.0.255 (10.0.0.255) 56(84) bytes of data.
            64 bytes from 10.0.0.1: icmp_seq=1 ttl=64 time=T
            64 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=T
            64 bytes from 10.0.0.1: icmp_seq=2 ttl=64 time=T

            --- 10.0.0.255 ping statistics ---
            2 packets transmitted, 2 received, +1 duplicates, 0% packet loss, time T
            rtt min/avg/max/mdev = T
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "24, 0.024 ms",
    "999, 0.999 ms",
    "1049, 1.05 ms",
    "9994, 9.99 ms",
    "9995, 10.0 ms",
    "99949, 99.9 ms",
    "99950, 100 ms",
    "1234567, 1235 ms"
  })
  void time_has_fewer_decimals_the_longer_it_is(long micros, String text) {
    assertThat(PingStatistics.time(micros)).isEqualTo(text);
  }
}
