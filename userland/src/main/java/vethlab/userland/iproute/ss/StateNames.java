package vethlab.userland.iproute.ss;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.socket.tcp.TcpState;

/// The words that stand for states behind `state` and `exclude` (`scan_state`).
final class StateNames {

  private StateNames() {}

  /// The states of a word, or null.
  static @Nullable Set<TcpState> find(String word) {
    EnumSet<TcpState> all = EnumSet.allOf(TcpState.class);
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "all" -> all;
      case "close", "closed", "unconnected" -> EnumSet.of(TcpState.CLOSE);
      case "connected" -> without(all, TcpState.CLOSE, TcpState.LISTEN);
      case "synchronized" -> without(all, TcpState.CLOSE, TcpState.LISTEN, TcpState.SYN_SENT);
      case "bucket" -> EnumSet.of(TcpState.SYN_RECV, TcpState.TIME_WAIT);
      case "big" -> without(all, TcpState.SYN_RECV, TcpState.TIME_WAIT);
      case "established" -> EnumSet.of(TcpState.ESTABLISHED);
      case "syn-sent" -> EnumSet.of(TcpState.SYN_SENT);
      case "syn-recv", "syn-rcv" -> EnumSet.of(TcpState.SYN_RECV);
      case "fin-wait-1" -> EnumSet.of(TcpState.FIN_WAIT1);
      case "fin-wait-2" -> EnumSet.of(TcpState.FIN_WAIT2);
      case "time-wait" -> EnumSet.of(TcpState.TIME_WAIT);
      case "close-wait" -> EnumSet.of(TcpState.CLOSE_WAIT);
      case "last-ack" -> EnumSet.of(TcpState.LAST_ACK);
      case "listening" -> EnumSet.of(TcpState.LISTEN);
      case "closing" -> EnumSet.of(TcpState.CLOSING);
      default -> null;
    };
  }

  private static Set<TcpState> without(EnumSet<TcpState> states, TcpState... others) {
    states.removeAll(Set.of(others));
    return states;
  }
}
