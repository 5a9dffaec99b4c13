package vethlab.simulator.socket.tcp;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.TcpSegment;
import vethlab.simulator.socket.Endpoint;
import vethlab.simulator.socket.IpLayer;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.SocketStep;

/// All TCP connections and listeners of one namespace, and which of them a segment is for
/// (`inet_hashtables.c`, `tcp_ipv4.c`).
public final class TcpTable implements Forkable, TcpConnection.Watcher {

  private static final int FIRST_EPHEMERAL = 32768;
  private static final int EPHEMERAL_COUNT = 28232;

  private final NetCore core;
  private final TcpOutput output;
  private final Map<Pair, TcpConnection> connections = new LinkedHashMap<>();
  private final List<TcpListener> listeners = new ArrayList<>();

  /// What tells connections of a namespace apart.
  private record Pair(Endpoint local, Endpoint remote) {}

  /// The connections of a namespace with this IP.
  public TcpTable(NetCore core, IpLayer ip) {
    this(core, new TcpOverIp(ip));
  }

  TcpTable(NetCore core, TcpOutput output) {
    this.core = core;
    this.output = output;
  }

  private TcpTable(TcpTable original, Fork fork) {
    fork.enter(original, this);
    this.core = fork.of(original.core);
    this.output = fork.of(original.output);
    original.connections.forEach((pair, each) -> connections.put(pair, fork.of(each)));
    original.listeners.forEach(each -> listeners.add(fork.of(each)));
  }

  @Override
  public TcpTable fork(Fork fork) {
    return new TcpTable(this, fork);
  }

  /// All connections by age, those in TIME_WAIT included.
  public ImmutableList<TcpConnection> connections() {
    return ImmutableList.copyOf(connections.values());
  }

  /// All listeners by age.
  public ImmutableList<TcpListener> listeners() {
    return ImmutableList.copyOf(listeners);
  }

  /// A number for a socket that is being accepted.
  long nextInode() {
    return core.nextSocketInode();
  }

  /// A socket of this namespace, neither bound nor connected.
  public TcpSocket open() {
    return new TcpSocket(this, core.nextSocketInode());
  }

  /// Checks that a socket may be bound to `local`.
  ///
  /// @throws KernelError EADDRNOTAVAIL
  void checkBind(Endpoint local, int device) {
    if (!local.isWildcard()) {
      output.checkLocal(local.address(), device);
    }
  }

  /// Starts to listen.
  ///
  /// @throws KernelError EADDRINUSE if something listens there already
  TcpListener listen(Endpoint local, int device, int backlog, boolean ipv6Only) {
    Endpoint bound = local.port() == 0 ? new Endpoint(local.address(), freePort(0)) : local;
    for (TcpListener other : listeners) {
      if (other.local().port() == bound.port()
          && overlaps(other, bound, ipv6Only)
          && (other.device() == device || other.device() == 0 || device == 0)) {
        throw new KernelError(Errno.EADDRINUSE);
      }
    }
    TcpListener made = new TcpListener(bound, device, backlog, ipv6Only);
    listeners.add(made);
    return made;
  }

  private static boolean overlaps(TcpListener other, Endpoint local, boolean ipv6Only) {
    boolean sameFamily = other.local().address().bits() == local.address().bits();
    if (!sameFamily) {
      return other.local().address() instanceof Ipv6Address
          ? other.local().isWildcard() && !other.isIpv6Only()
          : local.isWildcard() && !ipv6Only;
    }
    return other.local().isWildcard()
        || local.isWildcard()
        || other.local().address().equals(local.address());
  }

  void close(TcpListener listener) {
    listeners.remove(listener);
    listener.close();
  }

  /// Opens a connection; what `local` leaves open is chosen by the route and from the free ports.
  ///
  /// @throws KernelError ENETUNREACH and the like, EADDRNOTAVAIL if the pair or all ports are in
  ///   use
  TcpConnection connect(@Nullable Endpoint local, Endpoint remote, int device) {
    IpAddress from =
        local == null || local.isWildcard()
            ? output.source(remote.address(), device)
            : local.address();
    int port = local == null || local.port() == 0 ? freePort(0) : local.port();
    Endpoint bound = new Endpoint(from, port);
    Pair pair = new Pair(bound, remote);
    TcpConnection old = connections.get(pair);
    if (old != null) {
      if (old.state() != TcpState.TIME_WAIT) {
        throw new KernelError(Errno.EADDRNOTAVAIL);
      }
      old.abort();
    }
    TcpConnection made = TcpConnection.open(core, output, this, new TcpEnds(bound, remote, device));
    connections.put(pair, made);
    return made;
  }

