package vethlab.userland.nettools.route;

import java.util.List;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.nettools.NetTools;
import vethlab.userland.program.Called;
import vethlab.userland.program.GetOpt;

/// `route`: shows and changes the routing tables (`route.c`).
public final class RouteProgram implements Program {

  @Override
  public int run(Process self, List<String> arguments) {
    // The option parser would take these for clusters.
    List<String> words =
        arguments.stream()
            .map(word ->
                word.equals("-net") || word.equals("-host") ? "#" + word.substring(1) : word)
            .toList();
    GetOpt given =
        GetOpt.parse(
            words,
            "A:eCFhnN64Vv?",
            "inet",
            "inet6",
            "extend/e",
            "verbose/v",
            "version/V",
            "numeric/n",
            "symbolic/N",
            "protocol=A",
            "cache/C",
            "fib/F",
            "help/h");
    if (given.problem() != null) {
      self.complain(Called.as(self) + ": " + given.problem());
      throw NetTools.usage("route");
    }
    int extended = 1;
    boolean numeric = false;
    boolean ipv6 = false;
    boolean cache = false;
    for (GetOpt.Option option : given.options()) {
      switch (option.name()) {
        case "n" -> numeric = true;
        case "e" -> extended++;
        case "C" -> cache = true;
        case "N", "v", "F" -> {}
        case "6", "inet6" -> ipv6 = true;
        case "4", "inet" -> ipv6 = false;
        case "A" -> ipv6 = isIpv6(self, option.value());
        case "V" -> {
          self.printLine(NetTools.RELEASE);
          self.write(1, NetTools.features("+NEW_ADDRT +RTF_IRTT +RTF_REJECT +I18N +SELINUX", " "));
          return 0;
        }
        default -> throw NetTools.usage("route");
      }
    }
    if (given.operands().isEmpty()) {
      return show(self, ipv6, cache, Math.min(extended, 3), numeric);
    }
    String action = given.operands().getFirst();
    List<String> rest = given.operands().subList(1, given.operands().size());
    return change(self, ipv6, cache, action, rest);
  }

  private static boolean isIpv6(Process self, String family) {
    return switch (family) {
      case "inet6" -> true;
      case "inet" -> false;
      default -> {
        self.complain("Unknown address family `" + family + "'.");
        throw self.exit(1);
      }
    };
  }

  private static int show(
      Process self, boolean ipv6, boolean cache, int extended, boolean numeric) {
    if (cache) {
      if (ipv6) {
        throw new NotModelled("route -6 -C");
      }
      self.write(
          1,
          """
          Kernel IP routing cache
          Source          Destination     Gateway         Flags Metric Ref    Use Iface
          """);
      return 0;
    }
    RouteListing listing = new RouteListing(self, numeric);
    self.write(1, ipv6 ? listing.ipv6() : listing.ipv4(extended));
    return 0;
  }

  private static int change(
      Process self, boolean ipv6, boolean cache, String action, List<String> words) {
    boolean adding = action.equals("add");
    if (!adding && !action.equals("del") && !action.equals("delete")) {
      if (action.equals("flush")) {
        self.complain("Flushing `" + (ipv6 ? "inet6" : "inet") + "' routing table not supported");
      }
      throw NetTools.usage("route");
    }
    if (cache && !ipv6) {
      self.complain("Modifying `inet' routing cache not supported");
      throw NetTools.usage("route");
    }
    if (words.isEmpty()) {
      throw NetTools.usage("route");
    }
    return ipv6
        ? new Ipv6RouteChange(self, adding, words).run()
        : new Ipv4RouteChange(self, adding, words).run();
  }
}
