package vethlab.userland.iproute.netns;

import java.util.Map;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Numbers;
import vethlab.userland.iproute.command.Tool;

/// `ip netns identify [PID]`: the name of the namespace that a process is in, an empty line if it
/// has none (`netns_identify`).
final class NamespaceIdentify implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    NetworkNamespace namespace = tool.network();
    if (!arguments.isEmpty()) {
      if (arguments.hasNext()) {
        throw tool.fail(-1, "extra arguments specified");
      }
      String word = arguments.word();
      if (!word.chars().allMatch(letter -> letter >= '0' && letter <= '9')) {
        throw tool.fail(-1, "Specified string '" + word + "' is not a pid");
      }
      namespace = NamespaceAdd.networkOf(tool.process(), Numbers.atoi(word));
      if (namespace == null) {
        throw tool.fail(-1, "Cannot open network namespace: " + Errno.ENOENT.text());
      }
    }
    String name = "";
    for (Map.Entry<String, NetworkNamespace> named : NamespaceList.newestFirst(tool)) {
      if (named.getValue() == namespace) {
        name = named.getKey();
      }
    }
    tool.print(name + "\n");
    return 0;
  }
}
