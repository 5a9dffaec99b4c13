package vethlab.userland.iproute;

import java.util.List;
import vethlab.simulator.errno.NotModelled;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Subcommand;
import vethlab.userland.iproute.command.Texts;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.link.LinkAdd;
import vethlab.userland.iproute.link.LinkDelete;
import vethlab.userland.iproute.link.LinkProperty;
import vethlab.userland.iproute.link.LinkSet;
import vethlab.userland.iproute.show.LinkShow;

/// `ip link`: finds the command by its word (`do_iplink`).
final class LinkCommand implements Command {

  private static final Command SHOW = new LinkShow();

  private static final Subcommand[] COMMANDS = {
    Subcommand.of("add", new LinkAdd()),
    Subcommand.of(List.of("set", "change"), new LinkSet()),
    Subcommand.of(
        "replace",
        (tool, arguments) -> {
          throw new NotModelled("ip link replace");
        }),
    Subcommand.of("delete", new LinkDelete()),
    Subcommand.of(List.of("show", "lst", "list"), SHOW),
    Subcommand.of(
        "xstats",
        (tool, arguments) -> {
          throw new NotModelled("ip link xstats");
        }),
    Subcommand.of(
        "afstats",
        (tool, arguments) -> {
          throw new NotModelled("ip link afstats");
        }),
    Subcommand.of("property", new LinkProperty()),
    Subcommand.of("help", LinkCommand::help),
  };

  @Override
  public int run(Tool tool, Arguments arguments) {
    if (arguments.isEmpty()) {
      return SHOW.run(tool, arguments);
    }
    Subcommand found = arguments.find(COMMANDS);
    if (found == null) {
      throw tool.exit(
          255, "Command \"" + arguments.word() + "\" is unknown, try \"ip link help\".");
    }
    arguments.advance();
    return found.command().run(tool, arguments);
  }

  private static int help(Tool tool, Arguments arguments) {
    if (arguments.isEmpty()) {
      throw tool.usage("ip-link");
    }
    switch (arguments.word()) {
      case "veth", "bridge", "bridge_slave", "vlan" -> {
        tool.print(Texts.usage("ip-link-" + arguments.word()));
        return 0;
      }
      default -> throw tool.usage("ip-link");
    }
  }
}
