package vethlab.userland.netcat;

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

/// Two hosts on one cable: 10.0.0.1 and fd00::1 here, 10.0.0.2 and fd00::2 in the namespace of
/// process 1001. What is expected was recorded from netcat-openbsd 1.219-1 on Linux 6.1.
class NetcatTest {

  private static final String THERE = "nsenter -t 1001 -n ";

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

  @ParameterizedTest(name = "nc {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10.0.0.2                     | 2> nc: missing port number [1]
          -l                           | 2> nc: missing port number [1]
          -l 5000 -z                   | 2> nc: cannot use -z and -l [1]
          -k 10.0.0.2 5000             | 2> nc: must use -l with -k [1]
          10.0.0.2 0                   | 2> nc: port number too small: 0 [1]
          10.0.0.2 abc                 | 2> nc: port number invalid: abc [1]
          10.0.0.2 70000               | 2> nc: port number too large: 70000 [1]
          -w abc 10.0.0.2 5000         | 2> nc: timeout invalid: abc [1]
          -w -1 10.0.0.2 5000          | 2> nc: timeout too small: -1 [1]
          10.0.0.2 5001                | [1]
          -v 10.0.0.2 5001             | 2> nc: connect to 10.0.0.2 port 5001 (tcp) failed: Connection refused [1]
          -vn 10.0.0.2 5001            | 2> nc: connect to 10.0.0.2 port 5001 (tcp) failed: Connection refused [1]
          -vz 10.0.0.2 20-22           | 2> nc: connect to 10.0.0.2 port 20 (tcp) failed: Connection refused~2> nc: connect to 10.0.0.2 port 21 (tcp) failed: Connection refused~2> nc: connect to 10.0.0.2 port 22 (tcp) failed: Connection refused [1]
          -zv 10.0.0.2 http            | 2> nc: connect to 10.0.0.2 port 80 (tcp) failed: Connection refused [1]
          -zv -4 localhost 5000        | 2> nc: connect to localhost (127.0.0.1) port 5000 (tcp) failed: Connection refused [1]
          -zv nonexistent 5000         | 2> nc: getaddrinfo for host "nonexistent" port 5000: Temporary failure in name resolution [1]
          -zv -n localhost 5000        | 2> nc: getaddrinfo for host "localhost" port 5000: Name or service not known [1]
          -zv 10.0.0.9 5000            | 2> nc: connect to 10.0.0.9 port 5000 (tcp) failed: No route to host [1]
          -zv -w 1 10.0.0.9 5000       | 2> nc: connect to 10.0.0.9 port 5000 (tcp) timed out: Operation now in progress [1]
          -zv 10.9.9.9 5000            | 2> nc: connect to 10.9.9.9 port 5000 (tcp) failed: Network is unreachable [1]
          -4 -N fd00::2 5000           | 2> nc: getaddrinfo for host "fd00::2" port 5000: Address family for hostname not supported [1]
          -s 10.0.0.9 10.0.0.2 5000    | 2> nc: bind failed: Cannot assign requested address [1]
          -zvu 10.0.0.2 5000           | [1]
          -zu 10.0.0.2 5000            | ''
          -V 1 10.0.0.2 5000           | 2> nc: no alternate routing table support available [1]
          """)
  void says(String arguments, String said) {
    assertThat(Transcript.of(place.run("nc " + arguments))).isEqualTo(said);
  }

  @Test
  void text_goes_over_and_the_end_of_one_side_ends_the_listener() {
    Workplace.Running server = place.start(THERE + "nc -lvn 41234");
    place.pass(Duration.ofMillis(10));
    Workplace.Result client = place.run("nc -vN 10.0.0.2 41234", "alpha\nbeta\n");
    assertThat(Transcript.of(client))
        .isEqualTo("2> Connection to 10.0.0.2 41234 port [tcp/*] succeeded!");
    Workplace.Result served = server.finish();
    assertThat(served.out()).isEqualTo("alpha\nbeta\n");
    assertThat(served.err())
        .matches("Listening on 0.0.0.0 41234\nConnection received on 10.0.0.1 [0-9]+\n");
    assertThat(served.status()).isZero();
  }

  @Test
  void without_names_a_verbose_listener_complains() {
    Workplace.Running server = place.start(THERE + "nc -lv 41234");
    place.pass(Duration.ofMillis(10));
    place.run("nc -N 10.0.0.2 41234", "hello\n");
    assertThat(Transcript.of(server.finish()))
        .isEqualTo(
            "2> nc: getnameinfo: Temporary failure in name resolution"
                + "~2> nc: getnameinfo: Temporary failure in name resolution~hello");
  }

  @Test
  void client_waits_for_the_other_side_unless_told_otherwise() {
    Workplace.Running server = place.start(THERE + "nc -l 41234");
    place.pass(Duration.ofMillis(10));
    Workplace.Running client = place.start("nc 10.0.0.2 41234", "hello\n");
    place.pass(Duration.ofSeconds(100));
    assertThat(client.process().isAlive()).isTrue();
    assertThat(server.out()).isEqualTo("hello\n");
    client.process().signal(Signal.SIGINT);
    assertThat(server.finish().status()).isZero();
    assertThat(client.finish().status()).isEqualTo(130);
  }

  @Test
  void time_without_traffic_ends_the_exchange() {
    place.start(THERE + "nc -l 41234");
    place.pass(Duration.ofMillis(10));
    var before = place.machine().core().now();
    assertThat(place.run("nc -w 1 10.0.0.2 41234", "hello\n").status()).isZero();
    assertThat(place.machine().core().now().since(before).toMillis()).isBetween(1000L, 1100L);
  }

  @Test
  void quit_timer_starts_when_both_sides_are_done() {
    place.start(THERE + "nc -l 41234");
    place.pass(Duration.ofMillis(10));
    var before = place.machine().core().now();
    assertThat(place.run("nc -q 1 10.0.0.2 41234", "hello\n").status()).isZero();
    assertThat(place.machine().core().now().since(before).toMillis()).isBetween(1000L, 1100L);
  }

  @Test
  void listener_that_keeps_on_serves_one_after_another() {
    Workplace.Running server = place.start(THERE + "nc -lk 41234");
    place.pass(Duration.ofMillis(10));
    for (String word : new String[] {"one\n", "two\n", "three\n"}) {
      assertThat(place.run("nc -N 10.0.0.2 41234", word).status()).isZero();
    }
    assertThat(server.out()).isEqualTo("one\ntwo\nthree\n");
    assertThat(server.process().isAlive()).isTrue();
  }

  @Test
  void both_sides_talk() {
    Workplace.Running server = place.start(THERE + "nc -lN 41234", "from the server\n");
    place.pass(Duration.ofMillis(10));
    assertThat(place.run("nc 10.0.0.2 41234", "from the client\n").out())
        .isEqualTo("from the server\n");
    assertThat(server.finish().out()).isEqualTo("from the client\n");
  }

  @Test
  void datagrams_go_over() {
    Workplace.Running server = place.start(THERE + "nc -lun 41234");
    place.pass(Duration.ofMillis(10));
    assertThat(place.run("nc -u -w1 10.0.0.2 41234", "hello\n").status()).isZero();
    assertThat(server.out()).isEqualTo("hello\n");
    assertThat(server.process().isAlive()).isTrue();
  }

  @Test
  void verbose_datagrams_begin_with_three_letters() {
    Workplace.Running server = place.start(THERE + "nc -lvun 41234");
    place.pass(Duration.ofMillis(10));
    assertThat(Transcript.of(place.run("nc -vu -w1 10.0.0.2 41234", "hello\n")))
        .isEqualTo("2> Connection to 10.0.0.2 41234 port [udp/*] succeeded!");
    assertThat(server.out()).isEqualTo("XXXhello\n");
    assertThat(server.err())
        .matches("Bound on 0.0.0.0 41234\nConnection received on 10.0.0.1 [0-9]+\n");
  }

  @Test
  void over_ipv6() {
    Workplace.Running server = place.start(THERE + "nc -6 -lvn 41234");
    place.pass(Duration.ofMillis(10));
    assertThat(place.run("nc -N fd00::2 41234", "hello\n").status()).isZero();
    Workplace.Result served = server.finish();
    assertThat(served.out()).isEqualTo("hello\n");
    assertThat(served.err())
        .matches("Listening on :: 41234\nConnection received on fd00::1 [0-9]+\n");
  }

  @Test
  void source_port_and_service_name() {
    Workplace.Running server = place.start(THERE + "nc -l -p 22");
    place.pass(Duration.ofMillis(10));
    assertThat(Transcript.of(place.run("nc -vz -p 6000 -s 10.0.0.1 10.0.0.2 22")))
        .isEqualTo("2> Connection to 10.0.0.2 22 port [tcp/ssh] succeeded!");
    assertThat(server.finish().status()).isZero();
  }

  @Test
  void killed_server_leaves_the_client_waiting_for_input() {
    Workplace.Running server = place.start(THERE + "nc -l 41234");
    place.pass(Duration.ofMillis(10));
    Workplace.Running client = place.startOpen("nc 10.0.0.2 41234");
    place.pass(Duration.ofSeconds(1));
    server.process().signal(Signal.SIGTERM);
    place.pass(Duration.ofSeconds(10));
    assertThat(client.process().isAlive()).isTrue();
  }
}
