package vethlab.simulator.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Frames kept as text: a line in tcpdump's words, under it the octets in hexadecimal.
public final class RealFrames {

  /// One frame, and how tcpdump shows it.
  public record Sample(String line, String hex) {

    public byte[] octets() {
      return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
      return line;
    }
  }

  private RealFrames() {}

  /// What a Linux 6.1 sent: pings, errors, connections, groups, tags, spanning tree; in order.
  public static List<Sample> all() {
    return read(RealFrames.class, "real-frames.txt");
  }

  /// The frames of a resource beside `place`.
  public static List<Sample> read(Class<?> place, String name) {
    try (InputStream in = place.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + name);
      }
      List<String> lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .toList();
      List<Sample> samples = new ArrayList<>();
      for (int i = 0; i + 1 < lines.size(); i += 2) {
        samples.add(new Sample(lines.get(i), lines.get(i + 1)));
      }
      return samples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
