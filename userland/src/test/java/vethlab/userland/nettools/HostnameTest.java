package vethlab.userland.nettools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vethlab.userland.testing.Transcript;
import vethlab.userland.testing.Workplace;

/// Answers were recorded from hostname 3.23 and coreutils 9.1.
class HostnameTest {

  private final Workplace place = new Workplace();

  @AfterEach
  void close() {
    place.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hostname             | host
          hostname -s          | host
          hostname -b          | host
          hostname -V          | hostname 3.23
          hostname -y          | hostname: Local domain name not set [1]
          hostname netns1      | ''
          hostname ''          | 2> hostname: the specified hostname is invalid [1]
          hostname a_b         | 2> hostname: the specified hostname is invalid [1]
          hostname -F /nonexist | 2> hostname: No such file or directory [1]
          hostname aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | 2> hostname: name too long [1]
          uname                | Linux
          uname -n             | host
          uname -r             | 6.1.0-56-cloud-amd64
          uname -pi            | unknown unknown
          uname -sr            | Linux 6.1.0-56-cloud-amd64
          uname -a             | Linux host 6.1.0-56-cloud-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.192-2 (2026-11-16) x86_64 GNU/Linux
          uname -x             | 2> uname: invalid option -- 'x'~2> Try 'uname --help' for more information. [1]
          uname x              | 2> uname: extra operand ‘x’~2> Try 'uname --help' for more information. [1]
          """)
  void command_says(String command, String said) {
    assertThat(Transcript.of(place.run(command))).isEqualTo(said);
  }

  @Test
  void name_is_kept_whole_and_shown_short() {
    place.output("hostname host.example.org");
    assertThat(place.output("hostname")).isEqualTo("host.example.org\n");
    assertThat(place.output("hostname -s")).isEqualTo("host\n");
  }

  @Test
  void name_is_read_from_a_file() {
    place.write("/tmp/h", "# c\nnewname\n");
    place.output("hostname -F /tmp/h");
    assertThat(place.output("uname -n")).isEqualTo("newname\n");
  }
}
