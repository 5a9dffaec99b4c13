package vethlab.userland.iproute.maddress;

import java.util.List;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Subcommand;
import vethlab.userland.iproute.command.Tool;

/// `ip maddress`: finds the command by its word (`do_multiaddr`).
public final class MulticastCommand implements Command {

  private static final Command LIST = new MulticastShow();

  private static final Subcommand[] COMMANDS = {
    Subcommand.of("add", new MulticastModify(true)),
    Subcommand.of("delete", new MulticastModify(false)),
    Subcommand.of(List.of("list", "show", "lst"), LIST),
    Subcommand.of(
        "help",
        (tool, arguments) -> {
          throw tool.usage("ip-maddress");
        }),
  };

  @Override
  public int run(Tool tool, Arguments arguments) {
    if (arguments.isEmpty()) {
      return LIST.run(tool, arguments);
    }
    Subcommand found = arguments.find(COMMANDS);
    if (found == null) {
      throw tool.exit(
          255, "Command \"" + arguments.word() + "\" is unknown, try \"ip maddr help\".");
    }
    arguments.advance();
    return found.command().run(tool, arguments);
  }
}
