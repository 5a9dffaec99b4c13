package vethlab.userland.iproute.link;

import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.rtnetlink.LinkMessage;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Tool;

/// What `ip link add`, `set` and `delete` have in common: words become a message for the kernel
/// (`iplink_modify`).
abstract class LinkModify implements Command {

  private final boolean creating;

  /// @param creating whether the link is to be made
  LinkModify(boolean creating) {
    this.creating = creating;
  }

  @Override
  public final int run(Tool tool, Arguments arguments) {
    LinkMessage message = new LinkMessage();
    String kind = new LinkWords(tool, arguments, message, creating).read();
    if (kind != null) {
      new KindWords(tool, arguments, message, creating).read(kind);
    } else if (creating) {
      throw tool.fail(-1, "Not enough information: \"type\" argument is required");
    }
    tool.talk(() -> send(tool, message));
    return 0;
  }

  /// Asks the kernel.
  ///
  /// @throws vethlab.simulator.errno.KernelError if it refuses
  /// @throws NotModelled for what is not modelled
  abstract void send(Tool tool, LinkMessage message);
}
