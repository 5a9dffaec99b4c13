package vethlab.userland.iproute;

import com.google.common.collect.ImmutableList;
import java.util.List;
import vethlab.simulator.errno.NotModelled;
import vethlab.userland.iproute.address.AddressModify;
import vethlab.userland.iproute.address.AddressModify.Action;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Keyword;
import vethlab.userland.iproute.command.Subcommand;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.show.AddressFlush;
import vethlab.userland.iproute.show.AddressShow;

/// `ip address`: finds the command by its word (`do_ipaddr`).
final class AddressCommand implements Command {

  private static final Command SHOW = new AddressShow();

  private static final Subcommand[] COMMANDS = {
    Subcommand.of("add", new AddressModify(Action.ADD)),
    new Subcommand(
        ImmutableList.of(Keyword.prefix("change"), Keyword.full("chg")),
        new AddressModify(Action.CHANGE)),
    Subcommand.of("replace", new AddressModify(Action.REPLACE)),
    Subcommand.of("delete", new AddressModify(Action.DELETE)),
    Subcommand.of(List.of("list", "show", "lst"), SHOW),
    Subcommand.of("flush", new AddressFlush()),
    refused("save"),
    refused("showdump"),
    refused("restore"),
    Subcommand.of(
        "help",
        (tool, arguments) -> {
          throw tool.usage("ip-address");
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
          255, "Command \"" + arguments.word() + "\" is unknown, try \"ip address help\".");
    }
    arguments.advance();
    return found.command().run(tool, arguments);
  }

  private static Subcommand refused(String word) {
    return Subcommand.of(
        word,
        (tool, arguments) -> {
          throw new NotModelled("ip address " + word);
        });
  }
}
