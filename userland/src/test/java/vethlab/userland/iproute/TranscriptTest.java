package vethlab.userland.iproute;

import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The simulated tools answer a list of commands as the real ones did: each resource was recorded
/// on a Linux 6.1 with Debian 12's iproute2 and bridge-utils, in a new network namespace.
class TranscriptTest {

  private static final long SEED = 1;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "link-add",
        "link-set",
        "link-errors",
        "netns",
        "address",
        "route",
        "route6",
        "brctl",
        "bridge",
        "neighbour",
        "rule",
        "maddress",
        "tuntap",
        "options"
      })
  void answers_are_those_of_the_real_tools(String name) {
    List<Transcript.Entry> recorded = Transcript.read(name + ".txt");
    List<Transcript.Entry> expected = Transcript.withoutChance(recorded);
    List<Transcript.Entry> answers;
    try (TestHost host = new TestHost(SEED)) {
      answers = Transcript.withoutChance(Transcript.replay(recorded, host));
    }
    SoftAssertions together = new SoftAssertions();
    for (int i = 0; i < expected.size(); i++) {
      together
          .assertThat(answers.get(i).answer())
          .as("%s (seed %s, command %s)", expected.get(i).command(), SEED, i + 1)
          .isEqualTo(expected.get(i).answer());
    }
    together.assertAll();
  }
}
