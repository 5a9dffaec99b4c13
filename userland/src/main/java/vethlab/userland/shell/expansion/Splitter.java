package vethlab.userland.shell.expansion;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts the pieces of a word into fields at the characters of IFS.
///
/// Blanks of IFS around a delimiter belong to it; each other character of IFS ends a field, even an
/// empty one.
final class Splitter {

  private final String separators;
  private final List<Field> fields = new ArrayList<>();
  private @Nullable Field current;

  /// Whether blanks have just ended a field, so that a delimiter behind them is part of the same
  /// end.
  private boolean endedByBlank;

  private Splitter(String separators) {
    this.separators = separators;
  }

  static List<Field> split(List<Piece> pieces, String separators) {
    Splitter splitter = new Splitter(separators);
    pieces.forEach(splitter::add);
    splitter.end();
    return splitter.fields;
  }

  private void add(Piece piece) {
    switch (piece) {
      case Piece.Break b -> {
        end();
        endedByBlank = false;
      }
      case Piece.Text(String text, boolean quoted, boolean split) -> {
        if (quoted) {
          open().append(text, true);
        } else if (!split) {
          if (!text.isEmpty()) {
            open().append(text, false);
          }
        } else {
          text.chars().forEach(c -> add((char) c));
        }
      }
    }
  }

  private void add(char c) {
    if (separators.indexOf(c) < 0) {
      open().append(c);
      return;
    }
    boolean blank = c == ' ' || c == '\t' || c == '\n';
    if (current != null) {
      end();
      endedByBlank = blank;
    } else if (!blank) {
      if (!endedByBlank) {
        fields.add(new Field());
      }
      endedByBlank = false;
    }
  }

  private Field open() {
    if (current == null) {
      current = new Field();
      endedByBlank = false;
    }
    return current;
  }

  private void end() {
    if (current != null) {
      fields.add(current);
      current = null;
    }
  }
}
