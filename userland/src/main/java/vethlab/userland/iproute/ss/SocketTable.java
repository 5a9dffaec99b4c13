package vethlab.userland.iproute.ss;

import com.google.common.base.Strings;
import java.util.ArrayList;
import java.util.List;

/// The columns of `ss`, as wide as what is in them (`render`).
///
/// On a terminal whose width is known the real one spreads the columns over it; here none is.
final class SocketTable {

  private static final int COLUMNS = 9;
  private static final int LOCAL_ADDRESS = 4;
  private static final int PEER_ADDRESS = 6;

  private static final List<String> TITLES =
      List.of(
          "Netid",
          "State",
          "Recv-Q",
          "Send-Q",
          "Local Address:",
          "Port",
          "Peer Address:",
          "Port",
          "Process");

  /// What stands before each column if another one stands before it.
  private static final List<String> SEPARATORS = List.of("", " ", " ", " ", " ", "", " ", "", "");

  private final boolean withKind;
  private final boolean withState;
  private final List<List<String>> rows = new ArrayList<>();

  SocketTable(boolean titles, boolean withKind, boolean withState) {
    this.withKind = withKind;
    this.withState = withState;
    if (titles) {
      rows.add(TITLES);
    }
  }

  /// One socket.
  ///
  /// @param receive octets to be read, or connections to be accepted
  /// @param send octets not acknowledged, or how many connections may wait
  /// @param local address with what parts it from the port, and the port
  /// @param process who has it, and its timer
  record Row(
      String kind,
      String state,
      int receive,
      int send,
      String local,
      String localPort,
      String peer,
      String peerPort,
      String process) {}

  void add(Row row) {
    rows.add(
        List.of(
            row.kind,
            row.state,
            Strings.padEnd(Integer.toString(row.receive), 6, ' '),
            Strings.padEnd(Integer.toString(row.send), 6, ' '),
            row.local,
            row.localPort,
            row.peer,
            row.peerPort,
            row.process));
  }

  @Override
  public String toString() {
    int[] widths = new int[COLUMNS];
    for (List<String> row : rows) {
      for (int i = 0; i < COLUMNS; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      boolean started = false;
      for (int i = 0; i < COLUMNS; i++) {
        if ((i == 0 && !withKind) || (i == 1 && !withState)) {
          continue;
        }
        text.append(started ? SEPARATORS.get(i) : "");
        boolean right = i == LOCAL_ADDRESS || i == PEER_ADDRESS;
        text.append(
            right
                ? Strings.padStart(row.get(i), widths[i], ' ')
                : Strings.padEnd(row.get(i), widths[i], ' '));
        started = true;
      }
      text.append('\n');
    }
    return text.toString();
  }
}
