package vethlab.userland.iproute.neighbour;

import com.google.common.collect.ImmutableList;
import java.util.List;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Keyword;
import vethlab.userland.iproute.command.Subcommand;
import vethlab.userland.iproute.command.Tool;

/// `ip neighbour`: finds the command by its word (`do_ipneigh`).
public final class NeighbourCommand implements Command {

  private static final Command SHOW = new NeighbourShow();

  private static final Subcommand[] COMMANDS = {
    Subcommand.of("add", new NeighbourModify(NeighbourModify.Action.ADD)),
    new Subcommand(
        ImmutableList.of(Keyword.prefix("change"), Keyword.full("chg")),
        new NeighbourModify(NeighbourModify.Action.CHANGE)),
    Subcommand.of("replace", new NeighbourModify(NeighbourModify.Action.REPLACE)),
    Subcommand.of("delete", new NeighbourModify(NeighbourModify.Action.DELETE)),
    Subcommand.of("get", new NeighbourGet()),
    Subcommand.of(List.of("show", "lst", "list"), SHOW),
    Subcommand.of("flush", new NeighbourFlush()),
    Subcommand.of(
        "help",
        (tool, arguments) -> {
          throw tool.usage("ip-neighbour");
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
          255, "Command \"" + arguments.word() + "\" is unknown, try \"ip neigh help\".");
    }
    arguments.advance();
    return found.command().run(tool, arguments);
  }
}
