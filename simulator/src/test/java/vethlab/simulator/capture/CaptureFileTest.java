package vethlab.simulator.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.wire.RealFrames;

/// Capture files: two interfaces, `netns1:veth11` and `netns2:veth22`, and what passed them.
class CaptureFileTest {

  private static final long SEED = 42;
  private static final CaptureInterface FIRST = CaptureInterface.ethernet("netns1:veth11");
  private static final CaptureInterface SECOND = CaptureInterface.ethernet("netns2:veth22");
  private static final Bytes SHORT = Bytes.ofHex("ffffffffffff 020000000001 88b5 01");

  enum Format {
    PCAP,
    PCAPNG;

    byte[] write(List<CapturedPacket> packets) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      switch (this) {
        case PCAP -> {
          try (PcapWriter writer = new PcapWriter(out, FIRST)) {
            for (CapturedPacket packet : packets) {
              writer.write(packet);
            }
          }
        }
        case PCAPNG -> {
          try (PcapngWriter writer = new PcapngWriter(out, "vethlab")) {
            for (CapturedPacket packet : packets) {
              writer.write(packet);
            }
          }
        }
      }
      return out.toByteArray();
    }
  }

  @Test
  void pcapng_keeps_interface_time_direction_and_comments() throws IOException {
    List<CapturedPacket> packets =
        List.of(
            CapturedPacket.whole(FIRST, 1_700_000_000_123_456_789L, Direction.OUTBOUND, SHORT),
            CapturedPacket.whole(SECOND, 1_700_000_000_123_456_790L, Direction.INBOUND, SHORT)
                .withComments(ImmutableList.of("learned on veth22", "größer als nötig")),
            new CapturedPacket(FIRST, 0, Direction.UNKNOWN, SHORT, 1514, ImmutableList.of()));

    assertThat(read(Format.PCAPNG.write(packets))).isEqualTo(packets);
  }

  @Test
  void pcap_keeps_time_and_octets() throws IOException {
    CaptureInterface nameless = CaptureInterface.ethernet("");
    byte[] file =
        Format.PCAP.write(
            List.of(
                CapturedPacket.whole(FIRST, 4_294_967_295_999_999_999L, Direction.OUTBOUND, SHORT),
                new CapturedPacket(FIRST, 1, Direction.INBOUND, SHORT, 1514, ImmutableList.of())));

    assertThat(read(file))
        .containsExactly(
            CapturedPacket.whole(nameless, 4_294_967_295_999_999_999L, Direction.UNKNOWN, SHORT),
            new CapturedPacket(nameless, 1, Direction.UNKNOWN, SHORT, 1514, ImmutableList.of()));
  }

  @Test
  void pcap_is_laid_out_as_its_manual_says() throws IOException {
    byte[] file =
        Format.PCAP.write(
            List.of(CapturedPacket.whole(FIRST, 2_000_000_003L, Direction.UNKNOWN, SHORT)));

    assertThat(Bytes.of(file))
        .isEqualTo(
            Bytes.ofHex(
                "4d3cb2a1 0200 0400 00000000 00000000 00000400 01000000"
                    + "02000000 03000000 0f000000 0f000000 ffffffffffff 020000000001 88b5 01"));
  }

  @Test
  void pcapng_is_laid_out_as_its_specification_says() throws IOException {
    byte[] file =
        Format.PCAPNG.write(
            List.of(
                CapturedPacket.whole(FIRST, 0x1_0000_0002L, Direction.INBOUND, SHORT)
                    .withComments(ImmutableList.of("why"))));

    assertThat(Bytes.of(file))
        .isEqualTo(
            Bytes.ofHex(
                // section: magic, version 1.0, no length, application
                "0a0d0d0a 2c000000 4d3c2b1a 0100 0000 ffffffffffffffff"
                    + "0400 0700 766574686c616200 0000 0000 2c000000"
                    // interface: Ethernet, snap length, name, nanoseconds
                    + "01000000 34000000 0100 0000 00000400"
                    + "0200 0d00 6e65746e73313a766574683131 000000 0900 0100 09000000 00000000 34000000"
                    // packet: interface, time, lengths, octets, comment, inbound
                    + "06000000 44000000 00000000 01000000 02000000 0f000000 0f000000"
                    + "ffffffffffff 020000000001 88b5 01 00"
                    + "0100 0300 77687900 0200 0400 01000000 00000000 44000000"));
  }

  @Test
  void idle_interface_is_described_too() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PcapngWriter writer = new PcapngWriter(out, "vethlab")) {
      assertThat(writer.declare(FIRST)).isEqualTo(0);
      assertThat(writer.declare(SECOND)).isEqualTo(1);
      assertThat(writer.declare(FIRST)).isEqualTo(0);
    }
    CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(out.toByteArray()));

    assertThat(reader.next()).isNull();
    assertThat(((PcapngReader) reader).interfaces()).containsExactly(FIRST, SECOND);
  }

  @ParameterizedTest
  @CsvSource({
    "d4c3b2a1 02000400 0000000000000000 00000100 01000000 02000000 03000000 01000000 01000000 ff, 2000003000",
    "a1b2c3d4 00020004 0000000000000000 00010000 00000001 00000002 00000003 00000001 00000001 ff, 2000003000",
    "a1b23c4d 00020004 0000000000000000 00010000 00000001 00000002 00000003 00000001 00000001 ff, 2000000003",
    // a frame check sequence of 4 octets is announced above the link type
    "a1b2c3d4 00020004 0000000000000000 00010000 24000001 00000002 00000003 00000001 00000001 ff, 2000003000",
  })
  void pcap_of_either_byte_order_and_resolution_is_read(String hex, long nanos) throws IOException {
    assertThat(read(Bytes.ofHex(hex).toArray()))
        .containsExactly(
            CapturedPacket.whole(
                new CaptureInterface("", CaptureInterface.ETHERNET, 65536),
                nanos,
                Direction.UNKNOWN,
                Bytes.ofHex("ff")));
  }

  /// Big-endian, microseconds by default, and 2⁻¹⁰ seconds with an offset on the second interface.
  @Test
  void pcapng_of_another_writer_is_read() throws IOException {
    byte[] file =
        Bytes.ofHex(
                "0a0d0d0a 0000001c 1a2b3c4d 0001 0000 ffffffffffffffff 0000001c"
                    + "00000001 00000014 0001 0000 00000000 00000014"
                    + "00000001 0000002c 0001 0000 00000060"
                    + "0009 0001 8a000000 000e 0008 0000000000000064 0000 0000 0000002c"
                    + "00000bad 00000010 12345678 00000010"
                    + "00000006 00000024 00000000 00000000 000f4241 00000001 00000001 aa000000 00000024"
                    + "00000006 00000024 00000001 00000000 00000600 00000001 00000001 bb000000 00000024"
                    + "00000003 00000014 00000002 cccd0000 00000014")
            .toArray();
    CaptureInterface unlimited =
        new CaptureInterface("", CaptureInterface.ETHERNET, CaptureInterface.LONGEST_PACKET);
    CaptureInterface limited = new CaptureInterface("", CaptureInterface.ETHERNET, 96);

    assertThat(read(file))
        .containsExactly(
            CapturedPacket.whole(unlimited, 1_000_001_000L, Direction.UNKNOWN, Bytes.ofHex("aa")),
            CapturedPacket.whole(limited, 101_500_000_000L, Direction.UNKNOWN, Bytes.ofHex("bb")),
            CapturedPacket.whole(unlimited, 0, Direction.UNKNOWN, Bytes.ofHex("cccd")));
  }

  @ParameterizedTest
  @EnumSource
  void file_cut_off_anywhere_ends_cleanly(Format format) throws IOException {
    byte[] file = format.write(samplePackets());
    List<CapturedPacket> whole = read(file);
    int complete = 0;
    for (int length = 0; length < file.length; length++) {
      CutOff result = readUntilProblem(Arrays.copyOf(file, length));
      assertThat(result.packets()).isEqualTo(whole.subList(0, result.packets().size()));
      if (result.problem() == null) {
        complete++;
      } else {
        assertThat(result.problem())
            .matches("octet [0-9]+: truncated: .+ has [0-9]+ of [0-9]+ octets");
      }
    }
    // after the file header, in pcapng after the interface, and after each packet but the last
    assertThat(complete).isEqualTo(whole.size() + (format == Format.PCAPNG ? 1 : 0));
  }

  @ParameterizedTest
  @EnumSource
  void file_with_errors_is_read_or_refused(Format format) throws IOException {
    byte[] file = format.write(samplePackets());
    Random random = new Random(SEED);
    for (int round = 0; round < 10_000; round++) {
      byte[] wrong = file.clone();
      for (int errors = random.nextInt(3); errors >= 0; errors--) {
        wrong[random.nextInt(wrong.length)] = (byte) random.nextInt(256);
      }
      assertThat(readUntilProblem(wrong).packets().size())
          .as("seed %d, round %d", SEED, round)
          .isLessThanOrEqualTo(file.length / 16);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7f454c46 | octet 0: neither a pcap nor a pcapng file",
        "d4c3b2a1 02000300 0000000000000000 00000400 01000000 | octet 24: pcap version 2.3 instead of 2.4",
        "4d3cb2a1 02000400 0000000000000000 00000400 01000000 00000000 00000000 ffffffff ffffffff"
            + "| octet 40: packet of 4294967295 octets, more than 262144",
        "4d3cb2a1 02000400 0000000000000000 00000400 01000000 00000000 00000000 02000000 01000000"
            + "| octet 40: packet of 1 octets with 2 captured",
        "4d3cb2a1 02000400 0000000000000000 00000400 01000000 00000000 00ca9a3b 00000000 00000000"
            + "| octet 40: fraction of a second out of range: 1000000000",
        "0a0d0d0a 1c000000 4d3c2b1b | octet 12: no byte-order magic: 0x4d3c2b1b",
        "0a0d0d0a 1b000000 4d3c2b1a | octet 12: block of 27 octets",
        "0a0d0d0a fcffffff 4d3c2b1a | octet 12: block of 4294967292 octets",
        "0a0d0d0a 1c000000 4d3c2b1a 0200 0000 ffffffffffffffff 1c000000"
            + "| octet 28: pcapng version 2.0 instead of 1",
        "0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 20000000"
            + "| octet 28: block of 28 octets ends with length 32",
        "0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000"
            + "06000000 20000000 00000000 00000000 00000000 00000000 00000000 20000000"
            + "| octet 60: packet of interface 0, 0 are described",
      })
  void garbage_is_refused_with_its_place(String hex, String problem) throws IOException {
    assertThat(readUntilProblem(Bytes.ofHex(hex).toArray()).problem()).isEqualTo(problem);
  }

  @Test
  void empty_file_is_no_capture() {
    assertThatThrownBy(() -> CaptureReader.open(new ByteArrayInputStream(new byte[0])))
        .isInstanceOf(CaptureFormatException.class)
        .hasMessage("octet 0: truncated: the magic number of a capture has 0 of 4 octets");
  }

  @Test
  void what_does_not_fit_a_file_is_not_written() throws IOException {
    PcapWriter writer = new PcapWriter(new ByteArrayOutputStream(), FIRST);

    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            writer.write(
                CapturedPacket.whole(
                    new CaptureInterface("", 113, 65535), 0, Direction.UNKNOWN, SHORT)))
        .withMessage("link type 113 in a file of type 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            writer.write(
                CapturedPacket.whole(FIRST, 4_294_967_296_000_000_000L, Direction.UNKNOWN, SHORT)))
        .withMessage("time beyond 32 bits of seconds: 4294967296");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            writer.write(
                CapturedPacket.whole(FIRST, 0, Direction.UNKNOWN, Bytes.of(new byte[262_145]))))
        .withMessage("packet of 262145 octets in a capture");
  }

  private static List<CapturedPacket> samplePackets() {
    List<CapturedPacket> packets = new ArrayList<>();
    for (RealFrames.Sample sample : RealFrames.all().subList(0, 6)) {
      packets.add(
          CapturedPacket.whole(
                  FIRST,
                  1_000_000_007L * packets.size(),
                  Direction.INBOUND,
                  Bytes.ofHex(sample.hex()))
              .withComments(ImmutableList.of(sample.line())));
    }
    return packets;
  }

  private static List<CapturedPacket> read(byte[] file) throws IOException {
    CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(file));
    List<CapturedPacket> packets = new ArrayList<>();
    for (CapturedPacket each = reader.next(); each != null; each = reader.next()) {
      packets.add(each);
    }
    return packets;
  }

  /// What was read of a file, and why no more.
  private record CutOff(List<CapturedPacket> packets, @Nullable String problem) {}

  private static CutOff readUntilProblem(byte[] file) throws IOException {
    List<CapturedPacket> packets = new ArrayList<>();
    try {
      CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(file));
      for (CapturedPacket each = reader.next(); each != null; each = reader.next()) {
        packets.add(each);
      }
      return new CutOff(packets, null);
    } catch (CaptureFormatException e) {
      return new CutOff(packets, e.getMessage());
    }
  }
}
