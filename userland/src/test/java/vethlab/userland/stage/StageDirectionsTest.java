package vethlab.userland.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The `#@` comments of pasted labs, as the design lists them.
class StageDirectionsTest {

  @Test
  void lines_are_typed_and_comments_direct() {
    assertThat(
            StageDirections.read(
                "lab.sh",
                """
                nc -l 41234
                #@ terminal two
                nc 192.168.5.1 41234
                #@ type alpha
                #@ key ^c
                #@ wait 1.5s
                # a comment for bash
                """))
        .containsExactly(
            new Act.Line(1, "nc -l 41234"),
            new Act.Terminal(2, "two"),
            new Act.Line(3, "nc 192.168.5.1 41234"),
            new Act.Type(4, "alpha"),
            new Act.Key(5, 'C'),
            new Act.Wait(6, Duration.ofMillis(1500)),
            new Act.Line(7, "# a comment for bash"));
  }

  @ParameterizedTest
  @CsvSource({"250ms,250", "2s,2000", "3,3000", "1m,60000"})
  void waits_have_units(String text, long millis) {
    assertThat(StageDirections.read("lab.sh", "#@ wait " + text))
        .isEqualTo(List.of(new Act.Wait(1, Duration.ofMillis(millis))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#@ wait long      | lab.sh:1: '#@ wait' takes a time as 1.5s: 'long'",
        "#@ wait 90000s    | lab.sh:1: '#@ wait' takes a day at the most: '90000s'",
        "#@ key Return     | lab.sh:1: '#@ key' takes a key as ^C: 'Return'",
        "#@ terminal       | lab.sh:1: '#@ terminal' takes a name: ''",
        "#@ sing a song    | lab.sh:1: '#@ sing' is not known; known are terminal, type, key, wait"
      })
  void what_is_not_known_is_refused_with_its_line(String text, String message) {
    assertThatThrownBy(() -> StageDirections.read("lab.sh", text))
        .isInstanceOf(DirectionException.class)
        .hasMessage(message);
  }
}
