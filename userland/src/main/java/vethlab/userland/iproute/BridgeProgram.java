package vethlab.userland.iproute;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.iproute.bridge.FdbCommand;
import vethlab.userland.iproute.bridge.PortCommand;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Batch;
import vethlab.userland.iproute.command.ColourOption;
import vethlab.userland.iproute.command.CommandFailure;
import vethlab.userland.iproute.command.Keyword;
import vethlab.userland.iproute.command.NamespaceSwitch;
import vethlab.userland.iproute.command.Options;
import vethlab.userland.iproute.command.Subcommand;
import vethlab.userland.iproute.command.Tool;

/// The program `bridge` of iproute2 6.1: options, then an object, then what to do with it.
public final class BridgeProgram implements Program {

  private static final String VERSION = "bridge utility, 6.1.0\n";

  private static final Subcommand[] OBJECTS = {
    Subcommand.of("link", new PortCommand()),
    Subcommand.of("fdb", new FdbCommand()),
    refused("mdb"),
    refused("vlan"),
    refused("vni"),
    refused("monitor"),
    Subcommand.of(
        "help",
        (tool, arguments) -> {
          throw tool.usage("bridge");
        }),
  };

  @Override
  public int run(Process self, List<String> arguments) {
    Tool tool = new Tool(self);
    int status = new Run(tool, new Arguments(tool, arguments)).run();
    tool.flush();
    return status;
  }

  private static Subcommand refused(String object) {
    return Subcommand.of(
        object,
        (tool, arguments) -> {
          throw new NotModelled(
              "bridge "
                  + object
                  + (arguments.isEmpty() ? "" : " " + String.join(" ", arguments.rest())));
        });
  }

  /// One call of the program.
  private static final class Run {

    private final Tool tool;
    private final Options options;
    private final Arguments words;
    private final ColourOption colour = new ColourOption();
    private @Nullable String batch;

    Run(Tool tool, Arguments words) {
      this.tool = tool;
      this.options = tool.options();
      this.words = words;
    }

    int run() {
      for (; !words.isEmpty(); words.advance()) {
        if (words.is("--")) {
          words.advance();
          break;
        }
        if (!words.word().startsWith("-")) {
          break;
        }
        read(words.word().startsWith("--") ? words.word().substring(1) : words.word());
      }
      options.setColoured(colour.isOn(tool));
      if (batch != null) {
        return new Batch(tool, batch).run(this::runObject);
      }
      if (words.isEmpty()) {
        throw tool.usage("bridge");
      }
      return runObject(words.rest());
    }

    private int runObject(List<String> line) {
      String name = line.getFirst();
      Subcommand object = Keyword.find(OBJECTS, name);
      if (object == null) {
        tool.error("Object \"" + name + "\" is unknown, try \"bridge help\".\n");
        return 255;
      }
      List<String> rest = ImmutableList.copyOf(line.subList(1, line.size()));
      try {
        return object.command().run(tool, new Arguments(tool, rest)) & 0xff;
      } catch (CommandFailure failed) {
        return failed.result() & 0xff;
      }
    }

    private void read(String option) {
      BridgeToolOption known =
          colour.read(option)
              ? BridgeToolOption.COLOUR
              : Keyword.find(BridgeToolOption.values(), option);
      switch (known) {
        case null ->
            throw tool.exit(255, "Option \"" + option + "\" is unknown, try \"bridge help\".");
        case HELP -> throw tool.usage("bridge");
        case VERSION -> {
          tool.print(VERSION);
          throw tool.exit(0);
        }
        case STATISTICS -> options.addStatistics();
        case DETAILS -> options.setDetails();
        case ONELINE -> options.setOneLine();
        case TIMESTAMP, FAMILY_4, FAMILY_6, COLOUR -> {}
        case NETNS -> NamespaceSwitch.enter(tool, words.hasNext() ? words.next() : "(null)");
        case COMPRESS -> options.setCompressVlans();
        case FORCE -> options.setForce();
        case JSON -> options.setJson();
        case PRETTY -> options.setPretty();
        case BATCH -> {
          if (!words.hasNext()) {
            throw tool.usage("bridge");
          }
          batch = words.next();
        }
      }
    }
  }
}
