package vethlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The commands that play a lab, on two hosts red (10.0.0.1) and blue (10.0.0.2) on one cable; blue
/// listens at TCP port 80, and green has a cable that leads nowhere.
class CommandsTest {

  private static final String LAB =
      """
      #!/bin/bash
      for name in red blue green; do ip netns add $name; ip -n $name link set lo up; done
      ip link add eth0 netns red type veth peer name eth0 netns blue
      ip link add eth0 netns green type veth peer name end
      ip -n red addr add 10.0.0.1/24 dev eth0
      ip -n blue addr add 10.0.0.2/24 dev eth0
      ip -n green addr add 10.0.0.3/24 dev eth0
      ip -n red link set eth0 up
      ip -n blue link set eth0 up
      ip -n green link set eth0 up
      ip link set end up
      ip netns exec blue nc -l -k 80 >/dev/null &
      echo "$# arguments: $*"
      """;

  private final LabFolder labs;
  private final String lab;

  CommandsTest(@TempDir Path folder) {
    this.labs = new LabFolder(folder);
    this.lab = labs.file("lab.sh", LAB);
  }

  // ---- run ----

  @Test
  void run_prints_what_the_script_prints() {
    assertThat(labs.vethlab("run", lab)).isZero();
    assertThat(labs.out()).isEqualTo("0 arguments: \n");
    assertThat(labs.err()).isEmpty();
  }

  @Test
  void the_scripts_own_arguments_follow_two_dashes() {
    assertThat(labs.vethlab("run", lab, "--", "set", "--up")).isZero();
    assertThat(labs.out()).isEqualTo("2 arguments: set --up\n");
  }

  @Test
  void run_as_a_terminal_shows_prompts_and_typed_commands() {
    String typed = labs.file("typed.sh", "x=1\necho $x\n");
    assertThat(labs.vethlab("run", typed)).isZero();
    assertThat(labs.out()).isEqualTo("mytux:~ # x=1\nmytux:~ # echo $x\n1\nmytux:~ # \n");
    assertThat(labs.vethlab("run", "--as", "script", typed)).isZero();
    assertThat(labs.out()).isEqualTo("1\n");
  }

  @Test
  void a_second_terminal_is_announced_and_its_prompt_repeated() {
    String typed =
        labs.file("typed.sh", "echo 1\n#@ terminal two\necho 2\n#@ terminal main\necho 3\n");
    assertThat(labs.vethlab("run", typed)).isZero();
    assertThat(labs.out())
        .isEqualTo(
            """
            mytux:~ # echo 1
            1
            mytux:~ #\s
            #@ terminal two
            mytux:~ # echo 2
            2
            mytux:~ #\s
            #@ terminal main
            mytux:~ # echo 3
            3
            mytux:~ #\s
            """);
  }

  @Test
  void the_scripts_status_is_in_the_json_and_in_the_exit_code_if_asked_for() {
    String failing = labs.file("failing.sh", "#!/bin/bash\nexit 5\n");
    assertThat(labs.vethlab("run", failing)).isZero();
    assertThat(labs.vethlab("run", "--status", failing)).isEqualTo(69);
    assertThat(labs.vethlab("run", "--status", lab)).isZero();
    assertThat(labs.vethlab("run", "--format", "json", failing)).isZero();
    assertThat(labs.json().get("exitStatus").intValue()).isEqualTo(5);
    assertThat(labs.json().get("outcome").stringValue()).isEqualTo("played");
  }

  @Test
  void an_endless_ping_is_ended_with_a_warning() {
    String endless = labs.file("ping.sh", "#!/bin/bash\nip link set lo up\nping 127.0.0.1\n");
    assertThat(labs.vethlab("run", endless)).isZero();
    assertThat(labs.out()).contains("3 packets transmitted, 3 received");
    assertThat(labs.err())
        .isEqualTo(
            "vethlab: ping.sh:3: 'ping 127.0.0.1' would run for ever: ended after 3 probes\n");
    assertThat(labs.vethlab("run", "--quiet", endless)).isZero();
    assertThat(labs.err()).isEmpty();
  }

