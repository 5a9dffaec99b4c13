package vethlab.simulator.socket;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.device.NetCore;
import vethlab.simulator.device.SocketBuffer;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.fork.Fork;
import vethlab.simulator.fork.Forkable;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.packet.UdpDatagram;
import vethlab.simulator.trace.DropReason;
import vethlab.simulator.trace.SocketStep;

/// All UDP sockets of a namespace that have a port, and which of them a datagram is for
/// (`__udp4_lib_lookup`, `__udp4_lib_mcast_deliver`).
public final class UdpTable implements Forkable {

  private static final int FIRST_EPHEMERAL = 32768;
  private static final int EPHEMERAL_COUNT = 28232;

  private final NetCore core;
  private final IpLayer ip;
  private final List<UdpSocket> sockets = new ArrayList<>();

  UdpTable(NetCore core, IpLayer ip) {
    this.core = core;
    this.ip = ip;
  }

  private UdpTable(UdpTable original, Fork fork) {
    fork.enter(original, this);
    this.core = fork.of(original.core);
    this.ip = fork.of(original.ip);
    original.sockets.forEach(socket -> sockets.add(fork.of(socket)));
  }

  @Override
  public UdpTable fork(Fork fork) {
    return new UdpTable(this, fork);
  }

  /// A socket of this namespace, neither bound nor connected.
  public UdpSocket open() {
    return new UdpSocket(this, core.nextSocketInode());
  }

  /// All sockets with a port, by age.
  public ImmutableList<UdpSocket> sockets() {
    return ImmutableList.copyOf(sockets);
  }

  /// Takes a datagram that came in; the buffer ends here.
  ///
  /// @param toMany whether it was sent to a group or a broadcast address
  void receive(SocketBuffer buffer, Arrived arrived, UdpDatagram datagram, boolean toMany) {
    Endpoint to = new Endpoint(arrived.to(), datagram.destinationPort());
    if (toMany) {
      deliverToMany(buffer, arrived, to);
      return;
    }
    UdpSocket socket = find(to, arrived.from(), arrived.device());
    if (socket == null) {
      buffer.drop(DropReason.NO_SOCKET, null, "a UDP socket at port " + to.port());
    } else {
      deliver(buffer, arrived, socket);
    }
  }

  /// Whether the sender of a datagram is to be told that nobody is at its port.
  boolean isForNobody(Arrived arrived, UdpDatagram datagram, boolean toMany) {
    Endpoint to = new Endpoint(arrived.to(), datagram.destinationPort());
    return !toMany && find(to, arrived.from(), arrived.device()) == null;
  }

  private void deliverToMany(SocketBuffer buffer, Arrived arrived, Endpoint to) {
    UdpSocket last = null;
    for (UdpSocket socket : sockets) {
      if (score(socket, to, arrived.from(), arrived.device(), true) > 0) {
        if (last != null) {
          deliver(buffer.copy("copy for " + describe(last)), arrived, last);
        }
        last = socket;
      }
    }
    if (last == null) {
      buffer.drop(DropReason.NO_SOCKET, null, "a UDP socket at port " + to.port());
    } else {
      deliver(buffer, arrived, last);
    }
  }

  private static void deliver(SocketBuffer buffer, Arrived arrived, UdpSocket socket) {
    String name = describe(socket);
    if (!socket.offer(arrived)) {
      buffer.drop(DropReason.SOCKET_RCVBUFF, null, name);
      return;
    }
    if (buffer.isTraced()) {
      buffer.trace(new SocketStep.Accepted(buffer.device().place(), name));
    }
    buffer.delivered(name);
  }

  private static String describe(UdpSocket socket) {
    return "UDP " + socket.local();
  }

  /// The socket that fits a datagram most narrowly, or null.
  private @Nullable UdpSocket find(Endpoint to, Endpoint from, int device) {
    UdpSocket best = null;
    int bestScore = 0;
    for (UdpSocket socket : sockets) {
      int score = score(socket, to, from, device, false);
      if (score > bestScore) {
        best = socket;
        bestScore = score;
      }
    }
    return best;
  }

