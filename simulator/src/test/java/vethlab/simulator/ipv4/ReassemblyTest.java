package vethlab.simulator.ipv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vethlab.simulator.device.NetDevice;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.ipv4.Ipv4Lab.Host;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.packet.IcmpMessage;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv4Packet;
import vethlab.simulator.trace.DropReason;

/// `b` (10.0.0.2) gets the pieces of an echo request of 3000 octets from `a` (10.0.0.1), cut for an
/// MTU of 1000: 976, 976, 976 and 80 octets.
///
/// What becomes of overlaps, repeats and missing pieces is that of RFC 791, 3.2, RFC 5722 and of
/// `inet_frag_queue_insert`: a repeat is dropped, an overlap ends the whole packet.
class ReassemblyTest {

  private final Ipv4Lab lab = new Ipv4Lab();
  private final Host a = lab.host("a");
  private final Host b = lab.host("b");
  private List<Ipv4Packet> pieces = List.of();

  @BeforeEach
  void cable() {
    lab.cable(a, "va", b, "vb");
    a.set("ip link set lo up");
    b.set("ip link set lo up");
    Ipv4Lab.up(a, "va", "10.0.0.1/24");
    Ipv4Lab.up(b, "vb", "10.0.0.2/24");
    lab.run(5);
    a.ping("10.0.0.2", 0);
    lab.run(1);
    a.raw.heard.clear();
    IcmpMessage.Echo echo = new IcmpMessage.Echo(true, 7, 1, Bytes.of(new byte[3000]));
    Ipv4Packet packet =
        Ipv4Packet.of(ip("10.0.0.1"), ip("10.0.0.2"), 64, echo).withIdentification(99, false);
    pieces = Fragmenter.split(packet, 1000);
  }

  @Test
  void pieces_in_any_order_make_the_whole() {
    send(3, 1, 0, 2);
    assertThat(a.raw.heard).containsExactly("reply 1 from 10.0.0.2 ttl=64");
  }

  @Test
  void a_repeated_piece_does_no_harm() {
    send(0, 1, 1, 2, 0, 3);
    assertThat(a.raw.heard).hasSize(1);
    assertThat(lab.core.drops()).containsEntry(DropReason.DUP_FRAG, 2L);
  }

  @Test
  void an_overlap_ends_the_packet() {
    send(0);
    Ipv4Packet second = pieces.get(1);
    send(
        new Ipv4Packet(
            second.source(),
            second.destination(),
            0,
            99,
            false,
            true,
            second.fragmentOffset() - 1,
            64,
            Bytes.EMPTY,
            second.transport()));
    send(1, 2, 3);
    assertThat(a.raw.heard).isEmpty();
  }

  /// Only whoever got the first piece tells the sender.
  @Test
  void a_missing_piece_is_waited_for_thirty_seconds() {
    send(0, 1, 3);
    lab.run(29.9);
    assertThat(lab.core.drops()).doesNotContainKey(DropReason.FRAG_REASM_TIMEOUT);
    lab.watch(a, "va");
    lab.run(0.2);
    assertThat(lab.core.drops()).containsEntry(DropReason.FRAG_REASM_TIMEOUT, 3L);
    assertThat(lab.frames().getFirst())
        .endsWith("10.0.0.2 > 10.0.0.1 fragment reassembly time exceeded");
    send(2);
    assertThat(a.raw.heard).isEmpty();
    lab.frames();
    lab.run(31);
    assertThat(lab.frames()).noneMatch(line -> line.contains("exceeded"));
  }

  @Test
  void waiting_pieces_go_into_a_copy_of_the_machine() {
    send(0, 1, 2);
    Ipv4Lab copy = lab.copy();
    NetDevice device = copy.host("a").device("va");
    device.send(
        new SocketBuffer(
            EthernetFrame.of(
                copy.host("b").device("vb").address(), device.address(), pieces.get(3)),
            device,
            null));
    copy.run(0.1);
    assertThat(copy.host("a").raw.heard).containsExactly("reply 1 from 10.0.0.2 ttl=64");
    lab.run(0.1);
    assertThat(a.raw.heard).isEmpty();
    send(3);
    assertThat(a.raw.heard).hasSize(1);
    assertThat(Map.copyOf(lab.core.drops())).doesNotContainKey(DropReason.DUP_FRAG);
  }

  private void send(int... numbers) {
    for (int number : numbers) {
      send(pieces.get(number));
    }
  }

  private void send(Ipv4Packet piece) {
    NetDevice va = a.device("va");
    va.send(
        new SocketBuffer(
            EthernetFrame.of(b.device("vb").address(), va.address(), piece), va, null));
    lab.run(0.01);
  }

  private static Ipv4Address ip(String text) {
    return Ipv4Address.parse(text);
  }
}
