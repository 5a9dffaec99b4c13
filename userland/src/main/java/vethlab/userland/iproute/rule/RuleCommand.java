package vethlab.userland.iproute.rule;

import java.util.List;
import vethlab.simulator.errno.NotModelled;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Subcommand;
import vethlab.userland.iproute.command.Tool;

/// `ip rule`: finds the command by its word (`do_iprule`).
public final class RuleCommand implements Command {

  private static final Command LIST = new RuleShow();

  private static final Subcommand[] COMMANDS = {
    Subcommand.of(List.of("list", "lst", "show"), LIST),
    Subcommand.of("save", RuleCommand::save),
    Subcommand.of(
        "restore",
        (tool, arguments) -> {
          throw new NotModelled("ip rule restore");
        }),
    Subcommand.of("add", new RuleAdd()),
    Subcommand.of("delete", new RuleDelete()),
    Subcommand.of("flush", new RuleFlush()),
    Subcommand.of(
        "help",
        (tool, arguments) -> {
          throw tool.usage("ip-rule");
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
          255, "Command \"" + arguments.word() + "\" is unknown, try \"ip rule help\".");
    }
    arguments.advance();
    return found.command().run(tool, arguments);
  }

  private static int save(Tool tool, Arguments arguments) {
    if (!arguments.isEmpty()) {
      throw tool.fail(-1, "\"ip rule save\" does not take any arguments.");
    }
    throw new NotModelled("ip rule save");
  }
}