  private static int score(
      UdpSocket socket, Endpoint to, Endpoint from, int device, boolean toMany) {
    Endpoint local = socket.local();
    int bound = socket.options().device();
    if (local == null || local.port() != to.port() || (bound != 0 && bound != device)) {
      return 0;
    }
    int score = bound != 0 ? 5 : 1;
    if (!local.isWildcard()) {
      if (!local.address().equals(to.address()) && !(toMany && socket.remote() == null)) {
        return 0;
      }
      if (toMany && !local.address().equals(to.address())) {
        return 0;
      }
      score += 4;
    } else if (local.address() instanceof Ipv4Address && to.address() instanceof Ipv6Address) {
      return 0;
    } else if (local.address().bits() == to.address().bits()) {
      score += 1;
    }
    Endpoint remote = socket.remote();
    if (remote != null) {
      if (!remote.equals(from)) {
        return 0;
      }
      score += 8;
    }
    return score;
  }

  /// Tells a socket of an ICMP error that quotes one of its datagrams: a connected one hears it.
  ///
  /// @return whether it concerns one of them
  boolean icmpError(
      Endpoint local, Endpoint remote, DatagramSocket.SocketError error, boolean hard) {
    boolean any = false;
    for (UdpSocket socket : sockets) {
      boolean connected = remote.equals(socket.remote());
      Endpoint own = socket.local();
      boolean concerned =
          own != null
              && own.port() == local.port()
              && (connected || socket.remote() == null)
              && (own.isWildcard() || own.address().equals(local.address()));
      any |= concerned;
      if (concerned && (socket.hearsErrors() || (hard && connected))) {
        socket.report(error);
      }
    }
    return any;
  }

  /// Gives a socket a port.
  ///
  /// @throws KernelError EADDRNOTAVAIL, EADDRINUSE
  Endpoint bind(UdpSocket socket, Endpoint wanted) {
    if (!ip.mayBind(wanted.address(), socket.options().device())) {
      throw new KernelError(Errno.EADDRNOTAVAIL);
    }
    Endpoint bound = wanted;
    if (wanted.port() == 0) {
      bound = new Endpoint(wanted.address(), freePort());
    } else if (isTaken(socket, wanted)) {
      throw new KernelError(Errno.EADDRINUSE);
    }
    sockets.add(socket);
    return bound;
  }

  private boolean isTaken(UdpSocket socket, Endpoint wanted) {
    for (UdpSocket other : sockets) {
      Endpoint local = other.local();
      if (local != null
          && local.port() == wanted.port()
          && (local.isWildcard() || wanted.isWildcard() || local.address().equals(wanted.address()))
          && !(other.mayShare() && socket.mayShare())) {
        return true;
      }
    }
    return false;
  }

  private int freePort() {
    int start = (int) core.randomness().below(EPHEMERAL_COUNT);
    for (int i = 0; i < EPHEMERAL_COUNT; i++) {
      int port = FIRST_EPHEMERAL + (start + i) % EPHEMERAL_COUNT;
      if (sockets.stream().map(UdpSocket::local).noneMatch(at -> at != null && at.port() == port)) {
        return port;
      }
    }
    throw new KernelError(Errno.EAGAIN);
  }

  void remove(UdpSocket socket) {
    sockets.remove(socket);
  }

  IpLayer.Way way(IpAddress destination, @Nullable IpAddress source, SocketOptions options) {
    return ip.way(destination, source, options);
  }

  IpAddress wildcardLike(IpAddress address) {
    return switch (address) {
      case Ipv4Address v4 -> Ipv4Address.ANY;
      case Ipv6Address v6 -> Ipv6Address.ANY;
    };
  }

  IpLayer.Outcome send(
      IpAddress to, @Nullable IpAddress from, UdpDatagram datagram, SocketOptions options) {
    return ip.send(new IpLayer.Sending("UDP datagram", to, from, datagram, options, -1, false));
  }
}
