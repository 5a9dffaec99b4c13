package vethlab.scenarios.check;

import com.google.common.collect.ImmutableList;
import vethlab.userland.stage.Act;
import vethlab.userland.stage.Performance;
import vethlab.userland.stage.Shown;
import vethlab.userland.stage.StageDirections;

/// What appeared because of one line of a lab.
final class ConsoleOutput {

  private ConsoleOutput() {}

  /// All that a line's command showed: on a terminal, until the next line was typed there.
  static String of(Performance played, int line) {
    return switch (played.lab().play()) {
      case SCRIPT -> text(played, "", line, line + 1);
      case TERMINAL -> onTerminal(played, line);
    };
  }

  private static String onTerminal(Performance played, int wanted) {
    ImmutableList<Act> acts = StageDirections.read(played.lab().name(), played.lab().text());
    String terminal = "main";
    String where = "";
    for (Act act : acts) {
      switch (act) {
        case Act.Terminal(int line, String name) -> terminal = name;
        case Act.Line(int line, String text) -> {
          if (line == wanted) {
            where = terminal;
          } else if (!where.isEmpty() && terminal.equals(where) && !isIdle(text)) {
            return text(played, where, wanted, line);
          }
        }
        case Act.Type t -> {}
        case Act.Key k -> {}
        case Act.Wait w -> {}
      }
    }
    return text(played, where, wanted, Integer.MAX_VALUE);
  }

  private static boolean isIdle(String text) {
    return text.isBlank() || text.strip().startsWith("#");
  }

  /// What a terminal showed from one line of the lab on until before another.
  private static String text(Performance played, String terminal, int from, int before) {
    StringBuilder text = new StringBuilder();
    for (Shown shown : played.transcript().pieces()) {
      if (shown.terminal().equals(terminal) && shown.line() >= from && shown.line() < before) {
        text.append(shown.text());
      }
    }
    return text.toString();
  }
}
