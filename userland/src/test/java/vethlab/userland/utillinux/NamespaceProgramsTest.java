package vethlab.userland.utillinux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vethlab.userland.testing.Workplace;

/// What `unshare`, `nsenter` and `lsns` print was recorded on Debian 12. Process 1001 sleeps in a
/// network and UTS namespace of its own.
class NamespaceProgramsTest {

  private final Workplace place = new Workplace();
  private final Workplace.Running sleeper = place.start("unshare --net --uts sleep 1000");

  NamespaceProgramsTest() {
    place.pass(java.time.Duration.ofMillis(10));
  }

  @AfterEach
  void close() {
    place.close();
  }

  /// Lines of standard error are marked with `2>`, and parted by `~`.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unshare -V              | 0   | unshare from util-linux 2.38.1
          unshare -x              | 1   | 2> unshare: invalid option -- 'x'~2> Try 'unshare --help' for more information.
          unshare --foo           | 1   | 2> unshare: unrecognized option '--foo'~2> Try 'unshare --help' for more information.
          /bin/unshare -x         | 1   | 2> /bin/unshare: invalid option -- 'x'~2> Try 'unshare --help' for more information.
          unshare --m hostname    | 1   | 2> unshare: option '--m' is ambiguous; possibilities: '--mount' '--mount-proc' '--map-user' '--map-users' '--map-group' '--map-groups' '--map-root-user' '--map-current-user' '--map-auto' '--monotonic'~2> Try 'unshare --help' for more information.
          unshare -n nonexist     | 127 | 2> unshare: failed to execute nonexist: No such file or directory
          unshare -n /tmp         | 126 | 2> unshare: failed to execute /tmp: Permission denied
          unshare hostname        | 0   | host
          unshare -n -u hostname  | 0   | host
          unshare --ne hostname   | 0   | host
          unshare --propagation foo -m hostname | 1 | 2> unshare: unsupported propagation mode: foo
          unshare --propagation private -m hostname | 0 | host
          unshare -w /nonexist -n hostname | 1 | 2> unshare: cannot chdir to '/nonexist': No such file or directory
          unshare -n -f hostname a_b | 1 | 2> hostname: the specified hostname is invalid
          nsenter -V              | 0   | nsenter from util-linux 2.38.1
          nsenter -x              | 1   | 2> nsenter: invalid option -- 'x'~2> Try 'nsenter --help' for more information.
          nsenter -t 99999 -n hostname | 1 | 2> nsenter: cannot open /proc/99999/ns/net: No such file or directory
          nsenter -t abc -n hostname | 1 | 2> nsenter: failed to parse pid: 'abc'
          nsenter -t -1 -n hostname | 1 | 2> nsenter: cannot open /proc/4294967295/ns/net: No such file or directory
          nsenter -t 0 -n hostname | 1  | 2> nsenter: neither filename nor target pid supplied for ns/net
          nsenter -n hostname     | 1   | 2> nsenter: neither filename nor target pid supplied for ns/net
          nsenter -t              | 1   | 2> nsenter: option requires an argument -- 't'~2> Try 'nsenter --help' for more information.
          nsenter -t 1001 -n hostname | 0 | host
          nsenter -t 1001 -n nonexist | 127 | 2> nsenter: failed to execute nonexist: No such file or directory
          nsenter --net=/nonexist hostname | 1 | 2> nsenter: cannot open /nonexist: No such file or directory
          nsenter --net=/etc/passwd hostname | 1 | 2> nsenter: reassociate to namespace 'ns/net' failed: Invalid argument
          nsenter --uts=/proc/1001/ns/net hostname | 1 | 2> nsenter: reassociate to namespace 'ns/uts' failed: Invalid argument
          nsenter -t 1001 -U hostname | 1 | 2> nsenter: reassociate to namespace 'ns/user' failed: Invalid argument
          nsenter -a hostname     | 1   | 2> nsenter: no target PID specified for --all
          nsenter -t 99999 -a hostname | 1 | 2> nsenter: stat of /proc/99999/ns/user failed: No such file or directory
          lsns -V                 | 0   | lsns from util-linux 2.38.1
          lsns -x                 | 1   | 2> lsns: invalid option -- 'x'~2> Try 'lsns --help' for more information.
          lsns -t foo             | 1   | 2> lsns: unknown namespace type: foo
          lsns -o foo             | 1   | 2> lsns: unknown column: foo
          lsns -p 99999           | 0   | ''
          lsns -p abc             | 1   | 2> lsns: invalid PID argument: 'abc'
          lsns 12345              | 1   | 2> lsns: not found namespace: 12345
          lsns abc                | 1   | 2> lsns: invalid namespace argument: 'abc'
          """)
  void command_says(String command, int status, String lines) {
    Workplace.Result result = place.run(command);
    StringBuilder said = new StringBuilder();
    result.err().lines().forEach(line -> said.append("2> ").append(line).append('\n'));
    said.append(result.out());
    assertThat(said.toString()).isEqualTo(lines.isEmpty() ? "" : lines.replace("~", "\n") + "\n");
    assertThat(result.status()).isEqualTo(status);
  }

  @Test
  void hostname_is_that_of_the_namespace_entered() {
    assertThat(place.output("nsenter -t 1001 -u hostname netns1")).isEmpty();
    assertThat(place.output("nsenter -t 1001 -n -u hostname")).isEqualTo("netns1\n");
    assertThat(place.output("nsenter --uts=/proc/1001/ns/uts hostname")).isEqualTo("netns1\n");
    assertThat(place.output("nsenter --target=1001 --all hostname")).isEqualTo("netns1\n");
    assertThat(place.output("hostname")).isEqualTo("host\n");
    assertThat(sleeper.process().network().name()).isEqualTo("netns1");
  }

  @Test
  void listing_shows_who_leads_a_namespace_and_where_it_branched_off() {
    place.start("unshare -n sleep 2000");
    place.pass(java.time.Duration.ofMillis(10));
    long net1 = sleeper.process().network().inode();
    assertThat(place.output("lsns -t net -o TYPE,NPROCS,PID,USER,NETNSID,NSFS,COMMAND"))
        .isEqualTo(
            """
            TYPE NPROCS   PID USER    NETNSID NSFS COMMAND
            net       3     1 root unassigned      /sbin/init
            net       1  1001 root unassigned      sleep 1000
            net       1  1002 root unassigned      sleep 2000
            """);
    assertThat(place.output("lsns -n -o NS -t net -p 1001")).isEqualTo(net1 + "\n");
    assertThat(place.output("lsns " + net1))
        .isEqualTo(
            """
              PID  PPID USER COMMAND
             1001  1000 root sleep 1000
            """);
  }

  @Test
  void namespace_made_below_another_hangs_under_it() {
    place.start("nsenter -t 1001 -n unshare -n sleep 2000");
    assertThat(place.output("lsns -t uts -o TYPE,PID,COMMAND"))
        .isEqualTo(
            """
            TYPE   PID COMMAND
            uts      1 /sbin/init
            uts   1001 sleep 1000
            """);
    assertThat(place.output("lsns -t user -t pid -o NS,TYPE,PID"))
        .isEqualTo(
            """
                    NS TYPE  PID
            4026531836 pid     1
            4026531837 user    1
            """);
  }

  @Test
  void listing_as_json_and_raw() {
    long net1 = sleeper.process().network().inode();
    assertThat(place.output("lsns -J " + net1))
        .isEqualTo(
            """
            {
               "namespaces": [
                  {
                     "pid": 1001,
                     "ppid": 1000,
                     "user": "root",
                     "command": "sleep 1000"
                  }
               ]
            }
            """);
    assertThat(place.output("lsns -r -t net -o TYPE,NSFS,COMMAND"))
        .isEqualTo(
            """
            TYPE NSFS COMMAND
            net  /sbin/init
            net  sleep\\x201000
            """);
  }

  @Test
  void names_of_a_namespace_stand_below_one_another() {
    var namespaces = place.machine().namespaces();
    namespaces.name("red", sleeper.process().network());
    namespaces.name("red2", sleeper.process().network());
    assertThat(place.output("lsns -t net -o PID,NSFS,COMMAND"))
        .isEqualTo(
            """
              PID NSFS            COMMAND
                1                 /sbin/init
             1001 /run/netns/red  sleep 1000
                  /run/netns/red2\s
            """);
    assertThat(place.output("lsns -W -t net -o PID,NSFS,COMMAND"))
        .isEqualTo(
            """
              PID NSFS                           COMMAND
                1                                /sbin/init
             1001 /run/netns/red,/run/netns/red2 sleep 1000
            """);
  }

  @Test
  void end_of_the_last_process_ends_the_namespace() {
    assertThat(place.machine().namespaces().all()).hasSize(2);
    sleeper.process().signal(vethlab.simulator.process.Signal.SIGKILL);
    place.pass(java.time.Duration.ofMillis(10));
    assertThat(place.machine().namespaces().all()).hasSize(1);
  }
}
