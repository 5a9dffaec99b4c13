package vethlab.userland.iproute.netns;

import java.util.List;
import vethlab.simulator.errno.NotModelled;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Command;
import vethlab.userland.iproute.command.Subcommand;
import vethlab.userland.iproute.command.Tool;

/// `ip netns`: finds the command by its word (`do_netns`).
public final class NamespaceCommand implements Command {

  private static final int LONGEST_NAME = 255;

  private static final Command LIST = new NamespaceList();

  private static final Subcommand[] COMMANDS = {
    Subcommand.of(List.of("list", "show", "lst"), LIST),
    Subcommand.of("list-id", new NamespaceListIds()),
    Subcommand.of(
        "help",
        (tool, arguments) -> {
          throw tool.usage("ip-netns");
        }),
    Subcommand.of("add", new NamespaceAdd(true)),
    Subcommand.of("set", new NamespaceSet()),
    Subcommand.of("delete", new NamespaceDelete()),
    Subcommand.of("identify", new NamespaceIdentify()),
    Subcommand.of("pids", new NamespacePids()),
    Subcommand.of("exec", new NamespaceExec()),
    Subcommand.of(
        "monitor",
        (tool, arguments) -> {
          throw new NotModelled("ip netns monitor");
        }),
    Subcommand.of("attach", new NamespaceAdd(false)),
  };

  @Override
  public int run(Tool tool, Arguments arguments) {
    if (arguments.isEmpty()) {
      return LIST.run(tool, arguments);
    }
    if (!tool.options().all() && arguments.hasNext()) {
      String name = arguments.rest().get(1);
      if (!isValid(name)) {
        throw tool.exit(255, "Invalid netns name \"" + name + "\"");
      }
    }
    Subcommand found = arguments.find(COMMANDS);
    if (found == null) {
      throw tool.exit(
          255, "Command \"" + arguments.word() + "\" is unknown, try \"ip netns help\".");
    }
    arguments.advance();
    return found.command().run(tool, arguments);
  }

  private static boolean isValid(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST_NAME
        && name.indexOf('/') < 0
        && !name.equals(".")
        && !name.equals("..");
  }
}
