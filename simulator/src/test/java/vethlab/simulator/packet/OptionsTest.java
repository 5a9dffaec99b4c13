package vethlab.simulator.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vethlab.simulator.packet.TcpOptions.Block;
import vethlab.simulator.packet.TcpOptions.Timestamps;

/// Options of TCP and IPv4 headers; the octets of the first three are those of a Linux 6.1.
class OptionsTest {

  private static final Timestamps TIMES = new Timestamps((int) 3236639518L, 341016662);

  @Test
  void first_segment_carries_all_that_a_connection_is_agreed_on() {
    TcpOptions options =
        new TcpOptions(1360, true, new Timestamps(TIMES.value(), 0), 6, ImmutableList.of());
    Bytes octets = Bytes.ofHex("02040550 0402 080a c0eb331e 00000000 01 030306");

    assertThat(options.toBytes()).isEqualTo(octets);
    assertThat(TcpOptions.parse(octets)).isEqualTo(options);
  }

  @Test
  void later_segments_carry_timestamps() {
    Bytes octets = Bytes.ofHex("0101 080a c0eb331e 14538056");

    assertThat(TcpOptions.of(TIMES).toBytes()).isEqualTo(octets);
    assertThat(TcpOptions.parse(octets)).isEqualTo(TcpOptions.of(TIMES));
  }

  @Test
  void no_options_are_no_octets() {
    assertThat(TcpOptions.NONE.toBytes()).isEqualTo(Bytes.EMPTY);
    assertThat(TcpOptions.parse(Bytes.EMPTY)).isEqualTo(TcpOptions.NONE);
  }

  @Test
  void selective_acknowledgements_follow_the_timestamps() {
    TcpOptions options =
        new TcpOptions(
            null,
            false,
            TIMES,
            null,
            ImmutableList.of(new Block(0x100, 0x200), new Block(0x300, 0x400)));
    Bytes octets =
        Bytes.ofHex("0101 080a c0eb331e 14538056 0101 0512 00000100 00000200 00000300 00000400");

    assertThat(options.toBytes()).isEqualTo(octets);
    assertThat(TcpOptions.parse(octets)).isEqualTo(options);
  }

  @Test
  void selective_acknowledgement_is_permitted_without_timestamps_too() {
    assertThat(new TcpOptions(1460, true, null, 7, ImmutableList.of()).toBytes())
        .isEqualTo(Bytes.ofHex("020405b4 01010402 01030307"));
  }

  @Test
  void more_than_40_octets_are_refused() {
    Block block = new Block(1, 2);
    TcpOptions options =
        new TcpOptions(null, false, TIMES, null, ImmutableList.of(block, block, block, block));

    assertThatIllegalArgumentException()
        .isThrownBy(options::toBytes)
        .withMessage("TCP options of 48 octets");
  }

  @Test
  void unknown_and_broken_options_are_passed_over() {
    assertThat(TcpOptions.parse(Bytes.ofHex("fe04abcd 0203ff 030307 00 020405b4")))
        .isEqualTo(new TcpOptions(null, false, null, 7, ImmutableList.of()));
    assertThat(TcpOptions.parse(Bytes.ofHex("0100"))).isEqualTo(TcpOptions.NONE);
    assertThat(TcpOptions.parse(Bytes.ofHex("0402 080a0000")))
        .isEqualTo(new TcpOptions(null, true, null, null, ImmutableList.of()));
    assertThat(TcpOptions.parse(Bytes.ofHex("0402 0801")))
        .isEqualTo(new TcpOptions(null, true, null, null, ImmutableList.of()));
  }

  @Test
  void noise_is_read_without_complaint() {
    long seed = 7;
    Random random = new Random(seed);
    for (int round = 0; round < 100_000; round++) {
      byte[] octets = new byte[4 * random.nextInt(11)];
      random.nextBytes(octets);
      for (int i = 0; i < octets.length; i++) {
        octets[i] = (byte) (random.nextBoolean() ? octets[i] & 15 : octets[i]);
      }
      Bytes options = Bytes.of(octets);
      TcpOptions read = TcpOptions.parse(options);
      assertThat(TcpOptions.parse(options)).as("seed %d, round %d", seed, round).isEqualTo(read);
      assertThat(Ipv4Option.ofLaterFragments(options).length()).isEqualTo(octets.length);
      assertThat(Ipv4Option.parse(options)).hasSizeLessThanOrEqualTo(octets.length / 2);
    }
  }

  @Test
  void later_fragment_keeps_copied_options_only() {
    // record route, no operation, router alert, end
    Bytes options = Bytes.ofHex("070704 00000000 01 94040000 0000 0000");

    assertThat(Ipv4Option.ofLaterFragments(options))
        .isEqualTo(Bytes.ofHex("01010101010101 01 94040000 0000 0000"));
    assertThat(Ipv4Option.parse(options))
        .containsExactly(
            new Ipv4Option(Ipv4Option.RECORD_ROUTE, Bytes.ofHex("0400000000")),
            new Ipv4Option(Ipv4Option.ROUTER_ALERT, Bytes.ofHex("0000")));
    assertThat(Ipv4Option.parse(Ipv4Packet.ROUTER_ALERT)).allMatch(Ipv4Option::isCopied).hasSize(1);
  }

  @Test
  void broken_option_ends_the_list() {
    assertThat(Ipv4Option.parse(Bytes.ofHex("94040000 0720 0400"))).hasSize(1);
    assertThat(Ipv4Option.ofLaterFragments(Bytes.ofHex("94040000 0720 0400")))
        .isEqualTo(Bytes.ofHex("94040000 0720 0400"));
  }
}
