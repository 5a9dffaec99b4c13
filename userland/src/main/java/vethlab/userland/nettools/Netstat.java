package vethlab.userland.nettools;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.simulator.socket.Endpoint;
import vethlab.simulator.socket.RawSocket;
import vethlab.simulator.socket.SocketTable;
import vethlab.simulator.socket.UdpSocket;
import vethlab.simulator.socket.tcp.TcpConnection;
import vethlab.simulator.socket.tcp.TcpListener;
import vethlab.simulator.socket.tcp.TcpState;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.Output;

/// `netstat` of net-tools 2.10, as far as it lists sockets.
public final class Netstat implements Program {

  private static final String VERSION =
      """
      net-tools 2.10-alpha
      Fred Baumgarten, Alan Cox, Bernd Eckenfels, Phil Blundell, Tuan Hoang, Brian Micek and others
      """;

  private static final Set<String> HARMLESS =
      Set.of("n", "W", "N", "numeric-hosts", "numeric-ports");

  @Override
  public int run(Process self, List<String> arguments) {
    GetOpt options =
        GetOpt.parse(
            arguments,
            "46AaceFghilMmNnoprsStUuVvWwx",
            "tcp/t",
            "udp/u",
            "raw/w",
            "unix/x",
            "listening/l",
            "all/a",
            "numeric/n",
            "numeric-hosts",
            "numeric-ports",
            "wide/W",
            "programs/p",
            "inet/4",
            "inet6/6",
            "version/V");
    if (options.problem() != null) {
      self.complain("netstat: " + options.problem());
      self.write(2, usage());
      return 3;
    }
    Listing wanted = new Listing();
    for (GetOpt.Option option : options.options()) {
      switch (option.name()) {
        case "a" -> wanted.all = true;
        case "l" -> wanted.listening = true;
        case "t" -> wanted.tcp = true;
        case "u" -> wanted.udp = true;
        case "w" -> wanted.raw = true;
        case "x" -> wanted.unix = true;
        case "4" -> wanted.ipv4 = true;
        case "6" -> wanted.ipv6 = true;
        case "V" -> {
          self.write(1, VERSION);
          return 5;
        }
        default -> {
          if (!HARMLESS.contains(option.name())) {
            throw new NotModelled("netstat -" + option.name());
          }
        }
      }
    }
    try (Output output = Output.of(self)) {
      wanted.print(output, self.network().sockets());
    }
    return 0;
  }

  private static String usage() {
    try (InputStream text = Netstat.class.getResourceAsStream("netstat-usage.txt")) {
      if (text == null) {
        throw new IllegalStateException("the usage of netstat is missing");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// What is asked for.
  private static final class Listing {
    private boolean all;
    private boolean listening;
    private boolean tcp;
    private boolean udp;
    private boolean raw;
    private boolean unix;
    private boolean ipv4;
    private boolean ipv6;

    void print(Output output, SocketTable sockets) {
      boolean everything = !tcp && !udp && !raw && !unix;
      boolean internet = everything || tcp || udp || raw;
      String which =
          all ? "(servers and established)" : listening ? "(only servers)" : "(w/o servers)";
      if (internet) {
        output.line("Active Internet connections " + which);
        output.line(
            "Proto Recv-Q Send-Q Local Address           Foreign Address         State      ");
        if (everything || tcp) {
          print(output, "tcp", tcpLines(sockets));
        }
        if (everything || udp) {
          print(output, "udp", udpLines(sockets));
        }
        if (everything || raw) {
          print(output, "raw", rawLines(sockets));
        }
      }
      if ((everything && !ipv4 && !ipv6) || unix) {
        output.line("Active UNIX domain sockets " + which);
        output.line("Proto RefCnt Flags       Type       State         I-Node   Path");
      }
    }

    /// IPv4 first, then IPv6 under a name of its own.
    private void print(Output output, String protocol, List<Line> lines) {
      if (ipv4 || !ipv6) {
        lines.stream()
            .filter(line -> line.local().address() instanceof Ipv4Address)
            .forEach(line -> output.line(line.text(protocol)));
      }
      if (ipv6 || !ipv4) {
        lines.stream()
            .filter(line -> !(line.local().address() instanceof Ipv4Address))
            .forEach(line -> output.line(line.text(protocol + "6")));
      }
    }

    private boolean shows(boolean server) {
      return all || server == listening;
    }

    private List<Line> tcpLines(SocketTable sockets) {
      List<Line> lines = new ArrayList<>();
      for (TcpListener listener : sockets.tcp().listeners()) {
        if (shows(true)) {
          lines.add(new Line(listener.waiting(), 0, listener.local(), null, TcpState.LISTEN));
        }
      }
      for (TcpConnection connection : sockets.tcp().connections()) {
        if (shows(false)) {
          lines.add(
              new Line(
                  connection.unread(),
                  connection.unacknowledged(),
                  connection.local(),
                  connection.remote(),
                  connection.state()));
        }
      }
      return lines;
    }

    private List<Line> udpLines(SocketTable sockets) {
      List<Line> lines = new ArrayList<>();
      for (UdpSocket socket : sockets.udp().sockets()) {
        Endpoint local = socket.local();
        Endpoint remote = socket.remote();
        if (local != null && shows(remote == null)) {
          TcpState state = remote == null ? null : TcpState.ESTABLISHED;
          lines.add(new Line(socket.unread(), 0, local, remote, state));
        }
      }
      return lines;
    }

    private List<Line> rawLines(SocketTable sockets) {
      List<Line> lines = new ArrayList<>();
      for (RawSocket socket : sockets.raw().sockets()) {
        if (shows(socket.remote() == null)) {
          throw new NotModelled("netstat of raw sockets");
        }
      }
      return lines;
    }
  }

  /// One socket.
  private record Line(
      int received, int sent, Endpoint local, @Nullable Endpoint remote, @Nullable TcpState state) {

    String text(String protocol) {
      return String.format(
          "%-5s %6d %6d %-23s %-23s %-11s",
          protocol,
          received,
          sent,
          address(local),
          remote == null ? wildcard() : address(remote),
          state == null ? "" : state.netstatName());
    }

    private static String address(Endpoint end) {
      return end.address() + ":" + (end.port() == 0 ? "*" : end.port());
    }

    private String wildcard() {
      return local.address() instanceof Ipv4Address ? "0.0.0.0:*" : ":::*";
    }
  }
}
