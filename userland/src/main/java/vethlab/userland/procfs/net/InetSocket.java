package vethlab.userland.procfs.net;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.packet.IpAddress;
import vethlab.simulator.packet.Ipv4Address;
import vethlab.simulator.packet.Ipv6Address;
import vethlab.simulator.socket.Endpoint;
import vethlab.simulator.socket.tcp.TcpConnection;
import vethlab.simulator.socket.tcp.TcpState;

/// An Internet socket as `/proc/net` lists it.
///
/// @param ipv6 whether it is an IPv6 socket; its ends may be IPv4 addresses even then
/// @param local its own end; a raw socket's port is its protocol
/// @param remote the other end, with port 0 if there is none
/// @param receiveQueue octets to be read, or connections to be accepted
/// @param sendQueue octets not acknowledged
/// @param timer what it waits for
/// @param left how long it waits for that
/// @param repetitions how often it has repeated what was not acknowledged
/// @param inode its number, 0 if no process has it
/// @param device the index of the device that it is bound to, 0 for any
/// @param backlog how many connections may wait to be accepted
/// @param dropped packets for which there was no room
/// @param connection the TCP connection behind it, null for other sockets
public record InetSocket(
    Protocol protocol,
    boolean ipv6,
    Endpoint local,
    Endpoint remote,
    TcpState state,
    int receiveQueue,
    int sendQueue,
    Timer timer,
    Duration left,
    int repetitions,
    long inode,
    int device,
    int backlog,
    long dropped,
    @Nullable TcpConnection connection) {

  private static final long TICKS_PER_SECOND = 100;

  /// The protocols that have tables.
  public enum Protocol {
    TCP,
    UDP,
    RAW;

    /// As the name of its table has it.
    public String word() {
      return switch (this) {
        case TCP -> "tcp";
        case UDP -> "udp";
        case RAW -> "raw";
      };
    }
  }

  /// What a socket waits for, by the numbers of `/proc/net/tcp`.
  public enum Timer {
    OFF(0),
    REPEAT(1),
    TIME_WAIT(3);

    private final int number;

    Timer(int number) {
      this.number = number;
    }

    public int number() {
      return number;
    }
  }

  /// How long it waits, in hundredths of a second.
  public long ticksLeft() {
    return left.toMillis() * TICKS_PER_SECOND / 1000;
  }

  /// Whether it has another end.
  public boolean isConnected() {
    return remote.port() != 0 || !remote.isWildcard();
  }

  static Endpoint nowhere(boolean ipv6) {
    IpAddress any = ipv6 ? Ipv6Address.ANY : Ipv4Address.ANY;
    return new Endpoint(any, 0);
  }
}
