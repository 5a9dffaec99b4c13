package vethlab.userland.nettools;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;
import vethlab.userland.procfs.net.InetSocket.Protocol;
import vethlab.userland.program.Called;
import vethlab.userland.program.GetOpt;

/// What `netstat` was asked to show.
final class NetstatOptions {

  private static final String LETTERS = "A:CFMacdeghilnNoprsStuUvVWw2fx64?Z";

  /// Long names of address families; those that are modelled are `inet`, `inet6` and `unix`.
  private static final List<String> FAMILIES =
      List.of(
          "ax25",
          "ip",
          "ipx",
          "appletalk",
          "netrom",
          "inet",
          "inet6",
          "ddp",
          "unix",
          "tcpip",
          "econet",
          "x25",
          "ash",
          "bluetooth",
          "rose");

  private final Process self;
  final Set<Protocol> protocols = EnumSet.noneOf(Protocol.class);
  boolean ipv4;
  boolean ipv6;
  boolean unix;
  boolean sctp;
  boolean all;
  boolean continuous;
  boolean listening;
  boolean numericHosts;
  boolean numericPorts;
  boolean numericUsers;
  boolean programs;
  boolean timers;
  boolean verbose;
  boolean wide;
  boolean groups;
  boolean interfaces;
  boolean routes;
  boolean statistics;
  boolean masquerade;
  boolean cache;
  int extended = 1;

  private NetstatOptions(Process self) {
    this.self = self;
  }

  /// Reads the command line, or ends as the real program does.
  static NetstatOptions parse(Process self, List<String> arguments) {
    GetOpt given =
        GetOpt.parse(
            arguments,
            LETTERS,
            "ax25",
            "ip",
            "ipx",
            "appletalk",
            "netrom",
            "inet",
            "inet6",
            "ddp",
            "unix",
            "tcpip",
            "econet",
            "x25",
            "ash",
            "bluetooth",
            "rose",
            "version/V",
            "interfaces/i",
            "help/h",
            "route/r",
            "masquerade/M",
            "protocol=A",
            "tcp/t",
            "sctp/S",
            "udp/u",
            "udplite/U",
            "raw/w",
            "unix/x",
            "l2cap/2",
            "rfcomm/f",
            "listening/l",
            "all/a",
            "timers/o",
            "continuous/c",
            "extend/e",
            "programs/p",
            "verbose/v",
            "statistics/s",
            "wide/W",
            "numeric/n",
            "numeric-hosts",
            "numeric-ports",
            "numeric-users",
            "symbolic/N",
            "cache/C",
            "fib/F",
            "groups/g",
            "context/Z");
    NetstatOptions options = new NetstatOptions(self);
    for (GetOpt.Option option : given.options()) {
      options.take(option);
    }
    if (given.problem() != null) {
      self.complain(Called.as(self) + ": " + given.problem());
      throw usage(self);
    }
    options.settle();
    return options;
  }

  private void take(GetOpt.Option option) {
    switch (option.name()) {
      case "A" -> family(option.value());
      case "M" -> masquerade = true;
      case "a" -> all = true;
      case "l" -> listening = true;
      case "c" -> continuous = true;
      case "g" -> groups = true;
      case "e" -> extended++;
      case "p" -> programs = true;
      case "i" -> interfaces = true;
      case "W" -> wide = true;
      case "n" -> {
        numericHosts = true;
        numericPorts = true;
        numericUsers = true;
      }
      case "numeric-hosts" -> numericHosts = true;
      case "numeric-ports" -> numericPorts = true;
      case "numeric-users" -> numericUsers = true;
      case "N", "F", "d", "U" -> {} // changes nothing that is shown
      case "C" -> cache = true;
      case "o" -> timers = true;
      case "6" -> ipv6 = true;
      case "4" -> ipv4 = true;
      case "V" -> throw version();
      case "v" -> verbose = true;
      case "r" -> routes = true;
      case "t" -> protocols.add(Protocol.TCP);
      case "S" -> sctp = true;
      case "u" -> protocols.add(Protocol.UDP);
      case "w" -> protocols.add(Protocol.RAW);
      case "x" -> unix = true;
      case "s" -> statistics = true;
      case "Z" -> {
        self.complain("SELinux is not enabled on this machine.");
        throw self.exit(1);
      }
      case "2", "f" -> throw new NotModelled("Bluetooth");
      case "h" -> {
        self.write(1, usage());
        throw self.exit(0);
      }
      default -> family(option.name());
    }
  }

  private void family(String name) {
    switch (name) {
      case "inet", "ip", "tcpip" -> ipv4 = true;
      case "inet6" -> ipv6 = true;
      case "unix" -> unix = true;
      default -> {
        if (FAMILIES.contains(name)) {
          throw new NotModelled("the address family " + name);
        }
        self.complain("Unknown address family `" + name + "'.");
        throw self.exit(1);
      }
    }
  }

  private Error version() {
    self.printLine(NetTools.RELEASE);
    self.printLine(
        "Fred Baumgarten, Alan Cox, Bernd Eckenfels, Phil Blundell, Tuan Hoang, Brian Micek and"
            + " others");
    self.write(
        1,
        NetTools.features("+NEW_ADDRT +RTF_IRTT +RTF_REJECT +FW_MASQUERADE +I18N +SELINUX", " "));
    return self.exit(0);
  }

  private void settle() {
    int whole = 0;
    for (boolean each : new boolean[] {interfaces, routes, masquerade, statistics}) {
      whole += each ? 1 : 0;
    }
    if (whole > 1) {
      throw usage(self);
    }
    if ((ipv4 || ipv6 || statistics) && protocols.isEmpty() && !sctp) {
      protocols.addAll(EnumSet.allOf(Protocol.class));
    }
    if ((!protocols.isEmpty() || sctp || groups) && !ipv4 && !ipv6) {
      ipv4 = true;
      ipv6 = true;
    }
  }

  /// Whether neither protocols nor families were chosen.
  boolean isEverything() {
    return protocols.isEmpty() && !sctp && !unix && !groups;
  }

  private static Error usage(Process self) {
    self.write(2, usage());
    return self.exit(3);
  }

  private static String usage() {
    try (InputStream text = NetstatOptions.class.getResourceAsStream("netstat-usage.txt")) {
      if (text == null) {
        throw new IllegalStateException("the usage of netstat is missing");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
