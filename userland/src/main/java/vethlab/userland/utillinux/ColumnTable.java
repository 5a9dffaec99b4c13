package vethlab.userland.utillinux;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A table as libsmartcols prints it: columns as wide as need be, rows under other rows, cells of
/// several lines, and the same as JSON or as raw words.
final class ColumnTable {

  /// A column.
  ///
  /// @param hint the width that it has at least once its content is wider than its title
  /// @param right whether cells stand at the right
  /// @param number whether JSON has it without quotes
  record Column(String title, int hint, boolean right, boolean number) {}

  /// A row; its cells may have several lines, and are null where there is nothing to say.
  static final class Row {
    private final List<@Nullable String> cells;
    private final List<Row> children = new ArrayList<>();

    private Row(List<@Nullable String> cells) {
      this.cells = cells;
    }

    private List<String> lines(int column) {
      String cell = cells.get(column);
      return cell == null ? List.of() : cell.lines().toList();
    }
  }

  /// A line of text cells, ready to be set out.
  private record Line(List<String> cells) {}

  private final ImmutableList<Column> columns;
  private final int treeColumn;
  private final List<Row> roots = new ArrayList<>();

  /// @param treeColumn the column that shows which row stands under which; -1 for none
  ColumnTable(List<Column> columns, int treeColumn) {
    this.columns = ImmutableList.copyOf(columns);
    this.treeColumn = treeColumn;
  }

  /// Adds a row, under another one if that is not null and the table shows a tree.
  Row add(@Nullable Row parent, List<@Nullable String> cells) {
    Row row = new Row(cells);
    (parent == null || treeColumn < 0 ? roots : parent.children).add(row);
    return row;
  }

  boolean isEmpty() {
    return roots.isEmpty();
  }

  // ---- As text ----

  String text(boolean headings, boolean wrap) {
    List<Line> lines = new ArrayList<>();
    roots.forEach(row -> layOut(row, "", "", wrap, lines));
    int[] widths = widths(lines);
    StringBuilder text = new StringBuilder();
    if (headings) {
      print(new Line(columns.stream().map(Column::title).toList()), widths, text);
    }
    lines.forEach(line -> print(line, widths, text));
    return text.toString();
  }

  /// @param art what stands before the row itself
  /// @param below what stands before what is under the row
  private void layOut(Row row, String art, String below, boolean wrap, List<Line> lines) {
    int height = 1;
    for (int column = 0; wrap && column < columns.size(); column++) {
      height = Math.max(height, row.lines(column).size());
    }
    for (int i = 0; i < height; i++) {
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < columns.size(); column++) {
        List<String> parts = row.lines(column);
        String part = !wrap ? String.join(",", parts) : i < parts.size() ? parts.get(i) : "";
        cells.add(column == treeColumn ? (i == 0 ? art : below) + part : part);
      }
      lines.add(new Line(cells));
    }
    for (int i = 0; i < row.children.size(); i++) {
      boolean last = i == row.children.size() - 1;
      layOut(
          row.children.get(i),
          below + (last ? "└─" : "├─"),
          below + (last ? "  " : "│ "),
          wrap,
          lines);
    }
  }

  private int[] widths(List<Line> lines) {
    int[] widths = new int[columns.size()];
    for (int column = 0; column < widths.length; column++) {
      int widest = 0;
      for (Line line : lines) {
        widest = Math.max(widest, line.cells.get(column).length());
      }
      int title = columns.get(column).title.length();
      int hint = columns.get(column).hint;
      if (widest < title) {
        widest = title;
      } else if (widest < hint && title < hint) {
        widest = hint;
      }
      widths[column] = widest;
    }
    return widths;
  }

  private void print(Line line, int[] widths, StringBuilder text) {
    for (int column = 0; column < widths.length; column++) {
      boolean last = column == widths.length - 1;
      String cell = line.cells.get(column);
      if (columns.get(column).right) {
        text.append(Strings.padStart(cell, widths[column], ' '));
      } else {
        text.append(last ? cell : Strings.padEnd(cell, widths[column], ' '));
      }
      text.append(last ? '\n' : ' ');
    }
  }

  // ---- As raw words ----

  String raw(boolean headings) {
    List<Line> lines = new ArrayList<>();
    roots.forEach(row -> layOut(row, "", "", false, lines));
    StringBuilder text = new StringBuilder();
    if (headings) {
      text.append(String.join(" ", columns.stream().map(Column::title).toList())).append('\n');
    }
    for (Line line : lines) {
      text.append(String.join(" ", line.cells.stream().map(ColumnTable::escape).toList()))
          .append('\n');
    }
    return text.toString();
  }

  private static String escape(String cell) {
    StringBuilder text = new StringBuilder();
    for (byte octet : cell.getBytes(StandardCharsets.UTF_8)) {
      if (octet > ' ' && octet < 0x7f && octet != '\\') {
        text.append((char) octet);
      } else {
        text.append(String.format(Locale.ROOT, "\\x%02x", octet));
      }
    }
    return text.toString();
  }

  // ---- As JSON ----

  String json(String name) {
    StringBuilder text = new StringBuilder("{\n   \"" + name + "\": [\n");
    text.append(objects(roots, 2));
    return text.append("   ]\n}\n").toString();
  }

  private String objects(List<Row> rows, int depth) {
    String indent = "   ".repeat(depth);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      text.append(i == 0 ? indent + "{\n" : ",{\n");
      List<String> members = new ArrayList<>();
      for (int column = 0; column < columns.size(); column++) {
        String title = columns.get(column).title.toLowerCase(Locale.ROOT);
        members.add(indent + "   \"" + title + "\": " + value(row, column));
      }
      if (!row.children.isEmpty()) {
        members.add(
            indent + "   \"children\": [\n" + objects(row.children, depth + 2) + indent + "   ]");
      }
      text.append(String.join(",\n", members)).append('\n').append(indent).append('}');
    }
    return text.append(rows.isEmpty() ? "" : "\n").toString();
  }

  private String value(Row row, int column) {
    String cell = row.cells.get(column);
    if (cell == null || cell.isEmpty()) {
      return "null";
    }
    return columns.get(column).number
        ? cell
        : '"' + cell.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
