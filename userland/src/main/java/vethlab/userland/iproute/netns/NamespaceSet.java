package vethlab.userland.iproute.netns;

import vethlab.simulator.errno.Errno;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Numbers;
import vethlab.userland.iproute.command.Tool;

/// `ip netns set NAME NUMBER`: gives a namespace a number here (`netns_set`).
final class NamespaceSet implements Command {

  @Override
  public int run(Tool tool, Arguments arguments) {
    if (arguments.isEmpty()) {
      throw tool.fail(-1, "No netns name specified");
    }
    String name = arguments.word();
    if (!arguments.hasNext()) {
      throw tool.fail(-1, "No nsid specified");
    }
    String word = arguments.next();
    int id = number(arguments, word);
    NetworkNamespace namespace = tool.process().table().namespaces().named().get(name);
    if (namespace == null) {
      throw tool.fail(-1, "Cannot open network namespace \"" + name + "\": " + Errno.ENOENT.text());
    }
    tool.talk(() -> tool.network().peerIds().assign(namespace.devices(), id));
    return 0;
  }

  private static int number(Arguments arguments, String word) {
    if (word.equals("auto")) {
      return -1;
    }
    Integer number = Numbers.integer(word);
    if (number == null) {
      throw arguments.invalid("Invalid \"netnsid\" value", word);
    }
    if (number < 0) {
      throw arguments.invalid("\"netnsid\" value should be >= 0", word);
    }
    return number;
  }
}