  @Test
  void the_same_seed_gives_the_same_octets() {
    String shown = labs.file("shown.sh", "#!/bin/bash\nip link add a1 type veth\nip link\n");
    labs.vethlab("run", shown);
    String first = labs.out();
    labs.vethlab("run", "--seed", "1", shown);
    assertThat(labs.out()).isEqualTo(first);
    labs.vethlab("run", "--seed", "2", shown);
    assertThat(labs.out()).isNotEqualTo(first);
  }

  // ---- predict ----

  @Test
  void predict_shows_who_reaches_whom_and_why_not() {
    assertThat(labs.vethlab("predict", lab)).isZero();
    assertThat(labs.out())
        .isEqualTo(
            """
            who reaches whom by ping
              from \\ to  red  blue  green
              red         .   yes    no
              blue       yes   .     no
              green      no    no     .

            ports
              red    ->  10.0.0.2  tcp:80  open
              green  ->  10.0.0.2  tcp:80  none

            why not
              red -> 10.0.0.3  NEIGH_FAILED at red/eth0, lab.sh:8: ip -n red link set eth0 up
                  The echo request to 10.0.0.3 waits in vain at red/eth0: no cables and bridges join it with green, which has the address 10.0.0.3
              blue -> 10.0.0.3  NEIGH_FAILED at blue/eth0, lab.sh:9: ip -n blue link set eth0 up
                  The echo request to 10.0.0.3 waits in vain at blue/eth0: no cables and bridges join it with green, which has the address 10.0.0.3
              green -> 10.0.0.1  NEIGH_FAILED at green/eth0, lab.sh:10: ip -n green link set eth0 up
                  The echo request to 10.0.0.1 waits in vain at green/eth0: no cables and bridges join it with red, which has the address 10.0.0.1
              green -> 10.0.0.2  NEIGH_FAILED at green/eth0, lab.sh:10: ip -n green link set eth0 up
                  The echo request to 10.0.0.2 waits in vain at green/eth0: no cables and bridges join it with blue, which has the address 10.0.0.2
              green -> 10.0.0.2 tcp:80  NEIGH_FAILED at green/eth0, lab.sh:10: ip -n green link set eth0 up
                  The TCP SYN to 10.0.0.2 waits in vain at green/eth0: no cables and bridges join it with blue, which has the address 10.0.0.2
            """);
  }

  @Test
  void predict_as_json_has_the_keys_of_the_contract() {
    assertThat(labs.vethlab("predict", "--format", "json", lab)).isZero();
    JsonNode json = labs.json();
    assertThat(json.propertyNames())
        .containsExactly("lab", "namespaces", "reachability", "leaks", "loops", "warnings");
    assertThat(json.get("namespaces").toString()).isEqualTo("[\"red\",\"blue\",\"green\"]");
    assertThat(json.get("reachability").get(0).toString())
        .isEqualTo(
            "{\"from\":\"red\",\"to\":\"blue\",\"address\":\"10.0.0.2\",\"protocol\":\"icmp\","
                + "\"reachable\":true}");
    assertThat(json.get("reachability").get(2).propertyNames())
        .containsExactly(
            "from",
            "to",
            "address",
            "protocol",
            "reachable",
            "reason",
            "where",
            "line",
            "command",
            "missing",
            "explanation");
  }

  @Test
  void at_once_says_what_will_change() {
    String slow =
        labs.file(
            "slow.sh",
            """
            #!/bin/bash
            ip netns add a; ip netns add b
            ip link add br0 type bridge stp_state 1
            ip link add pa type veth peer name eth0 netns a
            ip link add pb type veth peer name eth0 netns b
            ip link set pa master br0 up; ip link set pb master br0 up; ip link set br0 up
            ip -n a addr add 10.0.0.1/24 dev eth0; ip -n a link set eth0 up
            ip -n b addr add 10.0.0.2/24 dev eth0; ip -n b link set eth0 up
            """);
    assertThat(labs.vethlab("predict", "--at-once", slow)).isZero();
    assertThat(labs.out())
        .contains("BRIDGE_INGRESS_STP_STATE at host/br0/pa", "the port is listening")
        .contains("a to 10.0.0.2 by icmp: none now, open once all has settled");
    assertThat(labs.vethlab("predict", slow)).isZero();
    assertThat(labs.out()).doesNotContain("why not");
  }

