package vethlab.userland.procfs.net;

import com.google.common.base.Strings;
import java.util.List;
import java.util.Locale;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.process.Process;
import vethlab.simulator.socket.Endpoint;
import vethlab.simulator.socket.tcp.TcpConnection;
import vethlab.simulator.socket.tcp.TcpListener;
import vethlab.simulator.socket.tcp.TcpSocket;
import vethlab.simulator.socket.tcp.TcpState;
import vethlab.userland.procfs.net.InetSocket.Protocol;
import vethlab.userland.procfs.net.InetSocket.Timer;

/// `/proc/net/tcp`, `udp`, `raw`, their sisters for IPv6, and `sockstat` (`tcp_ipv4.c`, `udp.c`,
/// `raw.c`, `proc.c`).
///
/// Numbers of hash buckets and addresses in memory, which mean nothing to anyone, are made up.
final class SocketFiles {

  private static final int TCP_WIDTH = 149;
  private static final int UDP_WIDTH = 127;
  private static final int UDP_BUCKETS = 1024;

  private static final String IPV6_TITLES =
      "  sl  local_address                         remote_address                        st"
          + " tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";

  private final NetworkNamespace namespace;

  SocketFiles(NetworkNamespace namespace) {
    this.namespace = namespace;
  }

  private List<InetSocket> all(Process viewer, Protocol protocol, boolean ipv6) {
    return new InetSockets(namespace, viewer.table()).all(protocol, ipv6);
  }

  String tcp(Process viewer) {
    StringBuilder text = new StringBuilder();
    append(
        text,
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
            + " inode",
        TCP_WIDTH);
    int number = 0;
    for (InetSocket socket : all(viewer, Protocol.TCP, false)) {
      append(
          text,
          String.format(Locale.ROOT, "%4d: ", number++) + common(socket) + tcpEnd(socket),
          TCP_WIDTH);
    }
    return text.toString();
  }

  String tcp6(Process viewer) {
    StringBuilder text = new StringBuilder(IPV6_TITLES + "\n");
    int number = 0;
    for (InetSocket socket : all(viewer, Protocol.TCP, true)) {
      append(
          text, String.format(Locale.ROOT, "%4d: ", number++) + common(socket) + tcpEnd(socket), 0);
    }
    return text.toString();
  }

  String udp(Process viewer) {
    StringBuilder text = new StringBuilder();
    append(
        text,
        "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid "
            + " timeout inode ref pointer drops",
        UDP_WIDTH);
    for (InetSocket socket : all(viewer, Protocol.UDP, false)) {
      append(
          text,
          String.format(Locale.ROOT, "%5d: ", bucket(socket)) + common(socket) + end(socket),
          UDP_WIDTH);
    }
    return text.toString();
  }

  String udp6(Process viewer) {
    StringBuilder text = new StringBuilder(IPV6_TITLES + " ref pointer drops\n");
    for (InetSocket socket : all(viewer, Protocol.UDP, true)) {
      append(
          text,
          String.format(Locale.ROOT, "%5d: ", bucket(socket)) + common(socket) + end(socket),
          0);
    }
    return text.toString();
  }

  private static int bucket(InetSocket socket) {
    return socket.local().port() % UDP_BUCKETS;
  }

  String raw(Process viewer) {
    StringBuilder text =
        new StringBuilder(
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid "
                + " timeout inode ref pointer drops\n");
    for (InetSocket socket : all(viewer, Protocol.RAW, false)) {
      append(
          text,
          String.format(Locale.ROOT, "%4d: ", socket.local().port()) + common(socket) + end(socket),
          0);
    }
    return text.toString();
  }

  String raw6(Process viewer) {
    StringBuilder text = new StringBuilder(IPV6_TITLES + " ref pointer drops\n");
    for (InetSocket socket : all(viewer, Protocol.RAW, true)) {
      append(
          text,
          String.format(Locale.ROOT, "%5d: ", socket.local().port()) + common(socket) + end(socket),
          0);
    }
    return text.toString();
  }

