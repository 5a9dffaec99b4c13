package vethlab.userland.program;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.process.Process;

/// The names of ports, as `/etc/services` of the machine has them (`getservbyname`).
public final class Services {

  private static final Splitter BLANKS = Splitter.onPattern("[ \t]+").omitEmptyStrings();

  private final List<String> lines;

  public Services(Process self) {
    List<String> read;
    try {
      read =
          new String(WholeFile.read(self, "/etc/services"), StandardCharsets.UTF_8)
              .lines()
              .toList();
    } catch (KernelError missing) {
      read = List.of();
    }
    this.lines = read;
  }

  /// What Debian's `/etc/services` holds.
  static String initial() {
    try (InputStream in = Services.class.getResourceAsStream("services.txt")) {
      if (in == null) {
        throw new IllegalStateException("services.txt is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// The name of a port, or null.
  ///
  /// @param protocol `tcp` or `udp`
  public @Nullable String nameOf(int port, String protocol) {
    for (String line : lines) {
      List<String> words = words(line);
      if (words.size() > 1 && words.get(1).equals(port + "/" + protocol)) {
        return words.getFirst();
      }
    }
    return null;
  }

  /// The port of a name or an alias, or null.
  public @Nullable Integer portOf(String name, String protocol) {
    for (String line : lines) {
      List<String> words = words(line);
      if (words.size() > 1
          && words.get(1).endsWith("/" + protocol)
          && (words.getFirst().equals(name) || words.subList(2, words.size()).contains(name))) {
        return Integer.valueOf(words.get(1).substring(0, words.get(1).indexOf('/')));
      }
    }
    return null;
  }

  private static List<String> words(String line) {
    int comment = line.indexOf('#');
    return BLANKS.splitToList(comment < 0 ? line : line.substring(0, comment));
  }
}
