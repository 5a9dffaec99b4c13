package vethlab.userland.iproute.netns;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.process.Namespaces;
import vethlab.simulator.process.Process;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Numbers;
import vethlab.userland.iproute.command.Tool;

/// `ip netns add NAME` makes a namespace, `ip netns attach NAME PID` names one (`netns_add`).
final class NamespaceAdd implements Command {

  private final boolean creating;

  NamespaceAdd(boolean creating) {
    this.creating = creating;
  }

  @Override
  public int run(Tool tool, Arguments arguments) {
    Namespaces namespaces = tool.process().table().namespaces();
    if (creating && arguments.isEmpty()) {
      throw tool.fail(-1, "No netns name specified");
    }
    if (!creating && !arguments.hasNext()) {
      throw tool.fail(-1, "No netns name and PID specified");
    }
    String name = arguments.word();
    int pid = creating ? 0 : pid(tool, arguments.next());
    String path = NamespaceDirectory.PATH + "/" + name;
    if (namespaces.named().containsKey(name)) {
      throw tool.fail(-1, "Cannot create namespace file \"" + path + "\": " + Errno.EEXIST.text());
    }
    if (creating) {
      namespaces.name(name, namespaces.createNetwork());
      return 0;
    }
    NetworkNamespace namespace = networkOf(tool.process(), pid);
    if (namespace == null) {
      throw tool.fail(
          -1, "Bind /proc/" + pid + "/ns/net -> " + path + " failed: " + Errno.ENOENT.text());
    }
    namespaces.name(name, namespace);
    return 0;
  }

  private static int pid(Tool tool, String word) {
    Integer pid = Numbers.integer(word);
    if (pid == null || pid == 0) {
      throw tool.fail(-1, "Invalid PID: " + word);
    }
    return pid;
  }

  /// The namespace that a process is in, or null if there is no such process.
  static @Nullable NetworkNamespace networkOf(Process asking, int pid) {
    if (pid == 1) {
      return asking.table().namespaces().root();
    }
    Process found = asking.table().find(pid);
    return found == null || !found.isAlive() ? null : found.network();
  }
}
