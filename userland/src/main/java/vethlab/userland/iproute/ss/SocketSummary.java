package vethlab.userland.iproute.ss;

import java.util.List;
import java.util.Locale;
import vethlab.simulator.process.Process;
import vethlab.simulator.socket.tcp.TcpSocket;
import vethlab.simulator.socket.tcp.TcpState;
import vethlab.userland.procfs.net.InetSocket;
import vethlab.userland.procfs.net.InetSocket.Protocol;
import vethlab.userland.procfs.net.InetSocket.Timer;
import vethlab.userland.procfs.net.InetSockets;

/// How many sockets there are, as `ss -s` tells it (`print_summary`).
final class SocketSummary {

  private SocketSummary() {}

  static String of(Process self) {
    InetSockets sockets = new InetSockets(self.network(), self.table());
    List<InetSocket> tcp4 = sockets.all(Protocol.TCP, false);
    List<InetSocket> tcp6 = sockets.all(Protocol.TCP, true);
    long hashed4 = hashed(tcp4);
    long hashed6 = hashed(tcp6);
    long raw4 = sockets.all(Protocol.RAW, false).size();
    long raw6 = sockets.all(Protocol.RAW, true).size();
    long udp4 = sockets.all(Protocol.UDP, false).size();
    long udp6 = sockets.all(Protocol.UDP, true).size();
    long established = count(tcp4, TcpState.ESTABLISHED) + count(tcp6, TcpState.ESTABLISHED);
    long waiting = waiting(tcp4) + waiting(tcp6);
    long orphans = hashed4 + hashed6 - owned(tcp4) - owned(tcp6);
    long total = allocated(self);
    long held = owned(tcp4) + owned(tcp6) + raw4 + raw6 + udp4 + udp6;
    return "Total: "
        + held
        + "\nTCP:   "
        + (total + waiting)
        + " (estab "
        + established
        + ", closed "
        + (total - (hashed4 + hashed6 - waiting))
        + ", orphaned "
        + orphans
        + ", timewait "
        + waiting
        + ")\n\nTransport Total     IP        IPv6\n"
        + line("RAW", raw4, raw6)
        + line("UDP", udp4, udp6)
        + line("TCP", hashed4, hashed6)
        + line("INET", raw4 + udp4 + hashed4, raw6 + udp6 + hashed6)
        + line("FRAG", 0, 0)
        + "\n";
  }

  private static String line(String name, long ipv4, long ipv6) {
    return String.format(Locale.ROOT, "%s\t  %-9d %-9d %-9d\n", name, ipv4 + ipv6, ipv4, ipv6);
  }

  private static long hashed(List<InetSocket> sockets) {
    return sockets.stream()
        .filter(each -> each.timer() != Timer.TIME_WAIT && each.state() != TcpState.SYN_RECV)
        .count();
  }

  private static long owned(List<InetSocket> sockets) {
    return sockets.stream().filter(each -> each.inode() != 0).count();
  }

  private static long waiting(List<InetSocket> sockets) {
    return sockets.stream().filter(each -> each.timer() == Timer.TIME_WAIT).count();
  }

  private static long count(List<InetSocket> sockets, TcpState state) {
    return sockets.stream().filter(each -> each.state() == state).count();
  }

  /// All TCP sockets of the machine, in whatever namespace.
  private static long allocated(Process self) {
    return self.table().all().stream()
        .flatMap(process -> process.files().all().values().stream())
        .filter(TcpSocket.class::isInstance)
        .distinct()
        .count();
  }
}
