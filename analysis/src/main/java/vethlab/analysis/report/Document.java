package vethlab.analysis.report;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/// A text being put together: sections with a heading, one empty line between them.
public final class Document {

  private final List<String> lines = new ArrayList<>();

  /// Begins a section.
  public Document section(String heading) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(heading);
    return this;
  }

  public Document line(int indent, String text) {
    lines.add((" ".repeat(indent) + text).stripTrailing());
    return this;
  }

  public Document table(int indent, TextTable table) {
    lines.addAll(table.lines(indent));
    return this;
  }

  public ImmutableList<String> lines() {
    return ImmutableList.copyOf(lines);
  }

  /// All lines, each with its end.
  public String text() {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
