package vethlab.userland.iproute.bridge;

import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Subcommand;
import vethlab.userland.iproute.command.Tool;

/// `bridge link`: finds the command by its word (`do_link`).
public final class PortCommand implements Command {

  private static final Command SHOW = new PortShow();

  private static final Subcommand[] COMMANDS = {
    Subcommand.of("set", new PortSet()),
    Subcommand.of("change", new PortSet()),
    Subcommand.of("show", SHOW),
    Subcommand.of("lst", SHOW),
    Subcommand.of("list", SHOW),
    Subcommand.of(
        "help",
        (tool, arguments) -> {
          throw tool.usage("bridge-link");
        }),
  };

  @Override
  public int run(Tool tool, Arguments arguments) {
    if (arguments.isEmpty()) {
      return SHOW.run(tool, arguments);
    }
    Subcommand found = arguments.find(COMMANDS);
    if (found == null) {
      throw tool.exit(
          255, "Command \"" + arguments.word() + "\" is unknown, try \"bridge link help\".");
    }
    arguments.advance();
    return found.command().run(tool, arguments);
  }
}
