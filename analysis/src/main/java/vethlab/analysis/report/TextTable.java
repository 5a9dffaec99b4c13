package vethlab.analysis.report;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Rows of text with aligned columns, two spaces apart; nothing trails a line.
///
/// @param alignment of each column
/// @param rows all with one cell for each column
public record TextTable(
    ImmutableList<Alignment> alignment, ImmutableList<ImmutableList<String>> rows) {

  private static final String GAP = "  ";

  /// Where a cell's text stands in its column.
  public enum Alignment {
    LEFT,
    CENTRE
  }

  public TextTable {
    for (ImmutableList<String> row : rows) {
      if (row.size() != alignment.size()) {
        throw new IllegalArgumentException(
            "a row of %d cells in a table of %d columns".formatted(row.size(), alignment.size()));
      }
    }
  }

  /// A table with all columns to the left.
  public static TextTable left(List<ImmutableList<String>> rows) {
    int columns = rows.isEmpty() ? 0 : rows.getFirst().size();
    List<Alignment> alignment = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      alignment.add(Alignment.LEFT);
    }
    return new TextTable(ImmutableList.copyOf(alignment), ImmutableList.copyOf(rows));
  }

  /// The lines, each indented by so many spaces.
  public ImmutableList<String> lines(int indent) {
    int[] widths = new int[alignment.size()];
    for (ImmutableList<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    for (ImmutableList<String> row : rows) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < widths.length; i++) {
        cells.add(padded(row.get(i), widths[i], alignment.get(i)));
      }
      lines.add((" ".repeat(indent) + String.join(GAP, cells)).stripTrailing());
    }
    return lines.build();
  }

  private static String padded(String text, int width, Alignment alignment) {
    int room = width - text.length();
    int before =
        switch (alignment) {
          case LEFT -> 0;
          case CENTRE -> room / 2;
        };
    return String.format(
        Locale.ROOT, "%s%s%s", " ".repeat(before), text, " ".repeat(room - before));
  }
}
