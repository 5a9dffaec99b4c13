package vethlab.userland.iproute.ss;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vethlab.userland.iproute.command.Tool;

/// Rows that are printed at the end, when the widths of their columns are known (`render`).
///
/// The last field that was filled does not count for the width of its column.
final class SocketReport {

  private static final SocketColumn[] COLUMNS = SocketColumn.values();

  private final Set<SocketColumn> hidden = EnumSet.noneOf(SocketColumn.class);
  private final List<Field> fields = new ArrayList<>();
  private final Map<SocketColumn, Integer> longest = new EnumMap<>(SocketColumn.class);
  private final Map<SocketColumn, Integer> widths = new EnumMap<>(SocketColumn.class);

  private record Field(SocketColumn column, String text) {}

  /// Leaves a column out.
  void hide(SocketColumn column) {
    hidden.add(column);
  }

  void header() {
    for (SocketColumn column : COLUMNS) {
      put(column, column.header());
    }
  }

  /// Adds a row.
  ///
  /// @param more what stands behind the addresses
  void row(
      String kind,
      String state,
      String receiveQueue,
      String sendQueue,
      End local,
      End remote,
      String more) {
    put(SocketColumn.KIND, kind);
    put(SocketColumn.STATE, state);
    put(SocketColumn.RECEIVE_QUEUE, receiveQueue);
    put(SocketColumn.SEND_QUEUE, sendQueue);
    put(SocketColumn.LOCAL_ADDRESS, local.address());
    put(SocketColumn.LOCAL_PORT, local.port());
    put(SocketColumn.REMOTE_ADDRESS, remote.address());
    put(SocketColumn.REMOTE_PORT, remote.port());
    put(SocketColumn.MORE, more);
    put(SocketColumn.END, "");
  }

  /// One end of a socket as it is shown.
  ///
  /// @param address with the sign behind it
  record End(String address, String port) {}

  private void put(SocketColumn column, String text) {
    if (!hidden.contains(column)) {
      fields.add(new Field(column, text));
    }
  }

  /// Prints what was added.
  ///
  /// @param screenWidth of the terminal, or 0 if there is none
  void print(Tool tool, int screenWidth) {
    if (fields.isEmpty()) {
      return;
    }
    measure();
    settle(screenWidth == 0 ? Integer.MAX_VALUE : screenWidth);
    if (screenWidth != 0) {
      spread(screenWidth);
    }
    StringBuilder line = new StringBuilder();
    for (Field field : fields) {
      int width = widths.getOrDefault(field.column(), 0);
      boolean first = field.column() == shown().getFirst();
      String lead = first ? "" : field.column().delimiter();
      String content = lead + field.text();
      int space = width == 0 ? 0 : Math.max(0, width - content.length());
      if (field.column().isRightAligned()) {
        line.append(lead).append(" ".repeat(space)).append(field.text());
      } else {
        line.append(content).append(" ".repeat(space));
      }
      if (field.column() == SocketColumn.END) {
        tool.print(line + "\n");
        line.setLength(0);
      }
    }
  }

  private List<SocketColumn> shown() {
    List<SocketColumn> shown = new ArrayList<>(List.of(COLUMNS));
    shown.removeAll(hidden);
    return shown;
  }

  /// The end of the last row, and what stands before it, were never moved on from.
  private void measure() {
    for (Field field : fields.subList(0, Math.max(0, fields.size() - 2))) {
      longest.merge(field.column(), field.text().length(), Math::max);
    }
  }

  private void settle(int screenWidth) {
    boolean first = true;
    for (SocketColumn column : shown()) {
      int length = longest.getOrDefault(column, 0);
      int width = !first && length != 0 ? length + column.delimiter().length() : length;
      widths.put(column, Math.min(width, screenWidth));
      first &= width == 0;
    }
  }

  /// Shares out the room that is left on each line of the terminal among its columns.
  private void spread(int screenWidth) {
    List<SocketColumn> filled =
        shown().stream().filter(column -> widths.getOrDefault(column, 0) != 0).toList();
    int start = 0;
    int length = 0;
    for (int i = 0; i < filled.size(); i++) {
      length += widths.getOrDefault(filled.get(i), 0);
      boolean last = i == filled.size() - 1;
      if (!last && length < screenWidth) {
        continue;
      }
      int end = i;
      if (length > screenWidth && end > start) {
        length -= widths.getOrDefault(filled.get(i), 0);
        end--;
      }
      share(filled.subList(start, end + 1), Math.max(0, screenWidth - length));
      start = end + 1;
      i = end;
      length = 0;
    }
  }

  /// The columns at the right get what cannot be shared out evenly.
  private void share(List<SocketColumn> line, int room) {
    int each = room / line.size();
    int rest = room % line.size();
    for (int i = line.size() - 1; i >= 0; i--) {
      int extra = each + (rest > 0 ? 1 : 0);
      rest--;
      widths.merge(line.get(i), extra, Integer::sum);
    }
  }
}
