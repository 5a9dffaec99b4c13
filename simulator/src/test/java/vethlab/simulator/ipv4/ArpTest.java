package vethlab.simulator.ipv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.ipv4.Ipv4Lab.Host;
import vethlab.simulator.packet.ArpPacket;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.MacAddress;

/// A router `r` with 10.0.0.1 on ra and 10.0.1.1 on rb; ARP packets come in on ra from `a`, a bare
/// cable end at 02:…:02.
///
/// Expected answers are those of Linux 6.1 to `arping` of iputils 20221126:
///
/// ```
/// ip netns add a; ip netns add r; ip link add ra netns r type veth peer name va netns a
/// ip -n r addr add 10.0.0.1/24 dev ra; ip -n r link set ra up; …
/// ip netns exec a arping -c1 -w1 -I va 10.0.1.1
/// ```
class ArpTest {

  private static final MacAddress A = new MacAddress(0x0200_0000_0002L);

  private final Ipv4Lab lab = new Ipv4Lab();
  private final Host a = lab.host("a");
  private final Host r = lab.host("r");
  private final Host b = lab.host("b");

  @BeforeEach
  void cables() {
    lab.cable(r, "ra", a, "va");
    lab.cable(r, "rb", b, "vb");
    a.set("ip link set va up");
    b.set("ip link set vb up");
    Ipv4Lab.up(r, "ra", "10.0.0.1/24");
    Ipv4Lab.up(r, "rb", "10.0.1.1/24");
    lab.run(3);
    lab.watch(a, "va");
  }

  @Test
  void any_address_of_the_host_is_answered_on_any_device() {
    assertThat(ask("10.0.0.2", "10.0.0.1")).containsExactly("10.0.0.1 is-at 01");
    assertThat(ask("10.0.0.2", "10.0.1.1")).containsExactly("10.0.1.1 is-at 01");
    assertThat(ask("10.0.0.2", "10.0.1.2")).isEmpty();
    assertThat(ask("10.0.0.2", "10.0.0.3")).isEmpty();
  }

  @Test
  void arp_ignore_narrows_what_is_answered() {
    r.set("sysctl -w net.ipv4.conf.all.arp_ignore=1");
    assertThat(ask("10.0.0.2", "10.0.1.1")).isEmpty();
    assertThat(ask("10.0.0.2", "10.0.0.1")).containsExactly("10.0.0.1 is-at 01");
    r.set("sysctl -w net.ipv4.conf.all.arp_ignore=2");
    assertThat(ask("10.9.9.9", "10.0.0.1")).isEmpty();
    assertThat(ask("10.0.0.2", "10.0.0.1")).containsExactly("10.0.0.1 is-at 01");
    r.set("sysctl -w net.ipv4.conf.ra.arp_ignore=8");
    assertThat(ask("10.0.0.2", "10.0.0.1")).isEmpty();
  }

  @Test
  void proxy_answers_after_a_while_and_at_once_when_asked_alone() {
    r.set("sysctl -w net.ipv4.ip_forward=1\nsysctl -w net.ipv4.conf.ra.proxy_arp=1");
    send(MacAddress.BROADCAST, request("10.0.0.2", "10.0.1.2"));
    lab.run(0.8);
    assertThat(answers()).containsExactly("10.0.1.2 is-at 01");
    send(new MacAddress(0x0200_0000_0001L), request("10.0.0.2", "10.0.1.2"));
    lab.run(0.001);
    assertThat(answers()).containsExactly("10.0.1.2 is-at 01");
    send(MacAddress.BROADCAST, request("10.0.0.2", "10.0.0.77"));
    lab.run(2);
    assertThat(answers()).isEmpty();
  }

  @Test
  void a_proxy_entry_stands_in_for_one_address() {
    r.set("sysctl -w net.ipv4.ip_forward=1");
    r.set("ip neigh add proxy 10.0.1.2 dev ra");
    send(MacAddress.BROADCAST, request("10.0.0.2", "10.0.1.2"));
    send(MacAddress.BROADCAST, request("10.0.0.2", "10.0.1.3"));
    lab.run(2);
    assertThat(answers()).containsExactly("10.0.1.2 is-at 01");
  }

