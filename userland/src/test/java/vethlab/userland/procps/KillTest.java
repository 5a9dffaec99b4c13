package vethlab.userland.procps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vethlab.userland.testing.Transcript;
import vethlab.userland.testing.Workplace;

/// Processes 1001 (`sleep 1000`), 1002 and 1003 (`sleep 300`, `sleep 301`). Answers were recorded
/// from procps 4.0.2 on Linux 6.1, with pids of its own.
class KillTest {

  private final Workplace place = new Workplace();
  private final Workplace.Running first = place.start("sleep 1000");

  @BeforeEach
  void startOthers() {
    place.start("sleep 300");
    place.start("sleep 301");
    place.pass(Duration.ofMillis(10));
  }

  @AfterEach
  void close() {
    place.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kill -l                  | HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT~CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH POLL PWR SYS
          kill -l 9                | KILL
          kill -l KILL             | 9
          kill -l SIGKILL          | 9
          kill -l 137              | 2> kill: unknown signal name 137
          kill -l foo              | 2> kill: unknown signal name foo
          kill 99999               | 2> kill: (99999): No such process [1]
          kill abc                 | 2> kill: failed to parse argument: 'abc' [1]
          kill -s FOO 1001         | 2> kill: (1001): Invalid argument [1]
          kill -s 0 1001           | ''
          kill -0 1001             | ''
          kill -0 99999            | 2> kill: (99999): No such process [1]
          kill --version           | kill from procps-ng 4.0.2
          kill -s KILL 99999 99998 | 2> kill: (99999): No such process~2> kill: (99998): No such process [1]
          pgrep sleep              | 1001~1002~1003
          pgrep -a sleep           | 1001 sleep 1000~1002 sleep 300~1003 sleep 301
          pgrep -l sleep           | 1001 sleep~1002 sleep~1003 sleep
          pgrep -f 'sleep 30'      | 1002~1003
          pgrep -fa 'sleep 30'     | 1002 sleep 300~1003 sleep 301
          pgrep -x slee            | [1]
          pgrep -x sleep           | 1001~1002~1003
          pgrep -c sleep           | 3
          pgrep -n sleep           | 1003
          pgrep -o sleep           | 1001
          pgrep -P 1000 -d, sleep  | 1001,1002,1003
          pgrep nonexist           | [1]
          pgrep -c nonexist        | 0 [1]
          pgrep                    | 2> pgrep: no matching criteria specified~2> Try `pgrep --help' for more information. [2]
          pgrep a b                | 2> pgrep: only one pattern can be provided~2> Try `pgrep --help' for more information. [2]
          pkill nonexist           | [1]
          pkill -0 sleep           | ''
          pkill -c -0 sleep        | 3
          pkill -FOO sleep         | 2> pkill: pidfile not valid~2> Try `pkill --help' for more information. [1]
          pkill -9 -e -f 'sleep 301' | sleep killed (pid 1003)
          pkill                    | 2> pkill: no matching criteria specified~2> Try `pkill --help' for more information. [2]
          pidof sleep              | 1003 1002 1001
          pidof -s sleep           | 1003
          pidof nonexist           | [1]
          """)
  void says(String command, String said) {
    assertThat(Transcript.of(place.run(command))).isEqualTo(said);
  }

  @Test
  void signals_in_a_table() {
    assertThat(place.output("kill -L"))
        .isEqualTo(
            """
             1 HUP      2 INT      3 QUIT     4 ILL      5 TRAP     6 ABRT     7 BUS
             8 FPE      9 KILL    10 USR1    11 SEGV    12 USR2    13 PIPE    14 ALRM
            15 TERM    16 STKFLT  17 CHLD    18 CONT    19 STOP    20 TSTP    21 TTIN
            22 TTOU    23 URG     24 XCPU    25 XFSZ    26 VTALRM  27 PROF    28 WINCH
            29 POLL    30 PWR     31 SYS    \s
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "kill 1001, 143",
    "kill -9 1001, 137",
    "kill -KILL 1001, 137",
    "kill -SIGKILL 1001, 137",
    "kill -s 15 -- 1001, 143",
    "kill --signal TERM 1001, 143",
    "kill -- -1001, 143",
    "pkill -f 'sleep 1000', 143",
    "pkill --signal KILL -x sleep, 137"
  })
  void ends_a_process(String command, int status) {
    assertThat(place.output(command)).isEmpty();
    assertThat(first.finish().status()).isEqualTo(status);
  }
}
