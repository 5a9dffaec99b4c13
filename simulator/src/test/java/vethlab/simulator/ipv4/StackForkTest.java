package vethlab.simulator.ipv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.ipv4.Ipv4Lab.Host;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Packet;

/// A copy of a machine goes on exactly as the machine itself would have, and neither notices the
/// other, whatever was under way: neighbours in all states, packets that wait for them, group
/// reports, addresses that age, learned routes and path MTUs, half a packet, proxies, rules.
class StackForkTest {

  @Test
  void a_copy_goes_on_as_the_original() {
    Ipv4Lab untouched = busy();
    List<String> expected = goOn(untouched);
    Ipv4Lab original = busy();
    Ipv4Lab copy = original.copy();
    assertThat(goOn(original)).isEqualTo(expected);
    assertThat(goOn(copy)).isEqualTo(expected);
  }

  @Test
  void a_copy_of_a_copy_does_not_notice_that_both_are_torn_down() {
    Ipv4Lab original = busy();
    Ipv4Lab copy = original.copy();
    Ipv4Lab second = copy.copy();
    original.host("a").ipv4.flushLearnedRoutes();
    original.host("a").set("ip link set v down");
    original.host("r").set("sysctl -w net.ipv4.ip_forward=0");
    copy.host("q").set("ip addr del 10.0.0.3/24 dev v");
    original.run(10);
    copy.run(10);
    assertThat(goOn(second)).isEqualTo(goOn(busy()));
  }

  /// `a`, `r` and `q` on a bridge; behind `q` there is `z` over a link of 1000 octets.
  private static Ipv4Lab busy() {
    Ipv4Lab lab = new Ipv4Lab(3);
    Host root = lab.host("root");
    lab.bridge(root, "br0");
    int number = 1;
    for (String name : List.of("a", "r", "q")) {
      Host each = lab.host(name);
      each.set("ip link set lo up\nsysctl -w net.ipv4.ip_forward=1");
      lab.plug(each, "v", root, "br0", "p" + number);
      lab.watch(each, "v");
      Ipv4Lab.up(each, "v", "10.0.0." + number++ + "/24");
    }
    Host a = lab.host("a");
    Host q = lab.host("q");
    Host z = lab.host("z");
    z.set("ip link set lo up");
    lab.cable(q, "qz", z, "zq");
    Ipv4Lab.up(q, "qz", "10.5.0.1/24");
    Ipv4Lab.up(z, "zq", "10.5.0.2/24");
    z.set("ip route add default via 10.5.0.1");
    q.set("ip link set qz mtu 1000\nip neigh add proxy 10.0.0.77 dev v");
    lab.host("r").set("ip route add 10.5.0.0/16 via 10.0.0.3");
    a.set(
        """
        ip route add default via 10.0.0.2
        ip rule add from 10.0.0.1 to 10.8.0.0/16 lookup 77
        ip route add prohibit default table 77
        ip addr add 10.6.0.1/24 dev v valid_lft 30 preferred_lft 20
        ip neigh add 10.0.0.50 lladdr 02:00:00:00:00:50 dev v nud permanent
        ip neigh add 10.0.0.51 lladdr 02:00:00:00:00:51 dev v nud stale\
        """);
    lab.run(6);
    a.ping("10.5.0.2", 1);
    lab.run(1.1);
    a.ping("10.5.0.2", 2);
    lab.run(1.1);
    a.ipv4.send(
        Ipv4Request.to(Ipv4Address.parse("10.5.0.2"), big(4))
            .fragmentation(Ipv4Request.Fragmentation.FORBIDDEN)
            .build());
    lab.run(0.1);
    a.ipv4.joinGroup(a.device("v"), Ipv4Address.parse("239.1.2.3"));
    a.ping("10.0.0.99", 5);
    a.ping("10.0.0.51", 6);
    a.ping("10.0.0.77", 7);
    half(lab, a, q);
    assertThat(a.ipv4.learnedRoutes()).isNotEmpty();
    assertThat(a.run("ip neigh show")).contains("INCOMPLETE", "DELAY", "PERMANENT");
    return lab;
  }

  private static IcmpMessage.Echo big(int sequence) {
    return new IcmpMessage.Echo(true, 7, sequence, Bytes.of(new byte[1400]));
  }

  /// `q` gets the first two pieces of an echo request.
  private static void half(Ipv4Lab lab, Host a, Host q) {
    Ipv4Packet packet =
        Ipv4Packet.of(Ipv4Address.parse("10.0.0.1"), Ipv4Address.parse("10.0.0.3"), 64, big(8))
            .withIdentification(99, false);
    NetDevice device = a.device("v");
    for (Ipv4Packet piece : Fragmenter.split(packet, 600).subList(0, 2)) {
      device.send(
          new SocketBuffer(
              EthernetFrame.of(device.address(), q.device("v").address(), piece), device, null));
    }
    lab.run(0.05);
  }

  /// What happens in the next minutes, in the words of all who watch, and what is known at the end.
  private static List<String> goOn(Ipv4Lab lab) {
    List<String> seen = new ArrayList<>();
    Host a = lab.host("a");
    for (int i = 10; i < 30; i++) {
      a.ping("10.5.0.2", i);
      a.ping("10.8.0.1", i);
      lab.run(1.7);
      seen.add(a.run("ip neigh show"));
    }
    lab.run(60);
    for (String name : List.of("a", "r", "q", "z")) {
      Host host = lab.host(name);
      seen.addAll(host.raw.heard);
      seen.add(host.run("ip addr show dev " + (name.equals("z") ? "zq" : "v")));
      seen.add(host.run("ip route show table local"));
      seen.add(host.run("ip neigh show"));
    }
    seen.add(a.run("ip route get 10.5.0.2"));
    seen.addAll(lab.frames());
    assertThat(seen).hasSizeGreaterThan(100);
    return seen;
  }
}
