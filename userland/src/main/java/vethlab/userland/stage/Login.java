package vethlab.userland.stage;

import java.util.Map;
import vethlab.simulator.process.Process;
import vethlab.userland.debian.Debian;

/// What root's processes start with.
final class Login {

  private Login() {}

  /// Sets environment and directory of a first process.
  static void prepare(Process process) {
    Map<String, String> environment = process.environment();
    environment.put("HOME", "/root");
    environment.put("LOGNAME", "root");
    environment.put("USER", "root");
    environment.put("SHELL", "/bin/bash");
    environment.put("PATH", Debian.ROOT_PATH);
    environment.put("LANG", "C.UTF-8");
    environment.put("TERM", "dumb");
    process.setDirectory("/root");
  }
}
