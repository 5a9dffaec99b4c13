package vethlab.userland.iproute.command;

import vethlab.simulator.errno.Errno;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.process.Namespaces;
import vethlab.simulator.process.Process;

/// Entering a named namespace, for `-netns NAME` and `ip netns exec` (`netns_switch`).
public final class NamespaceSwitch {

  private NamespaceSwitch() {}

  /// Lets the program's process enter the namespace, with a `/sys` of its own.
  public static void enter(Tool tool, String name) {
    enter(tool, name, 255);
  }

  /// As [#enter(Tool, String)].
  ///
  /// @param status with which the program ends if there is no such namespace
  public static void enter(Tool tool, String name, int status) {
    Namespaces namespaces = tool.process().table().namespaces();
    NetworkNamespace namespace = namespaces.named().get(name);
    if (namespace == null) {
      throw tool.exit(
          status, "Cannot open network namespace \"" + name + "\": " + Errno.ENOENT.text());
    }
    enter(tool.process(), namespace);
  }

  /// Lets a process enter a namespace, with a `/sys` of its own.
  public static void enter(Process process, NetworkNamespace namespace) {
    process.setNetwork(namespace);
    process.setMounts(process.table().namespaces().createMounts(namespace));
  }
}
