package vethlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Labs that cannot be played: one line that names file, line and what is wrong, the exit code of
/// the contract, no stack trace, and an end within seconds.
@Timeout(30)
class WrongInputTest {

  private final Path folder;
  private final LabFolder labs;

  WrongInputTest(@TempDir Path folder) {
    this.folder = folder;
    this.labs = new LabFolder(folder);
  }

  // ---- What is no lab ----

  @Test
  void a_file_that_is_not_there() {
    assertThat(labs.vethlab("run", folder.resolve("none.sh").toString())).isEqualTo(2);
    assertThat(labs.err()).isEqualTo("vethlab: none.sh: there is no such file or folder\n");
  }

  @Test
  void a_folder_without_a_lab() {
    assertThat(labs.vethlab("run", folder.toString())).isEqualTo(2);
    assertThat(labs.err()).contains("a folder without lab.sh");
  }

  @Test
  void a_binary_file() {
    assertThat(labs.vethlab("run", labs.file("lab.sh", "echo\0\1\2"))).isEqualTo(2);
    assertThat(labs.err()).isEqualTo("vethlab: lab.sh: a binary file: it has octets of zero\n");
  }

  @Test
  void a_device() {
    assertThat(labs.vethlab("predict", "/dev/zero")).isEqualTo(2);
    assertThat(labs.err()).isEqualTo("vethlab: /dev/zero: not a regular file\n");
  }

  @Test
  void a_hundred_megabytes_of_zeros() throws IOException {
    Path large = folder.resolve("zeros.sh");
    try (var file = new java.io.RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(100_000_000);
    }
    assertThat(labs.vethlab("predict", large.toString())).isEqualTo(2);
    assertThat(labs.err())
        .isEqualTo("vethlab: zeros.sh: larger than 4 MiB: that is no lab script\n");
  }

  @Test
  void a_topology_file_is_not_modelled_yet() {
    assertThat(labs.vethlab("predict", labs.file("net.yaml", "nodes: []\n"))).isEqualTo(3);
    assertThat(labs.err()).contains("not modelled: net.yaml: a topology file");
  }

  @Test
  void a_host_with_docker_is_not_modelled_yet() {
    String lab = labs.file("lab.sh", "#!/bin/bash\n");
    assertThat(labs.vethlab("predict", "--host", "docker", lab)).isEqualTo(3);
    assertThat(labs.err()).contains("not modelled: --host docker");
  }

