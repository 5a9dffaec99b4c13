package vethlab.simulator.socket;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.packet.Bytes;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.UdpDatagram;

/// A UDP socket as a program holds it (`udp.c`).
public final class UdpSocket extends DatagramSocket {

  private final UdpTable table;
  private @Nullable Endpoint local;
  private @Nullable Endpoint remote;
  private boolean reuse;

  UdpSocket(UdpTable table, long inode) {
    super(inode);
    this.table = table;
  }

  private UdpSocket(UdpSocket original, Fork fork) {
    super(original, fork);
    this.table = fork.of(original.table);
    this.local = original.local;
    this.remote = original.remote;
    this.reuse = original.reuse;
  }

  @Override
  public UdpSocket fork(Fork fork) {
    return new UdpSocket(this, fork);
  }

  /// Lets others that say the same bind the same port (`SO_REUSEADDR`).
  public void setReuse(boolean reuse) {
    this.reuse = reuse;
  }

  boolean mayShare() {
    return reuse;
  }

  /// Fixes the local end; port 0 takes a free one.
  ///
  /// @throws KernelError EADDRNOTAVAIL, EADDRINUSE; EINVAL if it is bound
  public void bind(Endpoint wanted) {
    if (local != null) {
      throw new KernelError(Errno.EINVAL);
    }
    local = table.bind(this, wanted);
  }

  /// Fixes the other end: only it is heard, and sending needs no address.
  ///
  /// @throws KernelError ENETUNREACH and the like
  public void connect(Endpoint peer) {
    IpLayer.Way way = table.way(peer.address(), sourceOrNull(), options());
    if (local == null) {
      local = table.bind(this, new Endpoint(way.source(), 0));
    } else if (local.isWildcard()) {
      local = new Endpoint(way.source(), local.port());
    }
    remote = peer;
  }

  public @Nullable Endpoint local() {
    return local;
  }

  public @Nullable Endpoint remote() {
    return remote;
  }

  /// Sends to the connected end.
  ///
  /// @throws KernelError EDESTADDRREQ as ENOTCONN, EMSGSIZE, ENETUNREACH, a pending error
  public void send(Bytes data) {
    if (remote == null) {
      throw new KernelError(Errno.ENOTCONN);
    }
    sendTo(remote, data);
  }

  /// Sends to any end.
  ///
  /// @throws KernelError EMSGSIZE, ENETUNREACH and the like, EACCES to a broadcast address, a
  ///   pending error
  public void sendTo(Endpoint to, Bytes data) {
    failIfBroken();
    if (data.length() > 65507) {
      throw new KernelError(Errno.EMSGSIZE);
    }
    if (local == null) {
      IpAddress any = table.wildcardLike(to.address());
      local = table.bind(this, new Endpoint(any, 0));
    }
    UdpDatagram datagram = UdpDatagram.of(local.port(), to.port(), data);
    require(table.send(to.address(), sourceOrNull(), datagram, options()));
  }

  @Override
  public int write(byte[] octets, int offset, int length) {
    send(Bytes.of(octets, offset, offset + length));
    return length;
  }

  @Override
  protected void released() {
    table.remove(this);
  }

  private @Nullable IpAddress sourceOrNull() {
    return local == null || local.isWildcard() || local.address().isMulticast()
        ? null
        : local.address();
  }
}
