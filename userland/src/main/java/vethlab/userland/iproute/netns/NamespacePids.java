package vethlab.userland.iproute.netns;

import vethlab.simulator.errno.Errno;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Tool;

/// `ip netns pids NAME`: the processes in a namespace (`netns_pids`).
final class NamespacePids implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    if (arguments.isEmpty()) {
      throw tool.fail(-1, "No netns name specified");
    }
    if (arguments.hasNext()) {
      throw tool.fail(-1, "extra arguments specified");
    }
    NetworkNamespace namespace = tool.process().table().namespaces().named().get(arguments.word());
    if (namespace == null) {
      throw tool.fail(-1, "Cannot open network namespace: " + Errno.ENOENT.text());
    }
    tool.process()
        .table()
        .namespaces()
        .holders(namespace)
        .forEach(process -> tool.print(process.pid() + "\n"));
    return 0;
  }
}