  // ---- trace ----

  @Test
  void trace_tells_the_way_and_the_reason() {
    assertThat(labs.vethlab("trace", lab, "--from", "red", "--to", "blue")).isZero();
    assertThat(labs.out())
        .startsWith("red to 10.0.0.2 by icmp: open\n\necho request\nred\n    route to 10.0.0.2: ")
        .contains("> ARP request", "echo request answered", "> echo reply");
    assertThat(labs.vethlab("trace", lab, "--from", "red", "--to", "10.9.9.9")).isZero();
    assertThat(labs.out()).contains("why not: A packet to 10.9.9.9 cannot leave red");
  }

  @Test
  void trace_of_a_connection_as_json_has_typed_steps() {
    assertThat(
            labs.vethlab(
                "trace", lab, "--from=red", "--to=blue", "--proto=tcp:80", "--format=json"))
        .isZero();
    JsonNode json = labs.json();
    assertThat(json.propertyNames()).containsExactly("lab", "result", "traces");
    assertThat(json.get("result").get("answer").stringValue()).isEqualTo("open");
    JsonNode syn = json.get("traces").get(0);
    assertThat(syn.get("title").stringValue()).isEqualTo("TCP SYN");
    assertThat(syn.get("relation").stringValue()).isEqualTo("start");
    assertThat(syn.get("steps").get(0).get("step").stringValue()).isEqualTo("IpStep.Routed");
  }

  // ---- check ----

  @Test
  void check_holds_or_ends_with_1() {
    labs.file("scenario.yaml", scenario("red <-> blue"));
    String folder = labs.path();
    assertThat(labs.vethlab("check", folder)).isZero();
    assertThat(labs.out())
        .isEqualTo(
            """
            ok    red reaches blue
            ok    blue reaches red
            ok    red: tcp 10.0.0.2 port 80
            3 checks, all hold
            """);

    labs.file("scenario.yaml", scenario("red -> green"));
    assertThat(labs.vethlab("check", folder)).isEqualTo(1);
    assertThat(labs.out())
        .contains("FAIL  red reaches green\n", "scenario.yaml:4:8\n", "expected open, found none");
    assertThat(labs.vethlab("check", "--format", "json", folder)).isEqualTo(1);
    assertThat(labs.json().get("failed").intValue()).isEqualTo(1);
    assertThat(labs.vethlab("check", "--format", "junit", folder)).isEqualTo(1);
    assertThat(labs.out())
        .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><testsuite name=")
        .contains(
            "tests=\"2\" failures=\"1\" errors=\"0\"", "<failure message=\"10.0.0.3: expected");
  }

  private static String scenario(String pair) {
    return """
    title: Two hosts on one cable
    source: This test
    expect: {reachable:
          [%s]}
    probes:
      - {tcp: '10.0.0.2:80', from: red}
    """
        .formatted(pair);
  }

  @Test
  void a_lab_alone_has_nothing_to_check() {
    assertThat(labs.vethlab("check", lab)).isEqualTo(2);
    assertThat(labs.err()).contains("a lab without expectations");
  }

  @Test
  void a_scenario_with_a_wrong_key_is_told_where() {
    labs.file("scenario.yaml", "title: x\nsource: y\nprobe:\n  - ping\n");
    assertThat(labs.vethlab("check", labs.path())).isEqualTo(2);
    assertThat(labs.err())
        .isEqualTo(
            "vethlab: scenario.yaml:3:1: unknown key 'probe'; known here are title, source, play,"
                + " host, arguments, probes, expect, differences\n");
  }
}
