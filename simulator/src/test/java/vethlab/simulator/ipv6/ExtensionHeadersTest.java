package vethlab.simulator.ipv6;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.Icmpv6Message;
import vethlab.simulator.packet.IpProtocol;
import vethlab.simulator.packet.Ipv6Packet;
import vethlab.simulator.packet.Ipv6Packet.ExtensionHeader;
import vethlab.simulator.packet.Transport;
import vethlab.simulator.packet.UdpDatagram;

/// Echo requests from b to a with something between header and request, and packets of protocols
/// that a does not know.
///
/// What is sent is what Linux 6.1 sent in the same situation.
class ExtensionHeadersTest {

  private final Link link = new Link(6);

  /// Sends the request, and tells what came of it: `pong`, `error TYPE/CODE POINTER`, or nothing.
  private String answerTo(ExtensionHeader header) {
    link.inject(
        Link.packet(Link.B, Link.A, 64, Link.ping(3, 16)).withExtensions(ImmutableList.of(header)));
    return answer();
  }

  private String answer() {
    if (link.lab.seen.stream().noneMatch(each -> each.device().equals("v0"))) {
      return "";
    }
    Ipv6Packet last = link.last();
    return switch (last.transport()) {
      case Icmpv6Message.Error error ->
          "error " + error.type() + "/" + error.code() + " " + error.rest();
      case Icmpv6Message.Echo echo -> "pong";
      default -> last.toString();
    };
  }

  @ParameterizedTest
  @CsvSource({
    "1e, pong", // 00: pass over it
    "5e, ''", // 01: drop the packet
    "9e, error 4/2 42", // 10: and tell the sender
    "de, error 4/2 42", // 11: and tell the sender, unless it went to a group
  })
  void an_option_that_is_not_known_says_itself_what_is_to_be_done(String type, String answer) {
    Bytes options = Bytes.ofHex(type + "0400000000");
    assertThat(answerTo(new ExtensionHeader(IpProtocol.HOP_BY_HOP, options))).isEqualTo(answer);
    link.lab.seen.clear();
    assertThat(answerTo(new ExtensionHeader(IpProtocol.DESTINATION_OPTIONS, options)))
        .isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({"0, 1, error 4/0 42", "0, 0, pong", "2, 0, ''"})
  void a_route_of_the_packets_own_is_not_followed(int type, int left, String answer) {
    Bytes header =
        Link.padded(
            String.format("%02x%02x0000000020010db8000100000000000000000099", type, left), 22);
    assertThat(answerTo(new ExtensionHeader(IpProtocol.ROUTING, header))).isEqualTo(answer);
  }

  @Test
  void an_unknown_protocol_is_refused() {
    link.inject(Link.packet(Link.B, Link.A, 64, new Transport.Raw(253, Bytes.of(new byte[20]))));
    assertThat(answer()).isEqualTo("error 4/1 6");
  }

  @Test
  void a_packet_without_anything_in_it_is_swallowed() {
    link.inject(
        Link.packet(
            Link.B, Link.A, 64, new Transport.Raw(IpProtocol.NO_NEXT, Bytes.of(new byte[20]))));
    assertThat(answer()).isEmpty();
  }

  /// Without sockets, UDP is a protocol like any other that nobody takes.
  @Test
  void a_protocol_without_sockets_is_refused() {
    link.inject(
        Link.packet(Link.B, Link.A, 64, new UdpDatagram(1111, 2222, false, Bytes.ofText("abcd"))));
    assertThat(answer()).isEqualTo("error 4/1 6");
  }
}
