package vethlab.simulator.socket;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Transport;

/// All raw sockets of a namespace.
public final class RawTable implements Forkable {

  private final NetCore core;
  private final IpLayer ip;
  private final List<RawSocket> sockets = new ArrayList<>();

  RawTable(NetCore core, IpLayer ip) {
    this.core = core;
    this.ip = ip;
  }

  private RawTable(RawTable original, Fork fork) {
    fork.enter(original, this);
    this.core = fork.of(original.core);
    this.ip = fork.of(original.ip);
    original.sockets.forEach(socket -> sockets.add(fork.of(socket)));
  }

  @Override
  public RawTable fork(Fork fork) {
    return new RawTable(this, fork);
  }

  /// A socket for one protocol.
  public RawSocket open(RawSocket.Family family, int protocol) {
    RawSocket made = new RawSocket(this, core.nextSocketInode(), family, protocol);
    sockets.add(made);
    return made;
  }

  /// All sockets by age.
  public ImmutableList<RawSocket> sockets() {
    return ImmutableList.copyOf(sockets);
  }

  boolean isEmpty() {
    return sockets.isEmpty();
  }

  /// Shows a packet to all sockets that it concerns.
  ///
  /// @return whether there was one
  boolean deliver(RawSocket.Family family, int protocol, Arrived arrived) {
    boolean any = false;
    for (RawSocket socket : sockets) {
      if (socket.matches(family, protocol, arrived)) {
        socket.offer(arrived);
        any = true;
      }
    }
    return any;
  }

  /// Tells sockets of an ICMP error that quotes a packet of their protocol from `local` to
  /// `remote`; one that is bound to a device hears of those that came in there.
  boolean icmpError(
      RawSocket.Family family,
      int protocol,
      IpAddress local,
      IpAddress remote,
      DatagramSocket.SocketError error,
      boolean hard,
      int device) {
    boolean any = false;
    for (RawSocket socket : sockets) {
      int bound = socket.options().device();
      boolean concerned =
          socket.family() == family
              && socket.protocol() == protocol
              && (socket.local() == null || local.equals(socket.local()))
              && (socket.remote() == null || remote.equals(socket.remote()))
              && (bound == 0 || bound == device);
      any |= concerned;
      if (concerned && (socket.hearsErrors() || (hard && socket.remote() != null))) {
        socket.report(error);
      }
    }
    return any;
  }

  void checkBind(IpAddress address, SocketOptions options) {
    if (!ip.mayBind(address, options.device())) {
      throw new KernelError(Errno.EADDRNOTAVAIL);
    }
  }

  IpLayer.Way way(IpAddress to, @Nullable IpAddress from, SocketOptions options) {
    return ip.way(to, from, options);
  }

  IpLayer.Outcome send(
      String title,
      IpAddress to,
      @Nullable IpAddress from,
      Transport message,
      SocketOptions options) {
    return ip.send(new IpLayer.Sending(title, to, from, message, options, -1, false));
  }

  void remove(RawSocket socket) {
    sockets.remove(socket);
  }
}
