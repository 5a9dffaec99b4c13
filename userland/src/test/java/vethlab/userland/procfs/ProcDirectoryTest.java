package vethlab.userland.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vethlab.simulator.file.Node;
import vethlab.userland.testing.Workplace;

/// `/proc` as the holder of a workplace (process 1000) sees it; 1001 sleeps in a network namespace
/// of its own.
class ProcDirectoryTest {

  private final Workplace place = new Workplace();
  private final Workplace.Running sleeper = place.start("unshare --net sleep 1000");

  ProcDirectoryTest() {
    place.pass(java.time.Duration.ofMillis(10));
  }

  @AfterEach
  void close() {
    place.close();
  }

  private String link(String path) {
    Node node = place.machine().files().findLink(place.holder(), "/", path);
    return node instanceof Node.Symlink symlink ? symlink.target(place.holder()) : "no link";
  }

  @Test
  void processes_and_their_words() {
    assertThat(place.content("/proc/1001/comm")).isEqualTo("sleep\n");
    assertThat(place.content("/proc/1001/cmdline")).isEqualTo("sleep\0" + "1000\0");
    assertThat(place.content("/proc/1/cmdline")).isEqualTo("/sbin/init\0");
    assertThat(place.content("/proc/1001/stat")).startsWith("1001 (sleep) S 1000 1001 1001 0 -1");
    assertThat(place.content("/proc/1001/status"))
        .contains("Name:\tsleep\n", "State:\tS (sleeping)\n", "PPid:\t1000\n");
    assertThat(place.machine().files().find(place.holder(), "/", "/proc/999")).isNull();
  }

  @Test
  void links_lead_to_the_viewer() {
    assertThat(link("/proc/self")).isEqualTo("1000");
    assertThat(link("/proc/net")).isEqualTo("self/net");
    assertThat(link("/proc/self/cwd")).isEqualTo("/root");
    assertThat(place.content("/proc/self/comm")).isEqualTo("sh\n");
  }

  @Test
  void namespaces_are_links_that_lead_to_files() {
    long inode = sleeper.process().network().inode();
    assertThat(link("/proc/1001/ns/net")).isEqualTo("net:[" + inode + "]");
    assertThat(link("/proc/1001/ns/uts")).isEqualTo("uts:[4026531838]");
    assertThat(link("/proc/1001/ns/pid_for_children")).isEqualTo("pid:[4026531836]");
    Node file = place.machine().files().find(place.holder(), "/", "/proc/1001/ns/net");
    assertThat(file)
        .isInstanceOfSatisfying(
            NamespaceFile.class, found -> assertThat(found.space().inode()).isEqualTo(inode));
  }

  @Test
  void open_files_can_be_opened_again() {
    place
        .holder()
        .files()
        .set(
            7,
            place
                .machine()
                .files()
                .open(place.holder(), "/", "/etc/hostname", Node.OpenMode.READ, 0));
    assertThat(place.content("/proc/self/fd/7")).isEqualTo("host\n");
  }

  @Test
  void devices_with_their_counters() {
    assertThat(place.content("/proc/net/dev"))
        .isEqualTo(
            """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                lo:       0       0    0    0    0     0          0         0        0       0    0    0    0     0       0          0
            """);
  }

  @Test
  void about_the_machine() {
    assertThat(place.content("/proc/version"))
        .isEqualTo(
            "Linux version 6.1.0-56-cloud-amd64 (debian-kernel@lists.debian.org) (gcc-12 (Debian"
                + " 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP"
                + " PREEMPT_DYNAMIC Debian 6.1.192-2 (2026-11-16)\n");
    assertThat(place.content("/proc/uptime")).isEqualTo("0.01 0.01\n");
    assertThat(place.content("/proc/modules")).startsWith("tun 61440 0 - Live ");
  }

  @Test
  void fork_of_the_machine_shows_the_same() {
    var copy = place.machine().copy();
    var twin = copy.processes().find(1000);
    assertThat(copy.files().find(java.util.Objects.requireNonNull(twin), "/", "/proc/1001/ns/net"))
        .isInstanceOfSatisfying(
            NamespaceFile.class,
            found ->
                assertThat(found.space())
                    .isEqualTo(
                        new NamespaceFile.Space.Network(
                            java.util.Objects.requireNonNull(copy.processes().find(1001))
                                .network())));
  }
}