  // ---- Command lines ----

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "predikt lab.sh       | there is no command 'predikt'; there are run, predict, check",
        "predict              | Missing required parameter: 'LAB'",
        "run --as lab x       | Invalid value for option '--as'",
        "run --seed one x     | Invalid value for option '--seed': 'one' is not a long",
        "trace x --from a     | Missing required option: '--to=ADDRESS|NAMESPACE'",
        "trace x --from a --to b --proto ftp | --proto: 'ftp' is none of icmp, tcp:PORT, udp:PORT",
        "trace x --from a --to b --proto tcp:0 | --proto: port 0 is not between 1 and 65535",
      })
  void a_wrong_command_line_is_told_in_one_line(String line, String problem) {
    assertThat(labs.vethlab(line.strip().split(" "))).isEqualTo(2);
    assertThat(labs.err()).startsWith("vethlab: " + problem);
    assertThat(labs.out()).isEmpty();
  }

  @Test
  void a_command_alone_shows_what_there_is() {
    assertThat(labs.vethlab()).isEqualTo(2);
    assertThat(labs.err()).contains("Usage: vethlab", "predict", "trace");
  }

  @Test
  void an_unknown_namespace_is_named_with_those_that_there_are() {
    String lab = labs.file("lab.sh", "#!/bin/bash\nip netns add red\n");
    assertThat(labs.vethlab("trace", lab, "--from", "green", "--to", "red")).isEqualTo(2);
    assertThat(labs.err())
        .isEqualTo(
            "vethlab: --from: there is no namespace 'green' at the end of the lab; there are host,"
                + " red\n");
  }

  // ---- Scripts that go wrong ----

  @Test
  void an_unknown_command_is_bashs_to_tell_and_predict_passes_it_on() {
    String lab = labs.file("lab.sh", "#!/bin/bash\nip netns add a\nfrobnicate a\n");
    assertThat(labs.vethlab("run", lab)).isZero();
    assertThat(labs.out()).isEqualTo("lab.sh: line 3: frobnicate: command not found\n");
    assertThat(labs.vethlab("predict", lab)).isZero();
    assertThat(labs.out()).contains("lab.sh:3: frobnicate: command not found");
  }

  @Test
  void a_syntax_error_is_shown_as_bash_does_and_ends_with_2() {
    String lab = labs.file("lab.sh", "#!/bin/bash\necho hi\nif true; then\necho x\n");
    assertThat(labs.vethlab("run", lab)).isEqualTo(2);
    assertThat(labs.out()).contains("hi\n", "syntax error: unexpected end of file");
    assertThat(labs.err()).isEqualTo("vethlab: lab.sh:5: syntax error: unexpected end of file\n");
  }

  @Test
  void a_stage_direction_that_is_not_known() {
    assertThat(labs.vethlab("run", labs.file("lab.sh", "echo\n#@ jump\n"))).isEqualTo(2);
    assertThat(labs.err())
        .isEqualTo(
            "vethlab: lab.sh:2: '#@ jump' is not known; known are terminal, type, key, wait\n");
  }

  @Test
  void a_command_that_is_not_modelled_stops_the_run_there() {
    String lab = labs.file("lab.sh", "#!/bin/bash\necho before\ntc qdisc show\necho behind\n");
    assertThat(labs.vethlab("run", lab)).isEqualTo(3);
    assertThat(labs.out()).isEqualTo("before\n");
    assertThat(labs.err()).isEqualTo("vethlab: lab.sh:3: not modelled: the program tc\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "while :; do :; done @ commands",
        "while true; do echo hello; done @ commands",
        "x=1; while ((x++)); do :; done @ commands",
        "f() { f; }; f @ nesting",
        "f() { f | f; }; f @ processes",
        "x=a; while :; do x=$x$x; done @ memory",
        "for i in {1..100000000}; do :; done @ memory",
        "echo {1..100000000} @ memory",
      })
  void a_script_without_end_meets_a_limit(String script, String limit) {
    String lab = labs.file("lab.sh", "#!/bin/bash\n" + script + "\n");
    assertThat(labs.vethlab("run", lab)).isEqualTo(3);
    assertThat(labs.err()).matches("vethlab: lab\\.sh:2: limit reached: " + limit + "\n");
  }

  @Test
  void what_waits_for_ever_is_named() {
    String lab = labs.file("lab.sh", "#!/bin/bash\nnc -l 80\n");
    assertThat(labs.vethlab("run", lab)).isEqualTo(3);
    assertThat(labs.err())
        .isEqualTo("vethlab: lab.sh:2: 'nc -l 80' waits for something that never comes\n");
  }

  @Test
  void zeros_without_end_meet_a_limit() {
    String lab = labs.file("lab.sh", "#!/bin/bash\nx=$(cat /dev/zero)\n");
    assertThat(labs.vethlab("run", lab)).isEqualTo(3);
    assertThat(labs.err()).startsWith("vethlab: lab.sh:2: limit reached: ");
  }

  @Test
  void a_storm_ends_a_run_and_is_an_answer_of_predict() {
    String lab =
        labs.file(
            "lab.sh",
            """
            #!/bin/bash
            ip link add br0 type bridge
            ip link add va type veth peer name vb
            ip link set va master br0
            ip link set vb master br0
            ip link set br0 up
            ip link set va up
            ip link set vb up
            sleep 5
            """);
    assertThat(labs.vethlab("run", lab)).isEqualTo(3);
    assertThat(labs.err()).contains("limit reached: frames; a bridge loop?");
    assertThat(labs.vethlab("predict", lab)).isZero();
    assertThat(labs.out()).contains("STORM", "without host/br0/vb (lab.sh:5:");
  }

  // ---- The host ----

  @Test
  void nothing_of_the_host_is_seen_or_touched() throws IOException {
    String mark = folder.resolve("mark").toString();
    String lab =
        labs.file(
            "lab.sh",
            """
            #!/bin/bash
            echo touched > %s
            cat %s
            ls /etc/passwd- /home/* /work 2>/dev/null
            hostname
            """
                .formatted(mark, labs.file("secret", "of the host")));
    assertThat(labs.vethlab("run", lab)).isIn(0, 3);
    assertThat(labs.out()).doesNotContain("of the host");
    assertThat(Files.exists(Path.of(mark))).isFalse();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("lab.sh", "secret");
    }
  }
}