  @Test
  void a_probe_for_duplicates_is_answered_and_teaches_nothing() {
    assertThat(ask("0.0.0.0", "10.0.0.1")).containsExactly("10.0.0.1 is-at 01");
    assertThat(r.run("ip neigh")).isEmpty();
  }

  @Test
  void an_asker_is_learned_and_an_announcement_only_if_known_or_wanted() {
    send(MacAddress.BROADCAST, request("10.0.0.5", "10.0.0.5"));
    lab.run(0.1);
    assertThat(r.run("ip neigh")).isEmpty();
    ask("10.0.0.5", "10.0.0.1");
    assertThat(r.run("ip neigh")).isEqualTo("10.0.0.5 dev ra lladdr 02:00:00:00:00:02 STALE");
    r.set("sysctl -w net.ipv4.conf.all.arp_accept=1");
    send(MacAddress.BROADCAST, request("10.0.0.6", "10.0.0.6"));
    lab.run(0.1);
    assertThat(r.run("ip neigh"))
        .isEqualTo(
            "10.0.0.5 dev ra lladdr 02:00:00:00:00:02 STALE\n"
                + "10.0.0.6 dev ra lladdr 02:00:00:00:00:02 STALE");
  }

  /// Of two answers within a second the first one counts (`locktime`); an announcement always does.
  @Test
  void a_second_answer_is_not_believed_at_once() {
    ask("10.0.0.5", "10.0.0.1");
    MacAddress other = new MacAddress(0x0200_0000_0099L);
    lab.run(0.5);
    send(
        new MacAddress(0x0200_0000_0001L),
        new ArpPacket(ArpPacket.REPLY, other, ip("10.0.0.5"), A, ip("10.0.0.1")));
    lab.run(0.1);
    assertThat(r.run("ip neigh")).contains("lladdr 02:00:00:00:00:02");
    lab.run(1);
    send(
        new MacAddress(0x0200_0000_0001L),
        new ArpPacket(ArpPacket.REPLY, other, ip("10.0.0.5"), A, ip("10.0.0.1")));
    lab.run(0.1);
    assertThat(r.run("ip neigh")).isEqualTo("10.0.0.5 dev ra lladdr 02:00:00:00:00:99 REACHABLE");
    send(MacAddress.BROADCAST, request("10.0.0.5", "10.0.0.5"));
    lab.run(0.1);
    assertThat(r.run("ip neigh")).isEqualTo("10.0.0.5 dev ra lladdr 02:00:00:00:00:02 STALE");
  }

  @Test
  void a_new_mac_is_announced_where_that_is_wanted() {
    r.set("sysctl -w net.ipv4.conf.ra.arp_notify=1");
    r.set("ip link set ra address 02:00:00:00:00:55");
    lab.run(0.1);
    assertThat(lab.frames()).containsExactly("3.000 va < who-has 10.0.0.1 tell 10.0.0.1");
  }

  /// `arp_announce` 2: the source of the waiting packet, which is of another link, is not told.
  @Test
  void questions_tell_the_source_of_the_packet_unless_told_otherwise() {
    r.ping("10.0.0.9", 1, how -> how.source(ip("10.0.1.1")));
    lab.run(0.1);
    r.set("sysctl -w net.ipv4.conf.all.arp_announce=2");
    r.ping("10.0.0.8", 1, how -> how.source(ip("10.0.1.1")));
    lab.run(0.1);
    assertThat(lab.frames())
        .containsExactly(
            "3.000 va < who-has 10.0.0.9 tell 10.0.1.1",
            "3.100 va < who-has 10.0.0.8 tell 10.0.0.1");
  }

  private List<String> ask(String sender, String target) {
    send(MacAddress.BROADCAST, request(sender, target));
    lab.run(0.1);
    return answers();
  }

  private List<String> answers() {
    return lab.frames().stream()
        .filter(line -> line.contains("va < ") && line.contains("is-at"))
        .map(line -> line.substring(line.indexOf("< ") + 2))
        .toList();
  }

  private static ArpPacket request(String sender, String target) {
    return ArpPacket.request(A, ip(sender), ip(target));
  }

  private void send(MacAddress destination, ArpPacket arp) {
    NetDevice va = a.device("va");
    va.send(new SocketBuffer(EthernetFrame.of(destination, A, arp), va, null));
  }

  private static Ipv4Address ip(String text) {
    return Ipv4Address.parse(text);
  }
}
