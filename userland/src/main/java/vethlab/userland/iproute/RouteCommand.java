package vethlab.userland.iproute;

import com.google.common.collect.ImmutableList;
import java.util.List;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.fib.RouteChange;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Keyword;
import vethlab.userland.iproute.command.Subcommand;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.route.RouteFlush;
import vethlab.userland.iproute.route.RouteGet;
import vethlab.userland.iproute.route.RouteModify;
import vethlab.userland.iproute.route.RouteShow;

/// `ip route`: finds the command by its word (`do_iproute`).
final class RouteCommand implements Command {

  private static final Command SHOW = new RouteShow();

  private static final Subcommand[] COMMANDS = {
    Subcommand.of("add", new RouteModify(RouteChange.ADD)),
    new Subcommand(
        ImmutableList.of(Keyword.prefix("change"), Keyword.full("chg")),
        new RouteModify(RouteChange.CHANGE)),
    Subcommand.of("replace", new RouteModify(RouteChange.REPLACE)),
    Subcommand.of("prepend", new RouteModify(RouteChange.PREPEND)),
    Subcommand.of("append", new RouteModify(RouteChange.APPEND)),
    Subcommand.of("test", new RouteModify(RouteChange.TEST)),
    Subcommand.of("delete", new RouteModify(null)),
    Subcommand.of(List.of("list", "show", "lst"), SHOW),
    Subcommand.of("get", new RouteGet()),
    Subcommand.of("flush", new RouteFlush()),
    refused("save"),
    refused("restore"),
    refused("showdump"),
    Subcommand.of(
        "help",
        (tool, arguments) -> {
          throw tool.usage("ip-route");
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
          255, "Command \"" + arguments.word() + "\" is unknown, try \"ip route help\".");
    }
    arguments.advance();
    return found.command().run(tool, arguments);
  }

  private static Subcommand refused(String word) {
    return Subcommand.of(
        word,
        (tool, arguments) -> {
          throw new NotModelled("ip route " + word);
        });
  }
}
