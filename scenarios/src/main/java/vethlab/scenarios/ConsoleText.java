package vethlab.scenarios;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vethlab.userland.stage.Shown;

/// What a lab showed, as one text.
///
/// Where the typing went on at another terminal, a line says so in the lab's own words (`#@
/// terminal NAME`), and that terminal's last line, its prompt most likely, is shown once more.
public final class ConsoleText {

  private final StringBuilder text = new StringBuilder();
  private final Map<String, String> unfinished = new HashMap<>();
  private String terminal = "";

  private ConsoleText() {}

  public static String of(List<Shown> pieces) {
    ConsoleText console = new ConsoleText();
    pieces.forEach(console::add);
    console.endLine();
    return console.text.toString();
  }

  private void add(Shown shown) {
    if (!shown.terminal().equals(terminal)) {
      boolean first = terminal.isEmpty();
      terminal = shown.terminal();
      if (!first) {
        endLine();
        text.append("#@ terminal ").append(terminal).append('\n');
        text.append(unfinished.getOrDefault(terminal, ""));
      }
    }
    text.append(shown.text());
    String all = unfinished.getOrDefault(terminal, "") + shown.text();
    unfinished.put(terminal, all.substring(all.lastIndexOf('\n') + 1));
  }

  private void endLine() {
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
  }
}
