package vethlab.simulator.socket.tcp;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.socket.Endpoint;
import vethlab.simulator.time.WaitQueue;

/// A listening socket's two queues: handshakes under way, and connections that wait to be accepted
/// (`inet_connection_sock.c`).
public final class TcpListener implements Forkable {

  private final Endpoint local;
  private final int device;
  private final int backlog;
  private final boolean ipv6Only;
  private final WaitQueue acceptable;
  private final Set<TcpConnection> handshakes = new LinkedHashSet<>();
  private final ArrayDeque<TcpConnection> ready = new ArrayDeque<>();

  TcpListener(Endpoint local, int device, int backlog, boolean ipv6Only) {
    this.local = local;
    this.device = device;
    this.backlog = backlog;
    this.ipv6Only = ipv6Only;
    this.acceptable = new WaitQueue();
  }

  private TcpListener(TcpListener original, Fork fork) {
    fork.enter(original, this);
    this.local = original.local;
    this.device = original.device;
    this.backlog = original.backlog;
    this.ipv6Only = original.ipv6Only;
    this.acceptable = fork.of(original.acceptable);
    original.handshakes.forEach(each -> handshakes.add(fork.of(each)));
    original.ready.forEach(each -> ready.add(fork.of(each)));
  }

  @Override
  public TcpListener fork(Fork fork) {
    return new TcpListener(this, fork);
  }

  public Endpoint local() {
    return local;
  }

  /// The index of the device that it is bound to, 0 for any.
  public int device() {
    return device;
  }

  /// How many connections may wait, less one.
  public int backlog() {
    return backlog;
  }

  boolean isIpv6Only() {
    return ipv6Only;
  }

  /// Connections that wait to be accepted.
  public int waiting() {
    return ready.size();
  }

  /// Handshakes under way.
  public ImmutableList<TcpConnection> handshakes() {
    return ImmutableList.copyOf(handshakes);
  }

  WaitQueue acceptable() {
    return acceptable;
  }

  /// Whether no further connection may wait (`sk_acceptq_is_full`).
  boolean isFull() {
    return ready.size() > backlog;
  }

  void began(TcpConnection connection) {
    handshakes.add(connection);
  }

  void finished(TcpConnection connection) {
    handshakes.remove(connection);
    ready.add(connection);
    acceptable.wakeAll();
  }

  void lost(TcpConnection connection) {
    handshakes.remove(connection);
    ready.remove(connection);
  }

  /// The connection that has waited longest, or null.
  @Nullable TcpConnection accept() {
    return ready.poll();
  }

  /// Ends everything that nobody has accepted.
  void close() {
    ImmutableList.copyOf(handshakes).forEach(TcpConnection::abort);
    ImmutableList.copyOf(ready).forEach(TcpConnection::abort);
  }
}