  String sockstat(Process viewer) {
    List<InetSocket> tcp = all(viewer, Protocol.TCP, false);
    List<InetSocket> udp = all(viewer, Protocol.UDP, false);
    List<InetSocket> raw = all(viewer, Protocol.RAW, false);
    long held = 0;
    for (Protocol protocol : Protocol.values()) {
      held += held(all(viewer, protocol, false)) + held(all(viewer, protocol, true));
    }
    long waiting = tcp.stream().filter(each -> each.timer() == Timer.TIME_WAIT).count();
    return "sockets: used "
        + held
        + "\nTCP: inuse "
        + inUse(tcp)
        + " orphan "
        + (inUse(tcp) - held(tcp))
        + " tw "
        + waiting
        + " alloc "
        + allocated(viewer)
        + " mem 0\nUDP: inuse "
        + udp.size()
        + " mem 0\nUDPLITE: inuse 0\nRAW: inuse "
        + raw.size()
        + "\nFRAG: inuse 0 memory 0\n";
  }

  String sockstat6(Process viewer) {
    return "TCP6: inuse "
        + inUse(all(viewer, Protocol.TCP, true))
        + "\nUDP6: inuse "
        + all(viewer, Protocol.UDP, true).size()
        + "\nUDPLITE6: inuse 0\nRAW6: inuse "
        + all(viewer, Protocol.RAW, true).size()
        + "\nFRAG6: inuse 0 memory 0\n";
  }

  /// Sockets that a process has, and connections that wait for one to accept them.
  private static long held(List<InetSocket> sockets) {
    return sockets.stream()
        .mapToLong(each ->
            (each.inode() == 0 ? 0 : 1)
                + (each.state() == TcpState.LISTEN ? each.receiveQueue() : 0))
        .sum();
  }

  private static long inUse(List<InetSocket> sockets) {
    return sockets.stream()
        .filter(each -> each.timer() != Timer.TIME_WAIT && each.state() != TcpState.SYN_RECV)
        .count();
  }

  /// All TCP sockets of the machine.
  private static long allocated(Process viewer) {
    long open =
        viewer.table().all().stream()
            .flatMap(process -> process.files().all().values().stream())
            .filter(TcpSocket.class::isInstance)
            .distinct()
            .count();
    long waiting =
        viewer.table().namespaces().all().stream()
            .flatMap(namespace -> namespace.sockets().tcp().listeners().stream())
            .mapToLong(TcpListener::waiting)
            .sum();
    return open + waiting;
  }

  // ---- One line ----

  private static String common(InetSocket socket) {
    return end(socket.local(), socket.ipv6())
        + " "
        + end(socket.remote(), socket.ipv6())
        + String.format(
            Locale.ROOT,
            " %02X %08X:%08X %02X:%08X %08X %5d %8d %d",
            number(socket.state()),
            socket.sendQueue(),
            socket.receiveQueue(),
            socket.timer().number(),
            socket.ticksLeft(),
            socket.repetitions(),
            0,
            0,
            socket.inode());
  }

  private static String tcpEnd(InetSocket socket) {
    boolean small = socket.timer() == Timer.TIME_WAIT || socket.state() == TcpState.SYN_RECV;
    int references = socket.timer() == Timer.OFF ? 1 : small ? 3 : 2;
    String start = " " + references + " " + pointer(socket);
    if (small) {
      return start;
    }
    TcpConnection connection = socket.connection();
    return connection == null
        ? start + " 100 0 0 10 0"
        : start
            + " "
            + connection.timeout().toMillis() / 10
            + " 0 0 "
            + connection.congestionWindow()
            + " -1";
  }

  private static String end(InetSocket socket) {
    return " 2 " + pointer(socket) + " " + socket.dropped();
  }

  private static String pointer(InetSocket socket) {
    return String.format(Locale.ROOT, "00000000%08x", (int) ((socket.inode() + 1) * 0x9E3779B1L));
  }

  private static String end(Endpoint end, boolean ipv6) {
    return Hexadecimal.words(end.address(), ipv6) + String.format(Locale.ROOT, ":%04X", end.port());
  }

  /// The number of a state (`tcp_states.h`).
  static int number(TcpState state) {
    return switch (state) {
      case ESTABLISHED -> 1;
      case SYN_SENT -> 2;
      case SYN_RECV -> 3;
      case FIN_WAIT1 -> 4;
      case FIN_WAIT2 -> 5;
      case TIME_WAIT -> 6;
      case CLOSE -> 7;
      case CLOSE_WAIT -> 8;
      case LAST_ACK -> 9;
      case LISTEN -> 10;
      case CLOSING -> 11;
    };
  }

  private static void append(StringBuilder text, String line, int width) {
    text.append(Strings.padEnd(line, width, ' ')).append('\n');
  }
}
