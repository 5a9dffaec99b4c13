package vethlab.userland.iproute.command;

import vethlab.userland.program.Output;

/// What `-color` says: always, never, or only on a terminal (`matches_color`).
public final class ColourOption {

  private enum When {
    NEVER,
    ALWAYS,
    AUTO
  }

  private When when = When.NEVER;

  /// Reads an option if it is this one.
  ///
  /// @param option such as `-c`, `-color=auto`
  /// @return whether it is
  public boolean read(String option) {
    int equals = option.indexOf('=');
    String name = equals < 0 ? option : option.substring(0, equals);
    if (!"-color".startsWith(name) || name.length() < 2) {
      return false;
    }
    switch (equals < 0 ? "always" : option.substring(equals + 1)) {
      case "", "always" -> when = When.ALWAYS;
      case "auto" -> when = When.AUTO;
      case "never" -> when = When.NEVER;
      default -> {
        return false;
      }
    }
    return true;
  }

  /// Whether output is coloured; JSON never is.
  public boolean isOn(Tool tool) {
    return !tool.options().json()
        && switch (when) {
          case NEVER -> false;
          case ALWAYS -> true;
          case AUTO -> Output.isTerminal(tool.process(), 1);
        };
  }
}
