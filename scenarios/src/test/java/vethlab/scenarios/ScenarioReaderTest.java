package vethlab.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vethlab.analysis.machine.question.Answer;
import vethlab.scenarios.yaml.InputException;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.trace.DropReason;
import vethlab.userland.stage.Play;

/// What `scenario.yaml` may say beside a lab of three lines (`ip a s`, `ping 10.0.0.2`, `ip a s`),
/// and how it is told what it may not.
class ScenarioReaderTest {

  private static final String LAB = "ip a s\nping 10.0.0.2\nip a s\n";

  @Test
  void everything_it_may_say() {
    Scenario scenario =
        read(
            """
            title: All of it
            source: This test
            play: script
            host: debian
            arguments: [up, 3]
            probes:
              - {ping: 10.0.0.2, from: a}
              - {tcp: '10.0.0.2:80', from: a, expect: refused, reason: NO_SOCKET}
              - {udp: '[fd00::2]:53', from: a, send: question}
              - {arping: 10.0.0.2, from: a, device: eth0, expect: none}
            expect:
              status: 1
              namespaces: [a, b]
              reachable: a <-> b
              unreachable:
                - {pair: b -> 10.0.0.9, reason: NEIGH_FAILED}
              console:
                - {command: ip a s, nth: 2, shows: [lo, '/eth[0-9]/'], hides: veth}
              storms: 0
            differences:
              - {text: one, here: other, reason: because}
            """);
    assertThat(scenario.lab().play()).isEqualTo(Play.SCRIPT);
    assertThat(scenario.lab().arguments()).containsExactly("up", "3");
    assertThat(scenario.host().name()).isEqualTo("debian");
    assertThat(scenario.probes())
        .extracting(Probe::title)
        .containsExactly(
            "a: ping 10.0.0.2",
            "a: tcp 10.0.0.2 port 80",
            "a: udp fd00::2 port 53",
            "a: arping -I eth0 10.0.0.2");
    assertThat(scenario.probes().get(1).expected()).isEqualTo(Answer.REFUSED);
    assertThat(scenario.probes().get(1).reason()).isEqualTo(DropReason.NO_SOCKET);
    assertThat(scenario.probes().get(2).kind())
        .isEqualTo(new Probe.Udp(IpAddress.parse("fd00::2"), 53, ImmutableList.of("question")));
    assertThat(scenario.expectations())
        .extracting(Expectation::title)
        .containsExactly(
            "exit status 1",
            "namespaces: a, b",
            "a reaches b",
            "b reaches a",
            "b does not reach 10.0.0.9, because of NEIGH_FAILED",
            "lab.sh:3: ip a s",
            "storms: 0");
    assertThat(scenario.differences()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{title: x, source: y, probe: a}   | 1:23: unknown key 'probe'; known here are title,",
        "title: [a]                       | 1:8: expected a text for 'title', found a list",
        "title: x                         | 1:1: the key 'source' is missing",
        "{title: x, source: y, play: live} | 1:29: 'play' is 'live'; it may be script, terminal",
        "{title: x, title: y}             | 1:12: the key 'title' is there twice",
        "{title: &a x, source: *a}        | 1:23: anchors (&) and aliases (*) are not read here",
        "- a                              | 1:1: expected a scenario as a mapping, found a list",
        "{title: x, source: y, expect: {status: one}} | 1:40: expected a number for 'status',",
        "{title: x, source: y, expect: {reachable: a}} | 1:43: expected a pair as 'netns1 ->",
        "{title: x, source: y, expect: {console: {command: ls, shows: a}}} | 1:51: the lab has no",
        "{title: x, source: y, expect: {console: {command: ip a s, nth: 3, shows: a}}} | 1:51: the lab has only 2",
        "{title: x, source: y, expect: {console: {command: ip a s}}} | 1:41: neither 'shows' nor",
        "{title: x, source: y, expect: {console: {command: ip a s, shows: /(/}}} | 1:66: not a regular",
        "{title: x, source: y, probes: [{ping: here, from: a}]} | 1:39: 'here' is not an IP address",
        "{title: x, source: y, probes: [{ping6: 10.0.0.1, from: a}]} | 1:40: 10.0.0.1 is not an IPv6",
        "{title: x, source: y, probes: [{tcp: 10.0.0.1, from: a}]} | 1:38: expected ADDRESS:PORT",
        "{title: x, source: y, probes: [{from: a}]} | 1:32: a probe is one of ping, ping6,",
        "{title: x, source: y, probes: [{ping: 10.0.0.1, from: a, reason: BAD}]} | 1:66: 'BAD' is not a drop",
        "'title: [x'                      | 1:10: not YAML: ",
      })
  void a_mistake_is_told_with_its_place(String text, String problem) {
    assertThatThrownBy(() -> read(text.replaceAll("^'|'$", "") + "\n"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("scenario.yaml:" + problem);
  }

  @Test
  void an_empty_file_is_told() {
    assertThatThrownBy(() -> read("")).hasMessage("scenario.yaml: the file is empty");
  }

  @Test
  void raw_frames_are_refused_until_they_are_modelled() {
    assertThatThrownBy(() -> read("{title: x, source: y, probes: [{frame: ff, from: a}]}"))
        .isInstanceOf(NotModelled.class)
        .hasMessageContaining("raw frames");
  }

  private static Scenario read(String description) {
    return ScenarioReader.read(
        "test", "scenario.yaml", description, "lab.sh", LAB, ImmutableMap.of());
  }
}
