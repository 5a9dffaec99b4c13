package vethlab.simulator.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// `docs/drop-reasons.md` lists every reason as it is, in order, and no other.
class DropReasonsPageTest {

  @Test
  void the_page_lists_every_reason() throws IOException {
    assertThat(Files.readAllLines(page()))
        .filteredOn(line -> line.startsWith("| `"))
        .containsExactlyElementsOf(
            Arrays.stream(DropReason.values()).map(DropReasonsPageTest::row).toList());
  }

  private static String row(DropReason reason) {
    String whose = reason.isKernelReason() ? "kernel" : "ours";
    return "| `%s` | %s | %s |".formatted(reason.name(), whose, reason.meaning());
  }

  /// Tests run in the folder of their module or in the root.
  private static Path page() {
    Path here = Path.of("docs", "drop-reasons.md");
    return Files.exists(here) ? here : Path.of("..").resolve(here);
  }
}
