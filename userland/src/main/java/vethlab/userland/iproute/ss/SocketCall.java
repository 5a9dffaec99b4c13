package vethlab.userland.iproute.ss;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.socket.tcp.TcpState;
import vethlab.userland.iproute.command.NamespaceSwitch;
import vethlab.userland.iproute.command.Texts;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.iproute.ss.SocketFilter.Family;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.Output;

/// One call of `ss`.
final class SocketCall {

  private static final String LETTERS = "dhaletuwxnro460spTbEf:mMiA:D:F:vVzZN:KHSO";

  private static final String[] LONG_NAMES = {
    "numeric/n",
    "resolve/r",
    "options/o",
    "extended/e",
    "memory/m",
    "info/i",
    "processes/p",
    "threads/T",
    "bpf/b",
    "events/E",
    "dccp/d",
    "tcp/t",
    "sctp/S",
    "udp/u",
    "raw/w",
    "unix/x",
    "tipc",
    "vsock",
    "all/a",
    "listening/l",
    "ipv4/4",
    "ipv6/6",
    "packet/0",
    "family=f",
    "socket=A",
    "query=A",
    "summary/s",
    "diag=D",
    "filter=F",
    "version/V",
    "help/h",
    "context/Z",
    "contexts/z",
    "net=N",
    "tipcinfo",
    "tos",
    "cgroup",
    "kill/K",
    "no-header/H",
    "xdp",
    "mptcp/M",
    "oneline/O",
    "inet-sockopt"
  };

  /// How many columns a terminal of the simulated machine has.
  private static final int SCREEN_WIDTH = 80;

  private static final Splitter COMMAS = Splitter.on(',');

  private final Tool tool;
  private final SocketFilter filter = new SocketFilter();
  private final Set<TcpState> asked = EnumSet.noneOf(TcpState.class);
  private boolean everything = true;
  private boolean tablesNamed;
  private boolean timers;
  private boolean processes;
  private boolean summary;
  private boolean header = true;

  SocketCall(Tool tool) {
    this.tool = tool;
  }

  void run(List<String> arguments) {
    GetOpt given = GetOpt.parse(arguments, LETTERS, LONG_NAMES);
    given.options().forEach(this::read);
    if (given.problem() != null) {
      tool.error("ss: " + given.problem() + "\n");
      throw tool.usage("ss");
    }
    List<String> words = given.operands();
    if (summary) {
      new SocketSummary(tool).print();
      if (everything && words.isEmpty()) {
        return;
      }
    }
    List<String> condition = readStates(words);
    settle();
    filter.expression = SocketExpression.read(tool, filter, condition);
    SocketReport report = new SocketReport();
    if (filter.tables.size() == 1) {
      report.hide(SocketColumn.KIND);
    }
    if (filter.states.size() == 1) {
      report.hide(SocketColumn.STATE);
    }
    if (header) {
      report.header();
    }
    new SocketListing(tool, filter, report, timers, processes).list();
    report.print(tool, Output.isTerminal(tool.process(), 1) ? SCREEN_WIDTH : 0);
  }

  private void read(GetOpt.Option option) {
    switch (option.name()) {
      case "n" -> tool.options().setNumeric();
      case "r" -> tool.options().setResolve();
      case "o", "b" -> timers = true;
      case "p" -> processes = true;
      case "t" -> setTable(SocketTableName.TCP);
      case "u" -> setTable(SocketTableName.UDP);
      case "w" -> setTable(SocketTableName.RAW);
      case "d" -> setTable(SocketTableName.DCCP);
      case "S" -> setTable(SocketTableName.SCTP);
      case "M" -> setTable(SocketTableName.MPTCP);
      case "x" -> setFamily(Family.UNIX);
      case "vsock" -> setFamily(Family.VSOCK);
      case "tipc" -> setFamily(Family.TIPC);
      case "xdp" -> setFamily(Family.XDP);
      case "4" -> setFamily(Family.INET);
      case "6" -> setFamily(Family.INET6);
      case "0" -> setFamily(Family.PACKET);
      case "f" -> setFamily(family(option.value()));
      case "a" -> ask(EnumSet.allOf(TcpState.class));
      case "l" -> ask(EnumSet.of(TcpState.LISTEN, TcpState.CLOSE));
      case "A" -> readTables(option.value());
      case "s" -> summary = true;
      case "H" -> header = false;
      case "O" -> tool.options().setOneLine();
      case "v", "V" -> {
        tool.print("ss utility, iproute2-6.1.0\n");
        throw tool.exit(0);
      }
      case "h" -> {
        tool.print(Texts.usage("ss"));
        throw tool.exit(0);
      }
      case "z", "Z" -> throw tool.exit(1, "ss: SELinux is not enabled.");
      case "N" -> NamespaceSwitch.enter(tool, option.value(), 1);
      default -> throw new NotModelled("ss -" + option.name());
    }
  }

