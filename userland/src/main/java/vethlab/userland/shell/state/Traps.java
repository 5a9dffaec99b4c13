package vethlab.userland.shell.state;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.process.Signal;

/// What is done when something happens: `trap`. Keys are `EXIT`, `ERR`, `DEBUG`, `RETURN` and the
/// names of signals with `SIG`.
public final class Traps {

  private final Map<String, String> commands = new LinkedHashMap<>();

  /// The command for an event; empty to ignore it; null for the default.
  public @Nullable String get(String event) {
    return commands.get(event);
  }

  public void set(String event, @Nullable String command) {
    if (command == null) {
      commands.remove(event);
    } else {
      commands.put(event, command);
    }
  }

  /// What a subshell keeps: what is ignored, and those that functions inherit if asked.
  ///
  /// @param errtrace whether `ERR` is kept
  public Traps forSubshell(boolean errtrace) {
    Traps kept = new Traps();
    commands.forEach((event, command) -> {
      boolean ignored = command.isEmpty() && event.startsWith("SIG");
      if (ignored || (errtrace && event.equals("ERR"))) {
        kept.commands.put(event, command);
      }
    });
    return kept;
  }

  /// The events in the order of `trap -p`: EXIT, signals by number, then DEBUG, ERR, RETURN.
  public Map<String, String> all() {
    Map<String, String> sorted = new LinkedHashMap<>();
    put(sorted, "EXIT");
    for (Signal signal : Signal.values()) {
      put(sorted, signal.name());
    }
    put(sorted, "DEBUG");
    put(sorted, "ERR");
    put(sorted, "RETURN");
    return sorted;
  }

  private void put(Map<String, String> sorted, String event) {
    String command = commands.get(event);
    if (command != null) {
      sorted.put(event, command);
    }
  }

  /// The event that a word names: a number, a name with or without `SIG`; or null.
  public static @Nullable String event(String word) {
    String upper = word.toUpperCase(java.util.Locale.ROOT);
    switch (upper) {
      case "0", "EXIT" -> {
        return "EXIT";
      }
      case "ERR", "DEBUG", "RETURN" -> {
        return upper;
      }
      default -> {
        Signal signal =
            word.matches("[0-9]{1,2}")
                ? Signal.ofNumber(Integer.parseInt(word))
                : Signal.ofName(word);
        return signal == null ? null : signal.name();
      }
    }
  }
}
