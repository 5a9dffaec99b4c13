package vethlab.userland.iproute.ss;

import com.google.common.collect.ImmutableSet;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.socket.tcp.TcpState;

/// The tables of sockets that `ss` can show (`enum` of `*_DB`), with the families that they have
/// and the states that are shown if none are chosen. Those beside TCP, UDP, raw and netlink are
/// empty here.
enum SocketKind {
  TCP(true, false),
  MPTCP(true, false),
  DCCP(true, false),
  UDP(true, true),
  RAW(true, true),
  UNIX_DATAGRAM(false, true),
  UNIX_STREAM(false, false),
  UNIX_SEQPACKET(false, false),
  PACKET_DATAGRAM(false, true),
  PACKET_RAW(false, true),
  NETLINK(false, true),
  SCTP(true, false),
  VSOCK_STREAM(false, false),
  VSOCK_DATAGRAM(false, false),
  XDP(false, true);

  /// All but those without an end and those half closed (`SS_CONN`).
  static final ImmutableSet<TcpState> CONNECTED =
      ImmutableSet.of(
          TcpState.ESTABLISHED,
          TcpState.SYN_SENT,
          TcpState.FIN_WAIT1,
          TcpState.FIN_WAIT2,
          TcpState.CLOSE_WAIT,
          TcpState.LAST_ACK,
          TcpState.CLOSING);

  static final ImmutableSet<SocketKind> UNIX =
      ImmutableSet.of(UNIX_DATAGRAM, UNIX_STREAM, UNIX_SEQPACKET);
  static final ImmutableSet<SocketKind> PACKET = ImmutableSet.of(PACKET_DATAGRAM, PACKET_RAW);
  static final ImmutableSet<SocketKind> INTERNET =
      ImmutableSet.of(TCP, MPTCP, UDP, DCCP, SCTP, RAW);

  private final boolean internet;
  private final boolean single;

  /// @param single whether one state is shown if none is chosen
  SocketKind(boolean internet, boolean single) {
    this.internet = internet;
    this.single = single;
  }

  boolean isInternet() {
    return internet;
  }

  /// The states that are shown if none are chosen.
  Set<TcpState> states() {
    if (!single) {
      return CONNECTED;
    }
    return EnumSet.of(internet ? TcpState.ESTABLISHED : TcpState.CLOSE);
  }

  /// Those of a name behind `-A`, or null.
  static @Nullable ImmutableSet<SocketKind> ofName(String name) {
    return switch (name) {
      case "all" -> ImmutableSet.copyOf(values());
      case "inet" -> INTERNET;
      case "udp" -> ImmutableSet.of(UDP);
      case "dccp" -> ImmutableSet.of(DCCP);
      case "tcp" -> ImmutableSet.of(TCP);
      case "mptcp" -> ImmutableSet.of(MPTCP);
      case "sctp" -> ImmutableSet.of(SCTP);
      case "raw" -> ImmutableSet.of(RAW);
      case "unix" -> UNIX;
      case "unix_stream", "u_str" -> ImmutableSet.of(UNIX_STREAM);
      case "unix_dgram", "u_dgr" -> ImmutableSet.of(UNIX_DATAGRAM);
      case "unix_seqpacket", "u_seq" -> ImmutableSet.of(UNIX_SEQPACKET);
      case "packet" -> PACKET;
      case "packet_raw", "p_raw" -> ImmutableSet.of(PACKET_RAW);
      case "packet_dgram", "p_dgr" -> ImmutableSet.of(PACKET_DATAGRAM);
      case "netlink" -> ImmutableSet.of(NETLINK);
      case "vsock" -> ImmutableSet.of(VSOCK_STREAM, VSOCK_DATAGRAM);
      case "vsock_stream", "v_str" -> ImmutableSet.of(VSOCK_STREAM);
      case "vsock_dgram", "v_dgr" -> ImmutableSet.of(VSOCK_DATAGRAM);
      case "xdp" -> ImmutableSet.of(XDP);
      default -> null;
    };
  }
}
