package vethlab.userland.iproute.ss;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.EnumSet;
import java.util.Set;
import vethlab.simulator.socket.tcp.TcpState;

/// The tables of sockets that `ss` knows, with the states that it shows of them if none are asked
/// for.
enum SocketTableName {
  TCP,
  MPTCP,
  DCCP,
  UDP,
  RAW,
  UNIX_DGRAM,
  UNIX_STREAM,
  UNIX_SEQPACKET,
  PACKET_DGRAM,
  PACKET_RAW,
  NETLINK,
  SCTP,
  VSOCK_STREAM,
  VSOCK_DGRAM,
  TIPC,
  XDP;

  /// The states of a connection that is up or on its way.
  static final ImmutableSet<TcpState> CONNECTED =
      Sets.immutableEnumSet(
          EnumSet.complementOf(
              EnumSet.of(TcpState.LISTEN, TcpState.CLOSE, TcpState.TIME_WAIT, TcpState.SYN_RECV)));

  static final ImmutableSet<SocketTableName> INTERNET =
      Sets.immutableEnumSet(TCP, MPTCP, DCCP, UDP, RAW, SCTP);
  static final ImmutableSet<SocketTableName> UNIX =
      Sets.immutableEnumSet(UNIX_DGRAM, UNIX_STREAM, UNIX_SEQPACKET);
  static final ImmutableSet<SocketTableName> PACKET =
      Sets.immutableEnumSet(PACKET_DGRAM, PACKET_RAW);
  private static final ImmutableSet<SocketTableName> VSOCK =
      Sets.immutableEnumSet(VSOCK_STREAM, VSOCK_DGRAM);

  /// All but TIPC.
  static final ImmutableSet<SocketTableName> ALL =
      Sets.immutableEnumSet(EnumSet.complementOf(EnumSet.of(TIPC)));

  /// The names that `-A` takes.
  static final ImmutableMap<String, ImmutableSet<SocketTableName>> NAMES =
      ImmutableMap.<String, ImmutableSet<SocketTableName>>builder()
          .put("all", ALL)
          .put("inet", INTERNET)
          .put("udp", ImmutableSet.of(UDP))
          .put("dccp", ImmutableSet.of(DCCP))
          .put("tcp", ImmutableSet.of(TCP))
          .put("mptcp", ImmutableSet.of(MPTCP))
          .put("sctp", ImmutableSet.of(SCTP))
          .put("raw", ImmutableSet.of(RAW))
          .put("unix", UNIX)
          .put("unix_stream", ImmutableSet.of(UNIX_STREAM))
          .put("u_str", ImmutableSet.of(UNIX_STREAM))
          .put("unix_dgram", ImmutableSet.of(UNIX_DGRAM))
          .put("u_dgr", ImmutableSet.of(UNIX_DGRAM))
          .put("unix_seqpacket", ImmutableSet.of(UNIX_SEQPACKET))
          .put("u_seq", ImmutableSet.of(UNIX_SEQPACKET))
          .put("packet", PACKET)
          .put("packet_raw", ImmutableSet.of(PACKET_RAW))
          .put("p_raw", ImmutableSet.of(PACKET_RAW))
          .put("packet_dgram", ImmutableSet.of(PACKET_DGRAM))
          .put("p_dgr", ImmutableSet.of(PACKET_DGRAM))
          .put("netlink", ImmutableSet.of(NETLINK))
          .put("tipc", ImmutableSet.of(TIPC))
          .put("vsock", VSOCK)
          .put("vsock_stream", ImmutableSet.of(VSOCK_STREAM))
          .put("v_str", ImmutableSet.of(VSOCK_STREAM))
          .put("vsock_dgram", ImmutableSet.of(VSOCK_DGRAM))
          .put("v_dgr", ImmutableSet.of(VSOCK_DGRAM))
          .put("xdp", ImmutableSet.of(XDP))
          .buildOrThrow();

  /// The states that are shown if none are asked for.
  Set<TcpState> usualStates() {
    return switch (this) {
      case UDP, RAW -> Set.of(TcpState.ESTABLISHED);
      case UNIX_DGRAM, PACKET_DGRAM, PACKET_RAW, NETLINK, XDP -> Set.of(TcpState.CLOSE);
      case TIPC -> Set.of(TcpState.ESTABLISHED, TcpState.LISTEN, TcpState.CLOSE);
      case TCP, MPTCP, DCCP, UNIX_STREAM, UNIX_SEQPACKET, SCTP, VSOCK_STREAM, VSOCK_DGRAM ->
          CONNECTED;
    };
  }
}
