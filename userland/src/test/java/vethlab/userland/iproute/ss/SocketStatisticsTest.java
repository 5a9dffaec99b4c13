package vethlab.userland.iproute.ss;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vethlab.userland.testing.Recording;
import vethlab.userland.testing.Transcript;
import vethlab.userland.testing.Workplace;

/// `ss` answers as that of iproute2 6.1 did on Linux 6.1, but for pids, times, what raw sockets
/// have heard, and the order of rows, which is that of a random hash.
class SocketStatisticsTest {

  private static final Pattern PID = Pattern.compile("pid=[0-9]+");
  private static final Pattern TIMER = Pattern.compile("timer:\\([^)]*\\)");
  private static final Pattern HEARD =
      Pattern.compile("(?m)^(icmp6 UNCONN |icmp6 |UNCONN |)[1-9][0-9]{2,3} +0 ");

  private final Workplace place = new Workplace();

  @AfterEach
  void close() {
    place.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"connections.txt", "listing.txt"})
  void sockets(String recording) {
    place.write("/etc/hosts", "127.0.0.1 localhost\n");
    Recording.of(SocketStatisticsTest.class, recording)
        .compare(place, SocketStatisticsTest::withoutChance);
  }

  private static String withoutChance(String answer) {
    String text = HEARD.matcher(answer).replaceAll("$10      0 ");
    text = TIMER.matcher(PID.matcher(text).replaceAll("pid=N")).replaceAll("timer");
    boolean cut = text.contains("pid=") || text.contains("timer");
    return text.lines()
        .map(line -> cut ? line.stripTrailing() : line)
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest(name = "ss {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -V           | ss utility, iproute2-6.1.0
          -z           | 2> ss: SELinux is not enabled. [1]
          -N foo       | 2> Cannot open network namespace "foo": No such file or directory [1]
          -tn foo      | 2> Error: an inet prefix is expected rather than "foo".~2> Cannot parse dst/src address. [1]
          -t state foo | 2> ss: wrong state name: foo [255]
          """)
  void says(String arguments, String said) {
    assertThat(Transcript.of(place.run("ss " + arguments))).isEqualTo(said);
  }

  @Test
  void numbers_of_sockets() {
    place.startOpen("nc -l -k 5000");
    place.startOpen("nc -6 -l -k 5001");
    place.startOpen("nc -u -l 5003");
    place.pass(Duration.ofMillis(10));
    assertThat(place.output("ss -s"))
        .isEqualTo(
            """
            Total: 3
            TCP:   2 (estab 0, closed 0, orphaned 0, timewait 0)

            Transport Total     IP        IPv6
            RAW\t  0         0         0       \s
            UDP\t  1         1         0       \s
            TCP\t  2         1         1       \s
            INET\t  3         2         1       \s
            FRAG\t  0         0         0       \s

            """);
  }
}
