package vethlab.userland.iproute.tuntap;

import java.util.List;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Subcommand;
import vethlab.userland.iproute.command.Tool;

/// `ip tuntap`: finds the command by its word (`do_iptuntap`).
public final class TapCommand implements Command {

  private static final Command SHOW = new TapShow();

  private static final Subcommand[] COMMANDS = {
    Subcommand.of("add", new TapAdd()),
    Subcommand.of("delete", new TapDelete()),
    Subcommand.of(List.of("show", "lst", "list"), SHOW),
    Subcommand.of(
        "help",
        (tool, arguments) -> {
          throw tool.usage("ip-tuntap");
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
          255, "Command \"" + arguments.word() + "\" is unknown, try \"ip tuntap help\".");
    }
    arguments.advance();
    return found.command().run(tool, arguments);
  }
}
