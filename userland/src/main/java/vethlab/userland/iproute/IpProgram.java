package vethlab.userland.iproute;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.iproute.command.Arguments;
import vethlab.userland.iproute.command.Batch;
import vethlab.userland.iproute.command.ColourOption;
import vethlab.userland.iproute.command.CommandFailure;
import vethlab.userland.iproute.command.Family;
import vethlab.userland.iproute.command.Keyword;
import vethlab.userland.iproute.command.NamespaceSwitch;
import vethlab.userland.iproute.command.Numbers;
import vethlab.userland.iproute.command.Options;
import vethlab.userland.iproute.command.Subcommand;
import vethlab.userland.iproute.command.Tool;

/// The program `ip` of iproute2 6.1: options, then an object, then what to do with it.
public final class IpProgram implements Program {

  private static final String VERSION = "ip utility, iproute2-6.1.0, libbpf 1.1.2\n";

  @Override
  public int run(Process self, List<String> arguments) {
    Tool tool = new Tool(self);
    int status = new Run(tool, new Arguments(tool, arguments)).run();
    tool.flush();
    return status;
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
        String option = words.word().startsWith("--") ? words.word().substring(1) : words.word();
        read(option);
      }
      options.setColoured(colour.isOn(tool));
      if (batch != null) {
        Family family = options.family();
        return new Batch(tool, batch)
            .run(line -> {
              options.setFamily(family);
              return runObject(line);
            });
      }
      if (words.isEmpty()) {
        throw tool.usage("ip");
      }
      return runObject(words.rest());
    }

    private int runObject(List<String> line) {
      String name = line.getFirst();
      Subcommand object = IpObjects.find(name);
      if (object == null) {
        tool.error("Object \"" + name + "\" is unknown, try \"ip help\".\n");
        return 1;
      }
      List<String> rest = ImmutableList.copyOf(line.subList(1, line.size()));
      try {
        return -object.command().run(tool, new Arguments(tool, rest)) & 0xff;
      } catch (CommandFailure failed) {
        return -failed.result() & 0xff;
      }
    }

    private void read(String option) {
      IpOption known =
          colour.read(option) ? IpOption.COLOUR : Keyword.find(IpOption.values(), option);
      switch (known) {
        case null ->
            throw tool.exit(255, "Option \"" + option + "\" is unknown, try \"ip -help\".");
        case LOOPS -> options.setFlushLoops(Numbers.atoi(value()));
        case FAMILY -> options.setFamily(family(value()));
        case INET -> options.setFamily(Family.INET);
        case INET6 -> options.setFamily(Family.INET6);
        case LINK -> options.setFamily(Family.LINK);
        case MPLS -> options.setFamily(Family.MPLS);
        case BRIDGE -> options.setFamily(Family.BRIDGE);
        case HUMAN -> options.setHumanReadable();
        case IEC -> options.setBinaryPrefixes();
        case STATISTICS -> options.addStatistics();
        case DETAILS -> options.setDetails();
        case RESOLVE -> options.setResolve();
        case ONELINE -> options.setOneLine();
        case TIMESTAMP, TSHORT, COLOUR -> {}
        case VERSION -> {
          tool.print(VERSION);
          throw tool.exit(0);
        }
        case FORCE -> options.setForce();
        case BATCH -> batch = value();
        case BRIEF -> options.setBrief();
        case JSON -> options.setJson();
        case PRETTY -> options.setPretty();
        case RCVBUF -> {
          String size = value();
          if (Numbers.unsigned(size, 32) == null) {
            throw tool.exit(255, "Invalid rcvbuf size '" + size + "'");
          }
        }
        case HELP -> throw tool.usage("ip");
        case NETNS -> NamespaceSwitch.enter(tool, words.hasNext() ? words.next() : "(null)");
        case NUMERIC -> options.setNumeric();
        case ALL -> options.setAll();
        case ECHO -> throw new NotModelled("ip -echo");
      }
    }

    /// The word behind an option; without one the usage is shown.
    private String value() {
      if (!words.hasNext()) {
        throw tool.usage("ip");
      }
      return words.next();
    }

    private Family family(String name) {
      if (name.equals("help")) {
        throw tool.usage("ip");
      }
      Family family = Family.ofName(name);
      if (family == null) {
        throw words.invalid("invalid protocol family", name);
      }
      return family;
    }
  }
}
