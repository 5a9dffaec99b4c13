package vethlab.userland.iproute.ss;

import com.google.common.collect.ImmutableMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.socket.tcp.TcpState;
import vethlab.userland.iproute.ss.SocketExpression.Expression;

/// Which sockets `ss` is to show (`struct filter`).
final class SocketFilter {

  /// The families that are told apart.
  enum Family {
    INET,
    INET6,
    UNIX,
    PACKET,
    NETLINK,
    VSOCK,
    TIPC,
    XDP
  }

  private static final ImmutableMap<String, TcpState> STATES =
      ImmutableMap.<String, TcpState>builder()
          .put("established", TcpState.ESTABLISHED)
          .put("syn-sent", TcpState.SYN_SENT)
          .put("syn-recv", TcpState.SYN_RECV)
          .put("syn-rcv", TcpState.SYN_RECV)
          .put("fin-wait-1", TcpState.FIN_WAIT1)
          .put("fin-wait-2", TcpState.FIN_WAIT2)
          .put("time-wait", TcpState.TIME_WAIT)
          .put("unconnected", TcpState.CLOSE)
          .put("close", TcpState.CLOSE)
          .put("closed", TcpState.CLOSE)
          .put("close-wait", TcpState.CLOSE_WAIT)
          .put("last-ack", TcpState.LAST_ACK)
          .put("listening", TcpState.LISTEN)
          .put("closing", TcpState.CLOSING)
          .buildOrThrow();

  final Set<SocketTableName> tables = EnumSet.noneOf(SocketTableName.class);
  final Set<Family> families = EnumSet.noneOf(Family.class);
  final Set<TcpState> states = EnumSet.noneOf(TcpState.class);

  /// The family that was asked for last, or null.
  @Nullable Family preferred;

  @Nullable Expression expression;

  /// Asks for a table, or no longer for it.
  void setTable(SocketTableName table, boolean on) {
    if (on) {
      states.addAll(table.usualStates());
      tables.add(table);
    } else {
      tables.remove(table);
    }
  }

  /// Asks for a family.
  void setFamily(Family family) {
    switch (family) {
      case INET, INET6, UNIX, VSOCK -> states.addAll(SocketTableName.CONNECTED);
      case PACKET, NETLINK, XDP -> states.add(TcpState.CLOSE);
      case TIPC -> states.addAll(SocketTableName.TIPC.usualStates());
    }
    families.add(family);
    preferred = family;
  }

  /// Tables and families bring each other along.
  void mergeDefaults() {
    for (SocketTableName table : Set.copyOf(tables)) {
      Set<Family> own = families(table);
      if (own.stream().noneMatch(families::contains)) {
        families.addAll(own);
      }
    }
    for (Family family : Set.copyOf(families)) {
      Set<SocketTableName> own = tables(family);
      if (own.stream().noneMatch(tables::contains)) {
        tables.addAll(own);
      }
    }
  }

  private static Set<Family> families(SocketTableName table) {
    return switch (table) {
      case TCP, MPTCP, DCCP, UDP, RAW, SCTP -> EnumSet.of(Family.INET, Family.INET6);
      case UNIX_DGRAM, UNIX_STREAM, UNIX_SEQPACKET -> EnumSet.of(Family.UNIX);
      case PACKET_DGRAM, PACKET_RAW -> EnumSet.of(Family.PACKET);
      case NETLINK -> EnumSet.of(Family.NETLINK);
      case VSOCK_STREAM, VSOCK_DGRAM -> EnumSet.of(Family.VSOCK);
      case TIPC -> EnumSet.of(Family.TIPC);
      case XDP -> EnumSet.of(Family.XDP);
    };
  }

  private static Set<SocketTableName> tables(Family family) {
    Set<SocketTableName> tables = EnumSet.noneOf(SocketTableName.class);
    for (SocketTableName table : SocketTableName.values()) {
      if (families(table).contains(family)) {
        tables.add(table);
      }
    }
    return tables;
  }

  /// The states of a name, or null if it is none (`scan_state`).
  static @Nullable Set<TcpState> states(String name) {
    Set<TcpState> all = EnumSet.allOf(TcpState.class);
    String word = name.toLowerCase(Locale.ROOT);
    switch (word) {
      case "all" -> {}
      case "connected" -> all.removeAll(Set.of(TcpState.CLOSE, TcpState.LISTEN));
      case "synchronized" ->
          all.removeAll(Set.of(TcpState.CLOSE, TcpState.LISTEN, TcpState.SYN_SENT));
      case "bucket" -> all.retainAll(Set.of(TcpState.SYN_RECV, TcpState.TIME_WAIT));
      case "big" -> all.removeAll(Set.of(TcpState.SYN_RECV, TcpState.TIME_WAIT));
      default -> {
        TcpState one = STATES.get(word);
        return one == null ? null : EnumSet.of(one);
      }
    }
    return all;
  }
}
