package vethlab.userland.stage;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vethlab.simulator.errno.LimitReached;

/// Everything that appeared while a lab was played, in order.
public final class Transcript {

  private final long limit;
  private final List<Piece> pieces = new ArrayList<>();
  private long octets;

  private static final class Piece {
    final String terminal;
    final int line;
    final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    Piece(String terminal, int line) {
      this.terminal = terminal;
      this.line = line;
    }
  }

  /// @param limit octets that it takes at the most
  Transcript(long limit) {
    this.limit = limit;
  }

  /// Adds what appeared.
  ///
  /// @throws LimitReached if it is too much
  void add(String terminal, int line, byte[] shown, int offset, int length) {
    octets += length;
    if (octets > limit) {
      throw new LimitReached(LimitReached.Limit.OUTPUT);
    }
    Piece last = pieces.isEmpty() ? null : pieces.getLast();
    if (last == null || !last.terminal.equals(terminal) || last.line != line) {
      last = new Piece(terminal, line);
      pieces.add(last);
    }
    last.octets.write(shown, offset, length);
  }

  /// The pieces in the order in which they appeared; neighbours of one terminal and line are one.
  public ImmutableList<Shown> pieces() {
    return pieces.stream()
        .map(each -> new Shown(each.terminal, each.line, text(each)))
        .collect(ImmutableList.toImmutableList());
  }

  /// What each terminal showed, in the order in which they were opened.
  public Map<String, String> terminals() {
    Map<String, StringBuilder> texts = new LinkedHashMap<>();
    for (Piece piece : pieces) {
      texts.computeIfAbsent(piece.terminal, name -> new StringBuilder()).append(text(piece));
    }
    Map<String, String> shown = new LinkedHashMap<>();
    texts.forEach((name, text) -> shown.put(name, text.toString()));
    return shown;
  }

  private static String text(Piece piece) {
    return piece.octets.toString(StandardCharsets.UTF_8);
  }
}
