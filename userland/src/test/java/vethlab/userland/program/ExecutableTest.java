package vethlab.userland.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.machine.Limits;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.simulator.profile.HostProfile;
import vethlab.simulator.profile.KernelProfile;

/// A machine with `/usr/bin/true`, a link to it in `/usr/sbin`, and two scripts.
class ExecutableTest {
  private static final Program TRUE = (self, arguments) -> 0;

  private final Machine machine =
      new Machine(KernelProfile.LINUX_6_1, HostProfile.BARE, "mytux", 1, Limits.DEFAULT);
  private final Installation installation =
      Installation.on(
          machine,
          ProgramTable.builder()
              .add("/usr/bin/true", TRUE)
              .link("/usr/sbin/yes", "/bin/true")
              .build());
  private final Process process = machine.processes().createFirst();

  @Test
  void program_is_found_through_links_in_the_order_of_the_path() {
    process.environment().put("PATH", "/usr/sbin:/sbin:/bin");
    Executable found = Executable.named(process, List.of("yes", "a"));
    assertThat(found.path()).isEqualTo("/usr/sbin/yes");
    assertThat(found.program()).isSameAs(TRUE);
    assertThat(found.words()).containsExactly("yes", "a");
    assertThat(Executable.named(process, List.of("true")).path()).isEqualTo("/bin/true");
  }

  @Test
  void script_runs_its_interpreter() {
    installation.write("/root/lab.sh", "#! /bin/true -x -y\necho\n", 0755);
    Executable found = Executable.at(process, "./lab.sh", List.of("./lab.sh", "setup"));
    assertThat(found.path()).isEqualTo("/bin/true");
    assertThat(found.words()).containsExactly("/bin/true", "-x -y", "./lab.sh", "setup");
  }

  @Test
  void what_cannot_be_executed_says_why() {
    installation.write("/root/plain", "echo\n", 0755);
    installation.write("/root/denied", "#!/bin/true\n", 0644);
    installation.write("/root/again", "#!/root/again\n", 0755);
    refused("./plain", Errno.ENOEXEC);
    refused("./denied", Errno.EACCES);
    refused("./again", Errno.ELOOP);
    refused("/tmp", Errno.EACCES);
    refused("./missing", Errno.ENOENT);
    refused("/bin/true/x", Errno.ENOTDIR);
    refused("nonesuch", Errno.ENOENT);
  }

  private void refused(String name, Errno errno) {
    assertThatThrownBy(() -> Executable.named(process, List.of(name)))
        .isInstanceOfSatisfying(
            KernelError.class, error -> assertThat(error.errno()).isEqualTo(errno));
  }
}
