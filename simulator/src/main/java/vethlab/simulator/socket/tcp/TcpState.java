package vethlab.simulator.socket.tcp;

/// The state of a TCP socket (RFC 9293, 3.3.2; `tcp_states.h`), under the names of `netstat`.
public enum TcpState {
  CLOSE("CLOSE", "UNCONN"),
  LISTEN("LISTEN", "LISTEN"),
  SYN_SENT("SYN_SENT", "SYN-SENT"),
  SYN_RECV("SYN_RECV", "SYN-RECV"),
  ESTABLISHED("ESTABLISHED", "ESTAB"),
  FIN_WAIT1("FIN_WAIT1", "FIN-WAIT-1"),
  FIN_WAIT2("FIN_WAIT2", "FIN-WAIT-2"),
  CLOSE_WAIT("CLOSE_WAIT", "CLOSE-WAIT"),
  CLOSING("CLOSING", "CLOSING"),
  LAST_ACK("LAST_ACK", "LAST-ACK"),
  TIME_WAIT("TIME_WAIT", "TIME-WAIT");

  private final String netstatName;
  private final String ssName;

  TcpState(String netstatName, String ssName) {
    this.netstatName = netstatName;
    this.ssName = ssName;
  }

  public String netstatName() {
    return netstatName;
  }

  public String ssName() {
    return ssName;
  }

  /// Whether the owner may still send.
  boolean maySend() {
    return this == ESTABLISHED || this == CLOSE_WAIT;
  }

  /// Whether the other side may still send.
  boolean mayReceive() {
    return this == ESTABLISHED || this == FIN_WAIT1 || this == FIN_WAIT2;
  }

  /// Whether the handshake is over.
  boolean isSynchronised() {
    return switch (this) {
      case CLOSE, LISTEN, SYN_SENT, SYN_RECV -> false;
      case ESTABLISHED, FIN_WAIT1, FIN_WAIT2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> true;
    };
  }
}
