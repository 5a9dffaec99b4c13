package vethlab.userland.iproute.netns;

import com.google.common.collect.ImmutableList;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.process.Namespaces;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Tool;

/// `ip netns delete NAME`, `ip -all netns delete`: takes names away (`netns_delete`).
final class NamespaceDelete implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    Namespaces namespaces = tool.process().table().namespaces();
    if (tool.options().all()) {
      ImmutableList.copyOf(namespaces.named().keySet()).forEach(namespaces::unname);
      return 0;
    }
    if (arguments.isEmpty()) {
      throw tool.fail(-1, "No netns name specified");
    }
    String name = arguments.word();
    try {
      namespaces.unname(name);
    } catch (KernelError missing) {
      throw tool.fail(
          -1,
          "Cannot remove namespace file \""
              + NamespaceDirectory.PATH
              + "/"
              + name
              + "\": "
              + missing.errno().text());
    }
    return 0;
  }
}
