package vethlab.userland.nettools;

import com.google.common.collect.ImmutableList;
import java.util.Locale;
import vethlab.simulator.process.Process;
import vethlab.simulator.socket.tcp.TcpState;
import vethlab.userland.procfs.net.InetSocket;
import vethlab.userland.procfs.net.InetSocket.Protocol;
import vethlab.userland.procfs.net.InetSocket.Timer;
import vethlab.userland.procfs.net.InetSockets;
import vethlab.userland.procfs.net.SocketOwners;

/// The Internet sockets of `netstat` (`tcp_do_one` and its sisters).
final class SocketListing {

  private static final int PROGRAM_WIDTH = 20;

  private final NetstatOptions options;
  private final AddressNames names;
  private final InetSockets sockets;
  private final SocketOwners owners;

  SocketListing(Process self, NetstatOptions options) {
    this.options = options;
    this.names = new AddressNames(self, options.numericHosts, options.numericPorts, options.wide);
    this.sockets = new InetSockets(self.network(), self.table());
    this.owners = new SocketOwners(self.table());
  }

  String titles() {
    return "Active Internet connections "
        + whatIsShown(options)
        + "\nProto Recv-Q Send-Q Local Address           Foreign Address         State      "
        + (options.extended > 1 ? " User       Inode     " : "")
        + (options.programs ? " PID/Program name    " : "")
        + (options.timers ? " Timer" : "")
        + "\n";
  }

  static String whatIsShown(NetstatOptions options) {
    if (options.all) {
      return "(servers and established)";
    }
    return options.listening ? "(only servers)" : "(w/o servers)";
  }

  String rows(Protocol protocol) {
    StringBuilder text = new StringBuilder();
    if (options.ipv4 || options.isEverything()) {
      sockets.all(protocol, false).forEach(each -> append(text, each));
    }
    if (options.ipv6 || options.isEverything()) {
      sockets.all(protocol, true).forEach(each -> append(text, each));
    }
    return text.toString();
  }

  private void append(StringBuilder text, InetSocket socket) {
    boolean connected =
        socket.protocol() == Protocol.TCP
            ? socket.remote().port() != 0
            : !socket.remote().isWildcard();
    if (!options.all && connected == options.listening) {
      return;
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%-4s  %6d %6d %-23s %-23s %-11s",
            socket.protocol().word() + (socket.ipv6() ? "6" : ""),
            socket.receiveQueue(),
            socket.sendQueue(),
            names.end(socket.local(), socket.protocol(), socket.ipv6()),
            names.end(socket.remote(), socket.protocol(), socket.ipv6()),
            state(socket)));
    if (options.extended > 1) {
      text.append(
          String.format(
              Locale.ROOT, " %-10s %-10d", options.numericUsers ? "0" : "root", socket.inode()));
    }
    if (options.programs) {
      text.append(String.format(Locale.ROOT, " %-20s", program(socket)));
    }
    if (options.timers) {
      text.append(' ').append(timer(socket));
    }
    text.append('\n');
  }

  private static String state(InetSocket socket) {
    return switch (socket.protocol()) {
      case TCP -> socket.state().netstatName();
      case UDP -> socket.state() == TcpState.ESTABLISHED ? "ESTABLISHED" : "";
      case RAW -> socket.state() == TcpState.ESTABLISHED ? "1" : "7";
    };
  }

  private String program(InetSocket socket) {
    ImmutableList<SocketOwners.Owner> found = owners.of(socket.inode());
    if (found.isEmpty()) {
      return "-";
    }
    Process owner = found.getFirst().process();
    String word = owner.arguments().isEmpty() ? "" : owner.arguments().getFirst();
    String name = word.startsWith("/") ? word.substring(word.lastIndexOf('/') + 1) : word;
    String text = owner.pid() + "/" + name;
    return text.length() < PROGRAM_WIDTH ? text : text.substring(0, PROGRAM_WIDTH - 1);
  }

  private static String timer(InetSocket socket) {
    String numbers =
        String.format(
            Locale.ROOT,
            "(%.2f/%d/0)",
            socket.timer() == Timer.OFF ? 0.0 : socket.ticksLeft() / 100.0,
            socket.timer() == Timer.REPEAT ? socket.repetitions() : 0);
    return switch (socket.timer()) {
      case OFF -> "off " + numbers;
      case REPEAT -> "on " + numbers;
      case TIME_WAIT -> "timewait " + numbers;
    };
  }
}
