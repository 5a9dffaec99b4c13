package vethlab.userland.procfs;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.process.Process;

/// The settings below `kernel` that say something about this machine (`utsname_sysctl.c`).
final class MachineSettings implements Settings {

  private static final ImmutableList<String> NAMES =
      ImmutableList.of("hostname", "ns_last_pid", "osrelease", "version");
  private static final int LONGEST_HOSTNAME = 64;

  @Override
  public ImmutableList<String> names(Process viewer) {
    return NAMES;
  }

  @Override
  public @Nullable String find(Process viewer, String name) {
    return switch (name) {
      case "hostname" -> viewer.uts().hostname();
      case "ns_last_pid" -> Integer.toString(viewer.table().all().getLast().pid());
      case "osrelease" -> viewer.table().core().profile().release();
      case "version" -> viewer.table().core().profile().version();
      default -> null;
    };
  }

  @Override
  public int mode(String name) {
    return List.of("hostname").contains(name) ? 0644 : 0444;
  }

  @Override
  public void write(Process viewer, String name, String text) {
    if (!name.equals("hostname")) {
      throw new KernelError(Errno.EACCES);
    }
    String hostname = text.lines().findFirst().orElse("");
    viewer.setHostname(
        hostname.length() > LONGEST_HOSTNAME ? hostname.substring(0, LONGEST_HOSTNAME) : hostname);
  }
}
