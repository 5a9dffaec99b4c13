package vethlab.userland.iproute.ss;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.socket.tcp.TcpState;
import vethlab.userland.iproute.command.Tool;
import vethlab.userland.procfs.net.InetSocket.Protocol;
import vethlab.userland.procfs.net.InetSockets;

/// `ss -s`: how many sockets there are (`print_summary`).
final class SocketSummary {

  private static final Splitter BLANKS = Splitter.on(' ').omitEmptyStrings();

  private final Tool tool;
  private final @Nullable String ipv4;
  private final @Nullable String ipv6;

  SocketSummary(Tool tool) {
    this.tool = tool;
    this.ipv4 = tool.read("/proc/net/sockstat");
    this.ipv6 = tool.read("/proc/net/sockstat6");
  }

  void print() {
    int total = number(ipv4, "TCP:", "alloc");
    int waiting = number(ipv4, "TCP:", "tw");
    int tcp = number(ipv4, "TCP:", "inuse");
    int tcp6 = number(ipv6, "TCP6:", "inuse");
    int udp = number(ipv4, "UDP:", "inuse");
    int udp6 = number(ipv6, "UDP6:", "inuse");
    int raw = number(ipv4, "RAW:", "inuse");
    int raw6 = number(ipv6, "RAW6:", "inuse");
    tool.print("Total: " + number(ipv4, "sockets:", "used") + "\n");
    tool.print(
        String.format(
            "TCP:   %d (estab %d, closed %d, orphaned %d, timewait %d)\n\n",
            total + waiting,
            established(),
            total - (tcp + tcp6 - waiting),
            number(ipv4, "TCP:", "orphan"),
            waiting));
    tool.print("Transport Total     IP        IPv6\n");
    line("RAW", raw, raw6);
    line("UDP", udp, udp6);
    line("TCP", tcp, tcp6);
    line("INET", raw + udp + tcp, raw6 + udp6 + tcp6);
    line("FRAG", number(ipv4, "FRAG:", "inuse"), number(ipv6, "FRAG6:", "inuse"));
    tool.print("\n");
  }

  private void line(String name, int four, int six) {
    tool.print(String.format("%s\t  %-9d %-9d %-9d\n", name, four + six, four, six));
  }

  /// Connections that are up (`Tcp: CurrEstab`).
  private long established() {
    InetSockets sockets = new InetSockets(tool.network(), tool.process().table());
    return Stream.concat(
            sockets.all(Protocol.TCP, false).stream(), sockets.all(Protocol.TCP, true).stream())
        .filter(socket ->
            socket.state() == TcpState.ESTABLISHED || socket.state() == TcpState.CLOSE_WAIT)
        .count();
  }

  /// A number behind a word in the line that begins with another.
  private static int number(@Nullable String text, String line, String word) {
    if (text == null) {
      return 0;
    }
    for (String each : text.lines().toList()) {
      List<String> words = BLANKS.splitToList(each);
      if (!words.isEmpty() && words.getFirst().equals(line)) {
        int at = words.indexOf(word);
        return at < 0 ? 0 : Integer.parseInt(words.get(at + 1));
      }
    }
    return 0;
  }
}
