package vethlab.userland.procfs.net;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.namespace.NetworkNamespace;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.ProcessTable;
import vethlab.simulator.socket.Endpoint;
import vethlab.simulator.socket.RawSocket;
import vethlab.simulator.socket.UdpSocket;
import vethlab.simulator.socket.tcp.TcpConnection;
import vethlab.simulator.socket.tcp.TcpListener;
import vethlab.simulator.socket.tcp.TcpSocket;
import vethlab.simulator.socket.tcp.TcpState;
import vethlab.simulator.time.SimTime;
import vethlab.userland.procfs.net.InetSocket.Protocol;
import vethlab.userland.procfs.net.InetSocket.Timer;

/// The Internet sockets of a namespace by protocol: listeners first, then by age, where the real
/// kernel's order is that of a hash.
public final class InetSockets {

  private final NetworkNamespace namespace;
  private final SimTime now;

  /// The inodes of TCP sockets by what is behind them.
  private final Map<Object, Long> inodes = new IdentityHashMap<>();

  public InetSockets(NetworkNamespace namespace, ProcessTable processes) {
    this.namespace = namespace;
    this.now = namespace.devices().core().now();
    for (Process process : processes.all()) {
      for (FileDescription file : process.files().all().values()) {
        if (file instanceof TcpSocket socket) {
          note(socket.listener(), socket);
          note(socket.connection(), socket);
        }
      }
    }
  }

  private void note(@Nullable Object behind, TcpSocket socket) {
    if (behind != null) {
      inodes.put(behind, socket.inode());
    }
  }

  /// All sockets of a protocol and a family.
  public ImmutableList<InetSocket> all(Protocol protocol, boolean ipv6) {
    ImmutableList.Builder<InetSocket> all = ImmutableList.builder();
    switch (protocol) {
      case TCP -> {
        namespace.sockets().tcp().listeners().forEach(each -> all.add(listener(each)));
        namespace.sockets().tcp().connections().forEach(each -> all.add(connection(each)));
      }
      case UDP -> namespace.sockets().udp().sockets().forEach(each -> all.add(udp(each)));
      case RAW -> namespace.sockets().raw().sockets().forEach(each -> all.add(raw(each)));
    }
    return all.build().stream()
        .filter(each -> each.ipv6() == ipv6)
        .collect(ImmutableList.toImmutableList());
  }

  private InetSocket listener(TcpListener listener) {
    boolean ipv6 = isIpv6(listener.local());
    return new InetSocket(
        Protocol.TCP,
        ipv6,
        listener.local(),
        InetSocket.nowhere(ipv6),
        TcpState.LISTEN,
        listener.waiting(),
        0,
        Timer.OFF,
        Duration.ZERO,
        0,
        inodes.getOrDefault(listener, 0L),
        listener.device(),
        listener.backlog(),
        0,
        null);
  }

  private InetSocket connection(TcpConnection connection) {
    SimTime due = connection.due();
    return new InetSocket(
        Protocol.TCP,
        connection.isMapped() || isIpv6(connection.local()),
        connection.local(),
        connection.remote(),
        connection.state(),
        connection.unread(),
        connection.unacknowledged() + flagsOnTheWay(connection.state()),
        timer(connection),
        due == null ? Duration.ZERO : due.since(now),
        connection.repetitions(),
        inodes.getOrDefault(connection, 0L),
        connection.device(),
        0,
        0,
        connection);
  }

  /// SYN and FIN count as an octet each until they are acknowledged.
  private static int flagsOnTheWay(TcpState state) {
    return switch (state) {
      case SYN_SENT, FIN_WAIT1, CLOSING, LAST_ACK -> 1;
      case CLOSE, LISTEN, SYN_RECV, ESTABLISHED, FIN_WAIT2, CLOSE_WAIT, TIME_WAIT -> 0;
    };
  }

  private static Timer timer(TcpConnection connection) {
    if (connection.due() == null) {
      return Timer.OFF;
    }
    return switch (connection.state()) {
      case TIME_WAIT, FIN_WAIT2 -> Timer.TIME_WAIT;
      case CLOSE,
          LISTEN,
          SYN_SENT,
          SYN_RECV,
          ESTABLISHED,
          FIN_WAIT1,
          CLOSE_WAIT,
          CLOSING,
          LAST_ACK ->
          Timer.REPEAT;
    };
  }

  private static InetSocket udp(UdpSocket socket) {
    Endpoint local = socket.local();
    boolean ipv6 = local != null && isIpv6(local);
    Endpoint remote = socket.remote();
    return new InetSocket(
        Protocol.UDP,
        ipv6,
        local == null ? InetSocket.nowhere(ipv6) : local,
        remote == null ? InetSocket.nowhere(ipv6) : remote,
        remote == null ? TcpState.CLOSE : TcpState.ESTABLISHED,
        socket.unread(),
        0,
        Timer.OFF,
        Duration.ZERO,
        0,
        socket.inode(),
        socket.options().device(),
        0,
        socket.dropped(),
        null);
  }

  private static InetSocket raw(RawSocket socket) {
    boolean ipv6 = socket.family() == RawSocket.Family.IPV6;
    IpAddress any = ipv6 ? Ipv6Address.ANY : Ipv4Address.ANY;
    IpAddress local = socket.local();
    IpAddress remote = socket.remote();
    return new InetSocket(
        Protocol.RAW,
        ipv6,
        new Endpoint(local == null ? any : local, socket.protocol()),
        new Endpoint(remote == null ? any : remote, 0),
        remote == null ? TcpState.CLOSE : TcpState.ESTABLISHED,
        socket.unread(),
        0,
        Timer.OFF,
        Duration.ZERO,
        0,
        socket.inode(),
        socket.options().device(),
        0,
        socket.dropped(),
        null);
  }

  private static boolean isIpv6(Endpoint end) {
    return end.address() instanceof Ipv6Address;
  }
}
