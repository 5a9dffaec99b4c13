package vethlab.simulator.capture.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vethlab.simulator.packet.EthernetFrame;
import vethlab.simulator.wire.RealFrames;
import vethlab.simulator.wire.RealFrames.Sample;
import vethlab.simulator.wire.Wire;

/// Frames beside what `tcpdump` 4.99.3 of Debian 12 says about them.
///
/// The expected texts are the output of `tcpdump -n -t`, with the options in their names, for files
/// that `PcapWriter` wrote: of the frames that a Linux sent, and of frames made by hand for what it
/// does not send.
class FrameTextTest {

  private static final Style SEQUENCE = new Style(false, 0, true);
  private static final Style VERBOSE = Style.BRIEF.withVerbosity(2);
  private static final Style EVERYTHING = Style.LINK.withVerbosity(2);

  @Test
  void real_frame_is_shown_in_the_words_of_tcpdump() throws IOException {
    FrameText text = new FrameText(Style.LINK);

    for (Sample sample : RealFrames.all()) {
      assertThat(text.show(sample.octets())).isEqualTo(sample.line());
    }
    assertThat(shown(RealFrames.all(), Style.BRIEF)).containsExactlyElementsOf(lines("real.txt"));
    assertThat(shown(RealFrames.all(), SEQUENCE)).containsExactlyElementsOf(lines("real-S.txt"));
    assertThat(shown(RealFrames.all(), VERBOSE)).containsExactlyElementsOf(lines("real-vv.txt"));
  }

  @Test
  void crafted_frame_is_shown_in_the_words_of_tcpdump() throws IOException {
    assertThat(shown(crafted(), Style.LINK)).containsExactlyElementsOf(lines("crafted-e.txt"));
    assertThat(shown(crafted(), EVERYTHING)).containsExactlyElementsOf(lines("crafted-evv.txt"));
  }

  @Test
  void frame_as_a_value_is_shown_as_its_octets() {
    EthernetFrame frame = Wire.decode(RealFrames.all().getFirst().octets());

    assertThat(new FrameText(Style.LINK).show(frame)).isEqualTo(RealFrames.all().getFirst().line());
  }

  /// What a capture with `-s` keeps of a ping.
  @ParameterizedTest
  @CsvSource({
    "98, 'IP 10.0.1.2 > 10.0.2.2: ICMP echo request, id 149, seq 1, length 64'",
    "42, 'IP 10.0.1.2 > 10.0.2.2: ICMP echo request, id 149, seq 1, length 64'",
    "41, 'IP 10.0.1.2 > 10.0.2.2:  [|icmp]'",
    "34, 'IP 10.0.1.2 > 10.0.2.2:  [|icmp]'",
    "33, 'IP  [|ip]'",
    "14, ' [|ip]'",
    "13, ' [|ether]'",
  })
  void captured_part_of_a_frame_is_shown_as_far_as_it_goes(int captured, String expected) {
    byte[] ping =
        RealFrames.all().stream()
            .filter(sample -> sample.line().contains("echo request, id 149"))
            .findFirst()
            .orElseThrow()
            .octets();

    assertThat(new FrameText(Style.BRIEF).show(Arrays.copyOf(ping, captured), ping.length))
        .isEqualTo(expected);
  }

  @Test
  void anything_can_be_shown() {
    long seed = 5;
    Random random = new Random(seed);
    List<Sample> frames = new ArrayList<>(RealFrames.all());
    frames.addAll(crafted());
    FrameText brief = new FrameText(Style.BRIEF);
    FrameText everything = new FrameText(Style.LINK.withVerbosity(3));
    for (int round = 0; round < 30_000; round++) {
      byte[] octets = frames.get(random.nextInt(frames.size())).octets();
      octets = Arrays.copyOf(octets, random.nextInt(octets.length + 8));
      for (int errors = random.nextInt(4); errors > 0 && octets.length > 12; errors--) {
        octets[random.nextInt(12, octets.length)] = (byte) random.nextInt(256);
      }
      int originalLength = octets.length + random.nextInt(3);
      assertThat(brief.show(octets, originalLength))
          .as("seed %d, round %d", seed, round)
          .isNotNull();
      assertThat(everything.show(octets, originalLength))
          .as("seed %d, round %d", seed, round)
          .isNotEmpty();
    }
  }

  private static List<Sample> crafted() {
    return RealFrames.read(FrameTextTest.class, "crafted-frames.txt");
  }

  private static List<String> shown(List<Sample> samples, Style style) {
    FrameText text = new FrameText(style);
    List<String> lines = new ArrayList<>();
    for (Sample sample : samples) {
      lines.addAll(Arrays.asList(text.show(sample.octets()).split("\n", -1)));
    }
    return lines;
  }

  private static List<String> lines(String name) throws IOException {
    try (InputStream in = FrameTextTest.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + name);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
      lines.removeLast(); // behind the last line feed
      return lines;
    }
  }
}
