package vethlab.userland.iproute.ss;

import com.google.common.base.Splitter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.process.Process;
import vethlab.simulator.socket.tcp.TcpState;
import vethlab.userland.program.Called;
import vethlab.userland.program.GetOpt;

/// What `ss` was asked to show.
final class SsOptions {

  private final Process self;
  final EnumSet<SocketKind> kinds = EnumSet.noneOf(SocketKind.class);
  final EnumSet<TcpState> states = EnumSet.noneOf(TcpState.class);
  private final EnumSet<TcpState> chosen = EnumSet.noneOf(TcpState.class);
  List<String> expression = List.of();
  NetworkNamespace network;
  boolean ipv4;
  boolean ipv6;
  boolean numeric;
  boolean resolving;
  boolean timers;
  boolean processes;
  boolean summary;
  boolean titles = true;
  private boolean anyFamily;
  private boolean anyChosen;
  private boolean queried;

  private SsOptions(Process self) {
    this.self = self;
    this.network = self.network();
  }

  /// Reads the command line, or ends as the real program does.
  static SsOptions parse(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            "dhaletuwxnro460spTbEf:mMiA:D:F:vVzZN:KHSO",
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
            "inet-sockopt");
    SsOptions options = new SsOptions(self);
    for (GetOpt.Option option : given.options()) {
      options.take(option);
    }
    if (given.problem() != null) {
      self.complain(Called.as(self) + ": " + given.problem());
      throw usage();
    }
    options.settle(given.operands());
    return options;
  }

  private static NotModelled usage() {
    return new NotModelled("the usage text of ss");
  }

  private void take(GetOpt.Option option) {
    switch (option.name()) {
      case "n" -> numeric = true;
      case "r" -> resolving = true;
      case "o", "b" -> timers = true;
      case "p" -> processes = true;
      case "d" -> kind(SocketKind.DCCP);
      case "t" -> kind(SocketKind.TCP);
      case "S" -> kind(SocketKind.SCTP);
      case "u" -> kind(SocketKind.UDP);
      case "w" -> kind(SocketKind.RAW);
      case "M" -> kind(SocketKind.MPTCP);
      case "x" -> family("unix");
      case "4" -> family("inet");
      case "6" -> family("inet6");
      case "0" -> family("link");
      case "f" -> family(option.value());
      case "a" -> choose(EnumSet.allOf(TcpState.class));
      case "l" -> choose(EnumSet.of(TcpState.LISTEN, TcpState.CLOSE));
      case "A" -> query(option.value());
      case "s" -> summary = true;
      case "v", "V" -> {
        self.printLine("ss utility, iproute2-6.1.0");
        throw self.exit(0);
      }
      case "z", "Z" -> {
        self.complain("ss: SELinux is not enabled.");
        throw self.exit(1);
      }
      case "N" -> network(option.value());
      case "H" -> titles = false;
      case "O" -> {}
      case "h" -> throw usage();
      default -> throw new NotModelled("ss -" + option.name());
    }
  }

  private void kind(SocketKind kind) {
    kinds.add(kind);
    states.addAll(kind.states());
  }

  private void choose(Set<TcpState> wanted) {
    chosen.clear();
    chosen.addAll(wanted);
    anyChosen = true;
  }

  private void family(String name) {
    anyFamily = true;
    switch (name) {
      case "inet" -> {
        ipv4 = true;
        states.addAll(SocketKind.CONNECTED);
      }
      case "inet6" -> {
        ipv6 = true;
        states.addAll(SocketKind.CONNECTED);
      }
      case "unix" -> {
        kinds.addAll(SocketKind.UNIX);
        states.addAll(SocketKind.CONNECTED);
      }
      case "link" -> {
        kinds.addAll(SocketKind.PACKET);
        states.add(TcpState.CLOSE);
      }
      case "netlink" -> {
        kinds.add(SocketKind.NETLINK);
        states.add(TcpState.CLOSE);
      }
      case "tipc", "vsock", "xdp" -> throw new NotModelled("ss of the family " + name);
      default -> {
        self.complain("ss: \"" + name + "\" is invalid family");
        throw usage();
      }
    }
  }

  private void query(String list) {
    if (!queried) {
      kinds.clear();
      if (!anyChosen) {
        choose(SocketKind.CONNECTED);
      }
      queried = true;
    }
    for (String name : Splitter.on(',').split(list)) {
      boolean taken = name.startsWith("!");
      @Nullable Set<SocketKind> found = SocketKind.ofName(taken ? name.substring(1) : name);
      if (found == null) {
        self.complain("ss: \"" + name + "\" is illegal socket table id");
        throw usage();
      }
      if (taken) {
        kinds.removeAll(found);
      } else {
        found.forEach(this::kind);
      }
    }
  }

  private void network(String name) {
    NetworkNamespace found = self.table().namespaces().named().get(name);
    if (found == null) {
      self.complain("Cannot open network namespace \"" + name + "\": " + Errno.ENOENT.text());
      throw self.exit(1);
    }
    network = found;
  }

  // ---- What follows from all of it ----

  private void settle(List<String> operands) {
    int at = 0;
    boolean seen = false;
    while (at < operands.size()) {
      String word = operands.get(at);
      boolean state = word.equals("state");
      if (!state && !word.equals("exclude") && !word.equals("excl")) {
        break;
      }
      if (at + 1 >= operands.size()) {
        self.complain("Command line is not complete. Try option \"help\"");
        throw self.exit(255);
      }
      @Nullable Set<TcpState> found = StateNames.find(operands.get(at + 1));
      if (found == null) {
        self.complain("ss: wrong state name: " + operands.get(at + 1));
        throw self.exit(255);
      }
      if (!seen) {
        choose(state ? EnumSet.noneOf(TcpState.class) : EnumSet.allOf(TcpState.class));
        seen = true;
      }
      if (state) {
        chosen.addAll(found);
      } else {
        chosen.removeAll(found);
      }
      at += 2;
    }
    expression = operands.subList(at, operands.size());
    if (isDefault()) {
      if (!anyChosen) {
        choose(SocketKind.CONNECTED);
      }
      kinds.addAll(EnumSet.allOf(SocketKind.class));
    }
    if (anyChosen && !chosen.isEmpty()) {
      states.clear();
      states.addAll(chosen);
    }
    boolean internet = kinds.stream().anyMatch(SocketKind::isInternet);
    if ((ipv4 || ipv6) && !internet) {
      kinds.addAll(SocketKind.INTERNET);
    } else if (internet && !ipv4 && !ipv6) {
      ipv4 = true;
      ipv6 = true;
    }
    if (kinds.isEmpty()) {
      self.complain("ss: no socket tables to show with such filter.");
      throw self.exit(0);
    }
  }

  /// Whether neither tables nor families were chosen.
  private boolean isDefault() {
    return kinds.isEmpty() && !anyFamily && !queried;
  }

  /// Whether nothing but the summary was asked for.
  boolean isOnlySummary() {
    return expression.isEmpty() && kinds.size() == SocketKind.values().length;
  }
}
