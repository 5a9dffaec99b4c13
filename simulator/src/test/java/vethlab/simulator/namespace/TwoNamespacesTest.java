package vethlab.simulator.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.PacketType;
import vethlab.simulator.device.VethDevice;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.ipv4.AddressRequest;
import vethlab.simulator.machine.Limits;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.packet.ArpPacket;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.packet.MacAddress;
import vethlab.simulator.profile.HostProfile;
import vethlab.simulator.profile.KernelProfile;
import vethlab.simulator.socket.Arrived;
import vethlab.simulator.socket.Endpoint;
import vethlab.simulator.socket.RawSocket;
import vethlab.simulator.socket.UdpSocket;
import vethlab.simulator.socket.tcp.TcpSocket;

/// Two namespaces on one cable, 192.168.5.1/24 on veth11 and 192.168.5.2/24 on veth22, all up for
/// ten seconds: what crosses the cable is what tcpdump shows for the same on a real 6.1.
class TwoNamespacesTest {

  private static final Ipv4Address ONE = Ipv4Address.parse("192.168.5.1");
  private static final Ipv4Address TWO = Ipv4Address.parse("192.168.5.2");

  private final Machine machine =
      new Machine(KernelProfile.LINUX_6_1, HostProfile.BARE, "mytux", 7, Limits.DEFAULT);
  private final NetworkNamespace netns1 = machine.namespaces().createNetwork();
  private final NetworkNamespace netns2 = machine.namespaces().createNetwork();

  TwoNamespacesTest() {
    cable(netns1, netns2);
    machine.run(Duration.ofSeconds(10));
  }

  private static void cable(NetworkNamespace one, NetworkNamespace two) {
    VethDevice veth11 =
        new VethDevice(one.devices(), "veth11", MacAddress.parse("02:00:00:00:00:11"));
    VethDevice veth22 =
        new VethDevice(two.devices(), "veth22", MacAddress.parse("02:00:00:00:00:22"));
    VethDevice.registerPair(veth11, 0, veth22, 0);
    one.ipv4().setAddress(veth11, AddressRequest.add(ONE, 24));
    two.ipv4().setAddress(veth22, AddressRequest.add(TWO, 24));
    veth11.open();
    veth22.open();
  }

  @Test
  void an_echo_request_is_preceded_by_arp_and_answered() {
    List<String> seen = watch(netns1, "veth11");
    assertThat(ping(machine, netns1, TWO)).isNotNull();
    assertThat(seen)
        .containsExactly(
            "out ARP 1", "in ARP 2", "out echo request ttl 64", "in echo reply ttl 64");
  }

  @Test
  void without_lo_a_namespace_does_not_even_reach_itself() {
    assertThat(ping(machine, netns2, TWO)).isNull();
    device(netns2, "lo").open();
    assertThat(ping(machine, netns2, TWO)).isNotNull();
  }

  @Test
  void a_datagram_to_a_closed_port_is_refused_by_icmp() {
    UdpSocket socket = netns1.sockets().udp().open();
    socket.connect(new Endpoint(TWO, 53));
    socket.send(Bytes.ofText("question"));
    machine.run(Duration.ofSeconds(1));
    assertThat(Objects.requireNonNull(socket.takeError()).errno()).isEqualTo(Errno.ECONNREFUSED);
  }

  @Test
  void a_datagram_to_an_open_port_arrives_and_is_answered() {
    UdpSocket server = netns2.sockets().udp().open();
    server.bind(new Endpoint(Ipv4Address.ANY, 53));
    UdpSocket client = netns1.sockets().udp().open();
    client.connect(new Endpoint(TWO, 53));
    client.send(Bytes.ofText("question"));
    machine.run(Duration.ofSeconds(1));
    Arrived question = Objects.requireNonNull(server.receive());
    assertThat(question.data().toText()).isEqualTo("question");
    server.sendTo(question.from(), Bytes.ofText("answer"));
    machine.run(Duration.ofSeconds(1));
    assertThat(Objects.requireNonNull(client.receive()).data().toText()).isEqualTo("answer");
  }

