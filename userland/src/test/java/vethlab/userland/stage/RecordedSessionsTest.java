package vethlab.userland.stage;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vethlab.simulator.machine.Machine;

/// Types the sessions of the folder `recorded` and compares, terminal by terminal, with what a real
/// bash on pseudo-terminals showed: Debian 12 on its kernel 6.1, and for `kill` and `background-nc`
/// on a kernel 6.18 with several processors, where a process that dies or stops does not hold up
/// the shell.
///
/// What may differ, and why:
///
/// - names, numbers and times that differ from run to run ([Canonical]);
/// - at which of the next prompts bash tells of a job: it is when the news arrives. All notices
///   must be the same ones in the same order; one that is repeated at once counts once;
/// - comments and empty lines at a prompt are not typed;
/// - what is named in [#TOLERATED];
/// - the commands in [#LEFT_OUT] are typed neither here nor compared.
///
/// The waits before keys are longer than in the recordings by what their typist took for a look at
/// the screen. The seeds are such that the addresses of the bridge's ports are in the same order as
/// in the recording, and duplicate address detection waits about as long.
class RecordedSessionsTest {

  /// Programs whose output has tests of its own.
  private static final Pattern LEFT_OUT = Pattern.compile("(?:ps|ss)(?: .*)?");

  /// Text of a recording, and what stands there here.
  private static final ImmutableMap<String, String> TOLERATED =
      ImmutableMap.of(
          // History expansion is off in every shell here.
          "himBHs",
          "himBs",
          // The last words of a stopped shell whose terminal went away: which of its messages come
          // through is a matter of microseconds.
          """
          bash: cannot set terminal process group (-1): Inappropriate ioctl for device
          bash: no job control in this shell
          """,
          "");

  private static final Pattern PROMPT = Pattern.compile("[a-z0-9]+:[~/][a-z/]* # ");

  @ParameterizedTest
  @CsvSource({
    "direct, 580, 3",
    "direct-quick, 115, 3",
    "bridge, 580, 3",
    "bridge-quick, 115, 10",
    "bridge-ip, 580, 3",
    "jobs, 580, 3",
    "background-nc, 580, 3",
    "kill, 300, 3"
  })
  void terminals_show_what_real_ones_showed(String name, long typing, long seed)
      throws IOException, URISyntaxException {
    Path folder = folder().resolve(name);
    String session = Files.readString(folder.resolve("session.lab"));
    List<String> typed = session.lines().filter(line -> !LEFT_OUT.matcher(line).matches()).toList();
    Machine machine = SimulatedStage.standard().withSeed(seed).open();
    Lab lab = Lab.of(name, String.join("\n", typed) + "\n", List.of(), Play.TERMINAL);
    Performance played = Player.play(lab, machine, Duration.ofMillis(typing));
    try {
      assertThat(played.finish()).isInstanceOf(Finish.Played.class);
      Map<String, String> shown = played.transcript().terminals();
      assertThat(shown.keySet()).as("terminals").containsExactlyInAnyOrderElementsOf(names(folder));
      for (Map.Entry<String, String> terminal : shown.entrySet()) {
        String recorded = Files.readString(folder.resolve(terminal.getKey() + ".txt"));
        assertThat(Canonical.of(terminal.getValue()))
            .as("terminal %s, seed %d", terminal.getKey(), seed)
            .isEqualTo(Canonical.of(comparable(recorded)));
      }
    } finally {
      machine.close();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".txt"))
          .map(name -> name.replace(".txt", ""))
          .toList();
    }
  }

  /// Fed to a bash that is no terminal's, with nothing to read, the same commands mean much else.
  @ParameterizedTest
  @ValueSource(strings = {"direct", "bridge", "both-ends", "jobs"})
  void scripts_print_what_real_ones_printed(String name) throws IOException, URISyntaxException {
    Path folder = folder().resolve("scripts");
    String script = Files.readString(folder.resolve(name + ".sh"));
    Lab lab = Lab.of("lab.sh", script, List.of(), Play.SCRIPT);
    Performance played = SimulatedStage.standard().play(lab);
    try {
      String printed = String.join("", played.transcript().terminals().values());
      assertThat(Canonical.of(printed))
          .isEqualTo(Canonical.of(Files.readString(folder.resolve(name + ".out"))));
    } finally {
      played.machine().close();
    }
  }

  /// A recording without the commands that are left out, with the tolerated differences made.
  private static String comparable(String recorded) {
    StringBuilder text = new StringBuilder();
    boolean kept = true;
    for (String line : recorded.split("(?<=\n)", -1)) {
      var prompt = PROMPT.matcher(line);
      if (prompt.lookingAt()) {
        kept = !LEFT_OUT.matcher(line.substring(prompt.end()).strip()).matches();
      }
      text.append(kept ? line : "");
    }
    String changed = text.toString();
    for (Map.Entry<String, String> tolerated : TOLERATED.entrySet()) {
      changed = changed.replace(tolerated.getKey(), tolerated.getValue());
    }
    return changed;
  }

  private static Path folder() throws URISyntaxException {
    URL url = Objects.requireNonNull(RecordedSessionsTest.class.getResource("recorded"));
    return Path.of(url.toURI());
  }
}
