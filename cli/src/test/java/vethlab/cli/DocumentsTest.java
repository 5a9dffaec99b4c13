package vethlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every output quoted in `docs` is what the command prints: a block fenced as `console` begins
/// with `$ ./vethlab …`, and the rest is its output, up to a line `…` if there is one.
///
/// With `-Dgolden.update` the blocks are rewritten.
class DocumentsTest {

  private static final Path ROOT = root();
  private static final boolean UPDATE = System.getProperty("golden.update") != null;
  private static final String FENCE = "```";
  private static final String PROMPT = "$ ./vethlab ";
  private static final String CUT = "…";
  private static final int SHOWN_OF_CUT = 60;

  static List<Path> documents() throws IOException {
    try (Stream<Path> all = Files.list(ROOT.resolve("docs"))) {
      return all.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void quoted_outputs_are_what_the_commands_print(Path document) throws IOException {
    String text = Files.readString(document);
    String rendered = rendered(text);
    if (UPDATE) {
      Files.writeString(document, rendered);
      return;
    }
    assertThat(rendered).as("%s; -Dgolden.update rewrites it", document).isEqualTo(text);
  }

  private static String rendered(String text) {
    List<String> out = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      out.add(lines.get(i));
      if (!lines.get(i).equals(FENCE + "console")) {
        continue;
      }
      String command = lines.get(++i);
      List<String> quoted = new ArrayList<>();
      while (!lines.get(++i).equals(FENCE)) {
        quoted.add(lines.get(i));
      }
      out.add(command);
      out.addAll(output(command, quoted));
      out.add(FENCE);
    }
    return String.join("\n", out) + "\n";
  }

  private static List<String> output(String command, List<String> quoted) {
    assertThat(command).startsWith(PROMPT);
    List<String> printed = printed(command.substring(PROMPT.length()));
    if (quoted.isEmpty() || !quoted.getLast().equals(CUT)) {
      return printed;
    }
    int shown = quoted.size() == 1 ? SHOWN_OF_CUT : quoted.size() - 1;
    List<String> cut = new ArrayList<>(printed.subList(0, Math.min(shown, printed.size())));
    cut.add(CUT);
    return cut;
  }

  /// What a command prints in the root of the repository.
  private static List<String> printed(String command) {
    String[] words =
        Arrays.stream(command.split(" "))
            .map(word -> word.startsWith("scenarios/") ? ROOT.resolve(word).toString() : word)
            .toArray(String[]::new);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
    assertThat(status).as("%s: %s", command, err).isZero();
    return out.toString().replace(ROOT + "/", "").lines().toList();
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("LICENSE"))) {
      folder = Objects.requireNonNull(folder.getParent(), "no LICENSE above");
    }
    return folder;
  }
}
