package vethlab.userland.procps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vethlab.userland.iproute.TestHost;

/// The layout is that of procps 4.0.2 on a machine whose pids have at most five digits; process 1
/// is all that is sure to be there.
class PsTest {

  private final TestHost host = new TestHost(1);

  @AfterEach
  void close() {
    host.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ps -p 1                          | '  PID TTY          TIME CMD\n    1 ?        00:00:00 init\n'",
        "ps -p 1 -o pid,comm              | '  PID COMMAND\n    1 init\n'",
        "ps -o pid,ppid,stat,tty,cmd -p 1 | '  PID  PPID STAT TT       CMD\n    1     0 Ss   ?        /sbin/init\n'",
        "ps -p 1 -o pid=                  | '    1\n'",
        "ps -o comm= -p 1                 | 'init\n'",
      })
  void columns_are_laid_out_as_procps_does(String command, String output) {
    assertThat(host.run(command).output()).isEqualTo(output);
  }

  @Test
  void nobody_found_is_a_heading_and_status_one() {
    TestHost.Result result = host.run("ps -p 99999");
    assertThat(result.output()).isEqualTo("  PID TTY          TIME CMD\n");
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void what_depends_on_time_and_size_is_refused() {
    assertThat(host.run("ps aux").refused()).startsWith("ps aux");
  }
}
