package vethlab.userland.iproute.bridge;

import vethlab.simulator.bridge.ForwardingDatabase;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Subcommand;
import vethlab.userland.iproute.command.Tool;

/// `bridge fdb`: finds the command by its word (`do_fdb`).
public final class FdbCommand implements Command {

  private static final Command SHOW = new FdbShow();

  private static final Subcommand[] COMMANDS = {
    Subcommand.of("add", new FdbModify(ForwardingDatabase.Mode.ADD)),
    Subcommand.of("append", new FdbModify(ForwardingDatabase.Mode.APPEND)),
    Subcommand.of("replace", new FdbModify(ForwardingDatabase.Mode.REPLACE)),
    Subcommand.of("delete", new FdbModify(null)),
    Subcommand.of("get", new FdbGet()),
    Subcommand.of("show", SHOW),
    Subcommand.of("lst", SHOW),
    Subcommand.of("list", SHOW),
    Subcommand.of("flush", new FdbFlush()),
    Subcommand.of(
        "help",
        (tool, arguments) -> {
          throw tool.usage("bridge-fdb");
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
          255, "Command \"" + arguments.word() + "\" is unknown, try \"bridge fdb help\".");
    }
    arguments.advance();
    return found.command().run(tool, arguments);
  }
}
