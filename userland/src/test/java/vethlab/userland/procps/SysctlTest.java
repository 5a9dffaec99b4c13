package vethlab.userland.procps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vethlab.simulator.device.KernelModules;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.userland.testing.Transcript;
import vethlab.userland.testing.Workplace;

/// Answers were recorded from procps 4.0.2 on Linux 6.1.
class SysctlTest {

  private final Workplace place = new Workplace();

  @AfterEach
  void close() {
    place.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          sysctl net.ipv4.ip_forward            | net.ipv4.ip_forward = 0
          sysctl net/ipv4/ip_forward            | net.ipv4.ip_forward = 0
          sysctl -n net.ipv4.ip_forward         | 0
          sysctl -b net.ipv4.ip_forward         | 0
          sysctl -N net.ipv4.ip_forward         | net.ipv4.ip_forward
          sysctl -w net.ipv4.ip_forward=1       | net.ipv4.ip_forward = 1
          sysctl net.ipv4.ip_forward=0          | net.ipv4.ip_forward = 0
          sysctl -w net.ipv4.ip_forward         | 2> sysctl: command line(0): invalid syntax, continuing... [1]
          sysctl -w net.ipv4.ip_forward 1       | 2> sysctl: command line(0): invalid syntax, continuing... [1]
          sysctl -w 'net.ipv4.ip_forward = 1'   | net.ipv4.ip_forward = 1
          sysctl -w 'net.ipv4.ip_forward= 1 '   | net.ipv4.ip_forward = 1
          sysctl -w net.ipv4.ip_forward=abc     | 2> sysctl: setting key "net.ipv4.ip_forward": Invalid argument [1]
          sysctl -w net.ipv4.ip_forward=        | 2> sysctl: setting key "net.ipv4.ip_forward": Invalid argument [1]
          sysctl -w net.ipv4.ip_forward=-1      | net.ipv4.ip_forward = -1
          sysctl -w net.ipv4.ip_forward=0x1     | net.ipv4.ip_forward = 0x1
          sysctl -w 'net.ipv4.ip_forward=1 2'   | net.ipv4.ip_forward = 1 2
          sysctl -qw net.ipv4.ip_forward=1      | ''
          sysctl -nw net.ipv4.ip_forward=1      | 1
          sysctl -e net.foo.bar                 | ''
          sysctl net.foo.bar                    | 2> sysctl: cannot stat /proc/sys/net/foo/bar: No such file or directory [1]
          sysctl -w net.foo.bar=1               | 2> sysctl: cannot stat /proc/sys/net/foo/bar: No such file or directory [1]
          sysctl -e -w net.foo.bar=1            | ''
          sysctl -w net.ipv4=1                  | 2> sysctl: setting key "net.ipv4": Invalid argument
          sysctl net.ipv4.ip_forward.x          | 2> sysctl: cannot stat /proc/sys/net/ipv4/ip_forward/x: Not a directory [1]
          sysctl ''                             | 2> sysctl: "" is an unknown key [255]
          sysctl -w =1                          | 2> sysctl: Path is not under /proc/sys/: /proc/sys/ [1]
          sysctl -p /nonexist                   | 2> sysctl: cannot open "/nonexist": No such file or directory [1]
          sysctl -p                             | 2> sysctl: cannot open "/etc/sysctl.conf": No such file or directory [1]
          sysctl kernel.hostname                | kernel.hostname = host
          sysctl kernel.ostype kernel.osrelease | kernel.ostype = Linux~kernel.osrelease = 6.1.0-56-cloud-amd64
          sysctl -w kernel.ostype=foo           | 2> sysctl: setting key "kernel.ostype": Invalid argument
          sysctl vm.swappiness                  | vm.swappiness = 60
          sysctl net.bridge                     | 2> sysctl: cannot stat /proc/sys/net/bridge: No such file or directory [1]
          sysctl -a -r lo.rp_filter             | net.ipv4.conf.lo.rp_filter = 0
          sysctl -Nar net.ipv4.conf.lo.rp       | net.ipv4.conf.lo.rp_filter
          sysctl -x                             | 2> sysctl: no variables specified~2> Try `sysctl --help' for more information. [1]
          sysctl -V                             | sysctl from procps-ng 4.0.2
          """)
  void command_says(String command, String said) {
    assertThat(Transcript.of(place.run(command))).isEqualTo(said);
  }

  @Test
  void file_is_read_line_by_line_and_errors_come_first() {
    place.write(
        "/tmp/s.conf",
        """
        # comment
        ; other

        net.ipv4.ip_forward=1
        net.ipv4.conf.all.forwarding = 1
        -net.foo.bar = 1
        net.foo.baz=2
        bad line
        """);
    Workplace.Result result = place.run("sysctl -p /tmp/s.conf");
    assertThat(result.err())
        .isEqualTo(
            """
            sysctl: /tmp/s.conf(8): invalid syntax, continuing...
            sysctl: cannot stat /proc/sys/net/foo/bar: No such file or directory
            sysctl: cannot stat /proc/sys/net/foo/baz: No such file or directory
            """);
    assertThat(result.out())
        .isEqualTo("net.ipv4.ip_forward = 1\nnet.ipv4.conf.all.forwarding = 1\n");
    assertThat(result.status()).isEqualTo(1);
    assertThat(place.run("sysctl -p -", "net.ipv4.ip_forward=0\n").out())
        .isEqualTo("net.ipv4.ip_forward = 0\n");
  }

  @Test
  void settings_are_those_of_the_namespace() {
    place.start("unshare -n sleep 1000");
    place.output("sysctl -w net.ipv4.ip_forward=1");
    assertThat(place.output("nsenter -t 1001 -n sysctl -n net.ipv4.ip_forward")).isEqualTo("0\n");
    assertThat(place.output("nsenter -t 1001 -n sysctl net.core"))
        .isEqualTo(
            """
            net.core.somaxconn = 4096
            net.core.txrehash = 1
            net.core.xfrm_acq_expires = 30
            net.core.xfrm_aevent_etime = 10
            net.core.xfrm_aevent_rseqth = 2
            net.core.xfrm_larval_drop = 1
            """);
  }

  @Test
  void dot_in_a_device_name_is_written_as_a_slash() {
    place.connect(place.root(), "v.1", place.root(), "v2");
    assertThat(place.output("sysctl net.ipv4.conf.v/1.forwarding"))
        .isEqualTo("net.ipv4.conf.v/1.forwarding = 0\n");
    assertThat(place.output("sysctl net/ipv4/conf/v.1/forwarding"))
        .isEqualTo("net.ipv4.conf.v/1.forwarding = 0\n");
    assertThat(place.output("sysctl -w net.ipv4.conf.v/1.forwarding=1"))
        .isEqualTo("net.ipv4.conf.v/1.forwarding = 1\n");
  }

  @Test
  void bridge_filter_settings_come_with_the_module() {
    assertThat(Transcript.of(place.run("modprobe br_netfilter"))).isEmpty();
    assertThat(place.machine().core().modules().isLoaded(KernelModules.BR_NETFILTER)).isTrue();
    assertThat(place.output("sysctl net.bridge"))
        .isEqualTo(
            """
            net.bridge.bridge-nf-call-arptables = 1
            net.bridge.bridge-nf-call-ip6tables = 1
            net.bridge.bridge-nf-call-iptables = 1
            net.bridge.bridge-nf-filter-pppoe-tagged = 0
            net.bridge.bridge-nf-filter-vlan-tagged = 0
            net.bridge.bridge-nf-pass-vlan-input-dev = 0
            """);
    assertThat(place.output("sysctl -w net.bridge.bridge-nf-call-iptables=0"))
        .isEqualTo("net.bridge.bridge-nf-call-iptables = 0\n");
    assertThat(place.output("unshare -n sysctl -n net.bridge.bridge-nf-call-iptables"))
        .isEqualTo("1\n");
    assertThat(place.output("lsmod").lines().limit(3))
        .containsExactly(
            "Module                  Size  Used by",
            "br_netfilter           36864  0",
            "tun                    61440  0");
  }

  @ParameterizedTest(name = "{0} > {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1       | net/ipv4/ip_forward           | 1
          '  7  ' | net/ipv4/ip_forward           | 7
          1 2     | net/ipv4/ip_forward           | 1
          30      | net/ipv4/ip_default_ttl       | 30
          abc     | net/ipv4/ip_forward           | EINVAL
          ''      | net/ipv4/ip_forward           | EINVAL
          300     | net/ipv4/ip_default_ttl       | EINVAL
          0       | net/ipv4/ip_default_ttl       | EINVAL
          1       | net/ipv4/nonesuch             | ENOENT
          1       | net/ipv4/conf/nodev/forwarding| ENOENT
          x       | kernel/ostype                 | EACCES
          netns1  | kernel/hostname               | netns1
          """)
  void written_by_echo(String text, String name, String result) {
    String path = "/proc/sys/" + name;
    if (result.startsWith("E")) {
      assertThatThrownBy(() -> place.echo(text, path))
          .isInstanceOfSatisfying(
              KernelError.class,
              error -> assertThat(error.errno()).isEqualTo(Errno.valueOf(result)));
    } else {
      place.echo(text, path);
      assertThat(place.content(path)).isEqualTo(result + "\n");
    }
  }

  @Test
  void listing_of_everything_does_not_stumble() {
    Workplace.Result result = place.run("sysctl -a");
    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines().count()).isGreaterThan(600);
    assertThat(result.out()).contains("\nnet.ipv4.ip_forward = 0\n", "\nvm.swappiness = 60\n");
  }
}
