package vethlab.userland.nettools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.socket.Endpoint;
import vethlab.simulator.socket.UdpSocket;
import vethlab.simulator.socket.tcp.TcpSocket;
import vethlab.userland.iproute.TestHost;

/// A listener at port 41234 with one connection from the host itself, and a UDP socket at 5003:
/// lines as net-tools 2.10 prints them on Linux 6.1 while `nc -l 41234` talks with its client.
class NetstatTest {

  private static final String HEADING =
      "Proto Recv-Q Send-Q Local Address           Foreign Address         State      \n";
  private static final String LISTENER =
      "tcp        0      0 0.0.0.0:41234           0.0.0.0:*               LISTEN     \n";
  private static final String UDP =
      "udp        0      0 127.0.0.1:5003          0.0.0.0:*                          \n";

  private final TestHost host = new TestHost(1);

  NetstatTest() {
    host.run("ip link set lo up");
    TcpSocket listener = host.namespace().sockets().tcp().open();
    listener.bind(new Endpoint(Ipv4Address.ANY, 41234));
    listener.listen(1);
    TcpSocket client = host.namespace().sockets().tcp().open();
    client.bind(new Endpoint(Ipv4Address.LOOPBACK, 45122));
    client.connect(new Endpoint(Ipv4Address.LOOPBACK, 41234));
    UdpSocket udp = host.namespace().sockets().udp().open();
    udp.bind(new Endpoint(Ipv4Address.LOOPBACK, 5003));
    host.run("sleep 1");
    Objects.requireNonNull(listener.accept());
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void all_sockets_are_listed_by_protocol() {
    String output = host.run("netstat -tuan").output();
    assertThat(output)
        .startsWith("Active Internet connections (servers and established)\n" + HEADING + LISTENER)
        .contains(
            "tcp        0      0 127.0.0.1:45122         127.0.0.1:41234         ESTABLISHED\n")
        .contains(
            "tcp        0      0 127.0.0.1:41234         127.0.0.1:45122         ESTABLISHED\n")
        .endsWith(UDP);
  }

  @Test
  void servers_alone_are_listed_with_l() {
    assertThat(host.run("netstat -tln").output())
        .isEqualTo("Active Internet connections (only servers)\n" + HEADING + LISTENER);
  }

  @Test
  void unix_sockets_have_a_heading_of_their_own() {
    assertThat(host.run("netstat -x").output())
        .isEqualTo(
            """
            Active UNIX domain sockets (w/o servers)
            Proto RefCnt Flags       Type       State         I-Node   Path
            """);
  }

  @Test
  void an_unknown_option_is_answered_with_the_usage() {
    TestHost.Result result = host.run("netstat -z");
    assertThat(result.status()).isEqualTo(3);
    assertThat(result.errors())
        .startsWith("netstat: invalid option -- 'z'\nusage: netstat [-vWeenNcCF] [<Af>] -r")
        .contains("  -l, --listening          display listening server sockets\n");
  }
}
