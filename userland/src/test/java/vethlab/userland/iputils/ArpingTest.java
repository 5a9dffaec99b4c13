package vethlab.userland.iputils;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vethlab.simulator.process.Signal;
import vethlab.userland.testing.Recording;
import vethlab.userland.testing.Workplace;

/// `arping` answers as that of iputils 20221126 did on Linux 6.1, but for addresses and times.
class ArpingTest {

  private static final Pattern MAC = Pattern.compile("\\[([0-9A-F]{2}:){5}[0-9A-F]{2}\\]");
  private static final Pattern TIME = Pattern.compile(" 0\\.5[0-9]{2}ms");

  private final Workplace place = new Workplace();

  @AfterEach
  void close() {
    place.close();
  }

  @Test
  void answers_are_those_of_the_real_program() {
    Recording.of(ArpingTest.class, "arping.txt")
        .compare(
            place,
            answer -> TIME.matcher(MAC.matcher(answer).replaceAll("MAC")).replaceAll(" TIME"));
  }

  @Test
  void an_interrupt_ends_it_with_its_summary() {
    place.output("ip link add va type veth peer name vb");
    place.output("ip addr add 10.1.0.1/24 dev va");
    place.output("ip link set va up");
    place.output("ip link set vb up");
    Workplace.Running running = place.start("arping -I va 10.1.0.2");
    place.pass(Duration.ofMillis(2500));
    running.process().signal(Signal.SIGINT);
    Workplace.Result result = running.finish();
    assertThat(result.out())
        .isEqualTo(
            """
            ARPING 10.1.0.2 from 10.1.0.1 va
            Sent 3 probes (3 broadcast(s))
            Received 0 response(s)
            """);
    assertThat(result.status()).isEqualTo(1);
  }
}