  @Test
  void lines_cross_a_tcp_connection() {
    TcpSocket listener = netns1.sockets().tcp().open();
    listener.bind(new Endpoint(Ipv4Address.ANY, 41234));
    listener.listen(1);
    TcpSocket client = netns2.sockets().tcp().open();
    client.connect(new Endpoint(ONE, 41234));
    machine.run(Duration.ofSeconds(1));
    assertThat(client.isConnected()).isTrue();
    TcpSocket server = Objects.requireNonNull(listener.accept());
    byte[] alpha = "alpha\n".getBytes(StandardCharsets.UTF_8);
    assertThat(client.write(alpha, 0, alpha.length)).isEqualTo(6);
    machine.run(Duration.ofSeconds(1));
    assertThat(server.read(100))
        .isInstanceOfSatisfying(
            FileDescription.Read.Data.class, data -> assertThat(data.octets()).isEqualTo(alpha));
  }

  @Test
  void a_neighbour_that_does_not_answer_makes_the_host_unreachable_after_three_seconds() {
    device(netns1, "lo").open(); // over which the host tells itself
    RawSocket socket = netns1.sockets().raw().open(RawSocket.Family.IPV4, IpProtocol.ICMP);
    socket.setHearsErrors(true);
    socket.send("echo request", Ipv4Address.parse("192.168.5.9"), request());
    machine.run(Duration.ofMillis(2900));
    assertThat(socket.takeError()).isNull();
    machine.run(Duration.ofMillis(400));
    assertThat(Objects.requireNonNull(socket.takeError()).errno()).isEqualTo(Errno.EHOSTUNREACH);
  }

  @Test
  void there_is_no_way_to_a_foreign_network() {
    RawSocket socket = netns1.sockets().raw().open(RawSocket.Family.IPV4, IpProtocol.ICMP);
    assertThatThrownBy(() -> socket.send("echo", Ipv4Address.parse("10.0.0.1"), request()))
        .hasMessage("Network is unreachable");
  }

  @Test
  void a_copy_of_the_machine_answers_alike_and_leaves_the_original_alone() {
    long frames = device(netns1, "veth11").statistics().txPackets();
    Machine copy = machine.copy();
    NetworkNamespace copied = copy.namespaces().all().get(1);
    List<String> there = watch(copied, "veth11");
    assertThat(ping(copy, copied, TWO)).isNotNull();
    assertThat(device(netns1, "veth11").statistics().txPackets()).isEqualTo(frames);
    List<String> here = watch(netns1, "veth11");
    assertThat(ping(machine, netns1, TWO)).isNotNull();
    assertThat(here).isEqualTo(there);
  }

  private static @Nullable Arrived ping(Machine on, NetworkNamespace from, Ipv4Address to) {
    RawSocket socket = from.sockets().raw().open(RawSocket.Family.IPV4, IpProtocol.ICMP);
    try {
      socket.send("echo request", to, request());
      on.run(Duration.ofSeconds(4));
      return socket.receive();
    } finally {
      socket.release();
    }
  }

  private static IcmpMessage request() {
    return new IcmpMessage.Echo(true, 1, 1, Bytes.of(new byte[56]));
  }

  private static NetDevice device(NetworkNamespace namespace, String name) {
    return Objects.requireNonNull(namespace.devices().find(name));
  }

  /// Router solicitations, which come at times of their own, are left out.
  private static List<String> watch(NetworkNamespace namespace, String name) {
    List<String> seen = new ArrayList<>();
    device(namespace, name)
        .addTap((where, type, frame) -> {
          if (!(frame.payload() instanceof Ipv6Packet)) {
            seen.add((type == PacketType.OUTGOING ? "out " : "in ") + describe(frame));
          }
        });
    return seen;
  }

  private static String describe(EthernetFrame frame) {
    return switch (frame.payload()) {
      case ArpPacket arp -> "ARP " + arp.operation();
      case Ipv4Packet packet when packet.transport() instanceof IcmpMessage.Echo echo ->
          (echo.request() ? "echo request" : "echo reply") + " ttl " + packet.ttl();
      default -> frame.payload().getClass().getSimpleName();
    };
  }
}
