package vethlab.simulator.socket.tcp;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.socket.Endpoint;
import vethlab.simulator.time.WaitQueue;

/// A TCP socket as a program holds it (`socket(AF_INET, SOCK_STREAM)`).
///
/// Nothing blocks: [#connect] begins, and the program waits on [#writable] until [#takeError] or
/// [#isConnected] tells more.
public final class TcpSocket extends FileDescription {

  private final TcpTable table;
  private final long inode;
  private final WaitQueue idle;
  private @Nullable Endpoint bound;
  private int device;
  private boolean ipv6Only;
  private @Nullable TcpListener listener;
  private @Nullable TcpConnection connection;

  TcpSocket(TcpTable table, long inode) {
    this.table = table;
    this.inode = inode;
    this.idle = new WaitQueue();
  }

  private TcpSocket(TcpSocket original, Fork fork) {
    super(original, fork);
    this.table = fork.of(original.table);
    this.inode = original.inode;
    this.idle = fork.of(original.idle);
    this.bound = original.bound;
    this.device = original.device;
    this.ipv6Only = original.ipv6Only;
    this.listener = fork.ofNullable(original.listener);
    this.connection = fork.ofNullable(original.connection);
  }

  @Override
  public TcpSocket fork(Fork fork) {
    return new TcpSocket(this, fork);
  }

  /// Its number among all sockets of the machine.
  public long inode() {
    return inode;
  }

  /// Fixes the local end.
  ///
  /// @throws KernelError EADDRNOTAVAIL, EADDRINUSE; EINVAL if it is bound
  public void bind(Endpoint local) {
    if (bound != null || connection != null) {
      throw new KernelError(Errno.EINVAL);
    }
    table.checkBind(local, device);
    bound = local;
  }

  /// Restricts it to one device (`SO_BINDTODEVICE`); 0 for any.
  public void bindToDevice(int index) {
    device = index;
  }

  /// Keeps IPv4 away from an IPv6 listener.
  public void setIpv6Only(boolean only) {
    ipv6Only = only;
  }

  /// Starts to listen; up to `backlog` + 1 connections may wait.
  ///
  /// @throws KernelError EADDRINUSE, EINVAL if it is not bound
  public void listen(int backlog) {
    Endpoint local = bound;
    if (local == null || connection != null) {
      throw new KernelError(Errno.EINVAL);
    }
    if (listener == null) {
      listener = table.listen(local, device, backlog, ipv6Only);
    }
  }

  /// The connection that has waited longest as a socket of its own, or null.
  ///
  /// @throws KernelError EINVAL if it does not listen
  public @Nullable TcpSocket accept() {
    if (listener == null) {
      throw new KernelError(Errno.EINVAL);
    }
    TcpConnection accepted = listener.accept();
    if (accepted == null) {
      return null;
    }
    TcpSocket made = new TcpSocket(table, table.nextInode());
    made.connection = accepted;
    made.bound = accepted.ends().local();
    made.device = device;
    return made;
  }

  /// Begins to connect.
  ///
  /// @throws KernelError ENETUNREACH and the like at once; EISCONN, EADDRNOTAVAIL
  public void connect(Endpoint remote) {
    if (connection != null) {
      throw new KernelError(Errno.EISCONN);
    }
    connection = table.connect(bound, remote, device);
    bound = connection.ends().local();
    if (connection.hasError()) {
      Errno why = connection.takeError();
      throw new KernelError(why == null ? Errno.EIO : why);
    }
  }

  public boolean isConnected() {
    return connection != null && connection.state().isSynchronised();
  }

  /// Why connecting, reading or writing failed, once; null if it did not (`SO_ERROR`).
  public @Nullable Errno takeError() {
    return connection == null ? null : connection.takeError();
  }

  /// Whether such a reason waits to be taken (`POLLERR`).
  public boolean hasError() {
    return connection != null && connection.hasError();
  }

  /// Whether neither side sends any more (`POLLHUP`).
  public boolean isHungUp() {
    return connection != null
        && switch (connection.state()) {
          case CLOSE, CLOSING, LAST_ACK, TIME_WAIT -> true;
          case LISTEN, SYN_SENT, SYN_RECV, ESTABLISHED, FIN_WAIT1, FIN_WAIT2, CLOSE_WAIT -> false;
        };
  }

  /// Sends no more.
  public void shutdown() {
    if (connection != null) {
      connection.shutdown();
    }
  }

  /// Whether nothing more will come.
  public boolean isAtEnd() {
    return connection != null && connection.isAtEnd();
  }

  /// The local end, or null if it has none yet.
  public @Nullable Endpoint local() {
    return listener != null ? listener.local() : bound;
  }

  /// The other end, or null.
  public @Nullable Endpoint remote() {
    return connection == null ? null : connection.ends().remote();
  }

  public TcpState state() {
    if (listener != null) {
      return TcpState.LISTEN;
    }
    return connection == null ? TcpState.CLOSE : connection.state();
  }

  /// The connection behind it, for those who list sockets; null if there is none.
  public @Nullable TcpConnection connection() {
    return connection;
  }

  /// The listener behind it, for those who list sockets; null if there is none.
  public @Nullable TcpListener listener() {
    return listener;
  }

  @Override
  public Read read(int limit) {
    TcpConnection open = connected();
    Bytes data = open.read(limit);
    if (!data.isEmpty()) {
      return new Read.Data(data.toArray());
    }
    failIfBroken(open);
    return open.isAtEnd() ? END_OF_FILE : WOULD_BLOCK;
  }

  @Override
  public int write(byte[] octets, int offset, int length) {
    TcpConnection open = connected();
    failIfBroken(open);
    if (!open.state().maySend()) {
      if (open.state() == TcpState.SYN_SENT || open.state() == TcpState.SYN_RECV) {
        return 0;
      }
      throw new KernelError(Errno.EPIPE);
    }
    return open.write(Bytes.of(octets, offset, offset + length));
  }

  @Override
  public WaitQueue readable() {
    if (listener != null) {
      return listener.acceptable();
    }
    return connection == null ? idle : connection.readable();
  }

  @Override
  public WaitQueue writable() {
    return connection == null ? idle : connection.writable();
  }

  @Override
  protected void released() {
    if (listener != null) {
      table.close(listener);
    }
    if (connection != null) {
      connection.close();
    }
  }

  @Override
  public String describe() {
    return "socket:[" + inode + "]";
  }

  private TcpConnection connected() {
    if (connection == null) {
      throw new KernelError(Errno.ENOTCONN);
    }
    return connection;
  }

  private static void failIfBroken(TcpConnection open) {
    Errno error = open.takeError();
    if (error != null) {
      throw new KernelError(error);
    }
  }
}
