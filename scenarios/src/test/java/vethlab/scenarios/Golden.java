package vethlab.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Files that hold what a run must give, and the folders that they lie in.
///
/// With `-Dgolden.update` they are rewritten, and the difference is for review.
final class Golden {

  private static final boolean UPDATE = System.getProperty("golden.update") != null;

  private Golden() {}

  /// The folders of all scenarios, by name.
  static List<Path> scenarios() {
    Path root = Path.of("").toAbsolutePath();
    if (!root.endsWith("scenarios")) {
      root = root.resolve("scenarios");
    }
    try (Stream<Path> all = Files.walk(root, 3)) {
      return all.filter(path -> path.endsWith(LabLoader.DESCRIPTION))
          .map(Path::getParent)
          .filter(path -> !path.toString().contains("/target/"))
          .sorted()
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static void check(Path file, String actual) {
    try {
      if (UPDATE) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, actual);
        return;
      }
      assertThat(file).as("no golden file; -Dgolden.update writes it: %s", file).isRegularFile();
      assertThat(actual)
          .as("differs from %s; -Dgolden.update accepts it", file)
          .isEqualTo(Files.readString(file));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
