package vethlab.userland.sysfs;

import org.junit.jupiter.api.Test;
import vethlab.userland.iproute.TestHost;
import vethlab.userland.iproute.Transcript;

/// `/sys/class/net` read with `cat` and `ls` and written with `echo`, as recorded on a Linux 6.1.
class SysTranscriptTest {

  private static final long SEED = 1;

  @Test
  void files_say_and_take_what_the_real_ones_do() {
    try (TestHost host = new TestHost(SEED)) {
      Transcript.check("/vethlab/userland/sysfs/written.txt", host, SEED);
    }
  }
}
