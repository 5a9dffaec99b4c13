package vethlab.userland.iproute;

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
        "options",
        "ss"
      })
  void answers_are_those_of_the_real_tools(String name) {
    try (TestHost host = new TestHost(SEED)) {
      Transcript.check(name + ".txt", host, SEED);
    }
  }
}
