package vethlab.userland.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Plays the scripts of the folder `cases` and compares with what bash 5.2 printed, octet by octet;
/// the folder's `record.sh` makes the records.
class RecordedScriptsTest {

  static List<String> names() throws IOException, URISyntaxException {
    try (Stream<Path> all = Files.list(folder())) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".out"))
          .map(name -> name.substring(0, name.length() - 4))
          .sorted()
          .toList();
    }
  }

  private static Path folder() throws URISyntaxException {
    URL url = Objects.requireNonNull(RecordedScriptsTest.class.getResource("cases"));
    return Path.of(url.toURI());
  }

  @ParameterizedTest
  @MethodSource("names")
  void script_prints_what_bash_printed(String name) throws IOException, URISyntaxException {
    String script = Files.readString(folder().resolve(name + ".sh"));
    ScriptRun run = ScriptRun.of(script);
    assertThat(run.output() + "=> " + run.status() + "\n")
        .as("%s.sh, %s", name, run.outcome())
        .isEqualTo(Files.readString(folder().resolve(name + ".out")));
  }
}