  /// A port that nothing uses; connections take even ones first (`__inet_hash_connect`).
  ///
  /// @param parity 0 for even, 1 for odd ones first
  private int freePort(int parity) {
    int start = (int) core.randomness().below(EPHEMERAL_COUNT / 2) * 2;
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < EPHEMERAL_COUNT; i += 2) {
        int port = FIRST_EPHEMERAL + (start + i) % EPHEMERAL_COUNT + ((parity + round) & 1);
        if (!isUsed(port)) {
          return port;
        }
      }
    }
    throw new KernelError(Errno.EADDRNOTAVAIL);
  }

  private boolean isUsed(int port) {
    return listeners.stream().anyMatch(each -> each.local().port() == port)
        || connections.keySet().stream().anyMatch(pair -> pair.local().port() == port);
  }

  /// Takes a segment that came in for `local` from `remote`; the buffer ends here.
  public void receive(SocketBuffer buffer, Endpoint local, Endpoint remote, TcpSegment segment) {
    Pair pair = new Pair(local, remote);
    TcpConnection connection = connections.get(pair);
    boolean opens = segment.has(TcpSegment.SYN) && !segment.has(TcpSegment.ACK);
    if (connection != null && connection.state() == TcpState.TIME_WAIT && opens) {
      if (find(buffer, local) != null) {
        connection.abort(); // a new connection may take the pair over (tcp_timewait_state_process)
        connection = null;
      }
    }
    if (connection != null) {
      end(buffer, "TCP " + local, connection.receive(segment));
      return;
    }
    TcpListener listener = find(buffer, local);
    if (listener == null || !opens || segment.has(TcpSegment.RST)) {
      if (!segment.has(TcpSegment.RST) && !(listener != null && !segment.has(TcpSegment.ACK))) {
        core.because(buffer.branch(), () -> refuse(local, remote, segment));
      }
      buffer.drop(listener == null ? DropReason.NO_SOCKET : DropReason.TCP_FLAGS, null, null);
      return;
    }
    if (listener.isFull()) {
      buffer.drop(DropReason.TCP_LISTEN_OVERFLOW);
      return;
    }
    core.because(
        buffer.branch(),
        () -> {
          TcpEnds ends = new TcpEnds(local, remote, listener.device());
          TcpConnection made = TcpConnection.accept(core, output, this, ends, segment);
          made.setMapped(listener.local().address().bits() != local.address().bits());
          connections.put(pair, made);
          listener.began(made);
        });
    end(buffer, "listener " + listener.local(), null);
  }

  private static void end(SocketBuffer buffer, String socket, @Nullable DropReason reason) {
    if (reason != null) {
      buffer.drop(reason);
      return;
    }
    if (buffer.isTraced()) {
      buffer.trace(new SocketStep.Accepted(buffer.device().place(), socket));
    }
    buffer.delivered(socket);
  }

  /// The listener for a destination: the one bound most narrowly.
  private @Nullable TcpListener find(SocketBuffer buffer, Endpoint local) {
    TcpListener best = null;
    int bestScore = 0;
    for (TcpListener each : listeners) {
      int score = score(each, local, buffer.device().index());
      if (score > bestScore) {
        best = each;
        bestScore = score;
      }
    }
    return best;
  }

  private static int score(TcpListener listener, Endpoint local, int device) {
    Endpoint bound = listener.local();
    if (bound.port() != local.port() || (listener.device() != 0 && listener.device() != device)) {
      return 0;
    }
    int score = listener.device() != 0 ? 4 : 1;
    if (bound.address().equals(local.address())) {
      return score + 8;
    }
    if (!bound.isWildcard()) {
      return 0;
    }
    boolean sameFamily = bound.address().bits() == local.address().bits();
    if (sameFamily) {
      return score + 2;
    }
    return bound.address() instanceof Ipv6Address
            && local.address() instanceof Ipv4Address
            && !listener.isIpv6Only()
        ? score
        : 0;
  }

  /// Answers a segment that is for nobody with a reset (RFC 9293, 3.10.7.1).
  private void refuse(Endpoint local, Endpoint remote, TcpSegment segment) {
    boolean acknowledges = segment.has(TcpSegment.ACK);
    TcpSegment reset =
        new TcpSegment(
            local.port(),
            remote.port(),
            acknowledges ? segment.acknowledgement() : 0,
            acknowledges ? 0 : segment.sequence() + segment.sequenceLength(),
            acknowledges ? TcpSegment.RST : TcpSegment.RST | TcpSegment.ACK,
            0,
            0,
            Bytes.EMPTY,
            Bytes.EMPTY);
    output.send(new TcpEnds(local, remote, 0), reset, 0);
  }

  /// Tells a connection of an ICMP error that quotes one of its segments.
  ///
  /// @return whether there is such a connection
  public boolean icmpError(Endpoint local, Endpoint remote, Errno reported) {
    TcpConnection connection = connections.get(new Pair(local, remote));
    if (connection == null) {
      return false;
    }
    connection.icmpError(reported);
    return true;
  }

  @Override
  public void established(TcpConnection connection) {
    for (TcpListener listener : listeners) {
      if (listener.handshakes().contains(connection)) {
        listener.finished(connection);
        return;
      }
    }
    connection.abort();
  }

  @Override
  public void gone(TcpConnection connection) {
    connections.remove(new Pair(connection.ends().local(), connection.ends().remote()));
    listeners.forEach(listener -> listener.lost(connection));
  }
}