  private void setTable(SocketTableName table) {
    filter.setTable(table, true);
    everything = false;
  }

  private void setFamily(Family family) {
    filter.setFamily(family);
    everything = false;
  }

  private void ask(Set<TcpState> states) {
    asked.clear();
    asked.addAll(states);
  }

  private Family family(String name) {
    switch (name) {
      case "inet" -> {
        return Family.INET;
      }
      case "inet6" -> {
        return Family.INET6;
      }
      case "link" -> {
        return Family.PACKET;
      }
      case "unix" -> {
        return Family.UNIX;
      }
      case "netlink" -> {
        return Family.NETLINK;
      }
      case "tipc" -> {
        return Family.TIPC;
      }
      case "vsock" -> {
        return Family.VSOCK;
      }
      case "xdp" -> {
        return Family.XDP;
      }
      case "help" -> {
        tool.print(Texts.usage("ss"));
        throw tool.exit(0);
      }
      default -> {
        tool.error("ss: \"" + name + "\" is invalid family\n");
        throw tool.usage("ss");
      }
    }
  }

  private void readTables(String query) {
    if (!tablesNamed) {
      filter.tables.clear();
      if (asked.isEmpty()) {
        asked.addAll(SocketTableName.CONNECTED);
      }
      tablesNamed = true;
      everything = false;
    }
    for (String word : COMMAS.split(query)) {
      boolean on = !word.startsWith("!");
      String name = on ? word : word.substring(1);
      ImmutableSet<SocketTableName> tables = SocketTableName.NAMES.get(name);
      if (tables == null) {
        tool.error("ss: \"" + word + "\" is illegal socket table id\n");
        throw tool.usage("ss");
      }
      tables.forEach(table -> filter.setTable(table, on));
    }
  }

  /// The states in front of the condition.
  ///
  /// @return the words of the condition
  private List<String> readStates(List<String> words) {
    boolean seen = false;
    int at = 0;
    while (at < words.size()) {
      String word = words.get(at);
      boolean excluded = word.equals("exclude") || word.equals("excl");
      if (!excluded && !word.equals("state")) {
        break;
      }
      if (at + 1 >= words.size()) {
        throw tool.exit(255, "Command line is not complete. Try option \"help\"");
      }
      if (!seen) {
        ask(excluded ? EnumSet.allOf(TcpState.class) : EnumSet.noneOf(TcpState.class));
      }
      Set<TcpState> named = states(words.get(at + 1));
      if (excluded) {
        asked.removeAll(named);
      } else {
        asked.addAll(named);
      }
      seen = true;
      at += 2;
    }
    return words.subList(at, words.size());
  }

  private Set<TcpState> states(String name) {
    @Nullable Set<TcpState> states = SocketFilter.states(name);
    if (states == null) {
      throw tool.exit(255, "ss: wrong state name: " + name);
    }
    return states;
  }

  private void settle() {
    if (everything) {
      if (asked.isEmpty()) {
        asked.addAll(SocketTableName.CONNECTED);
      }
      SocketTableName.ALL.forEach(table -> filter.setTable(table, true));
    }
    if (!asked.isEmpty()) {
      filter.states.clear();
      filter.states.addAll(asked);
    }
    filter.mergeDefaults();
    if (filter.tables.isEmpty()) {
      throw tool.exit(0, "ss: no socket tables to show with such filter.");
    }
    if (filter.families.isEmpty()) {
      throw tool.exit(0, "ss: no families to show with such filter.");
    }
    if (filter.states.isEmpty()) {
      throw tool.exit(0, "ss: no socket states to show with such filter.");
    }
  }
}
