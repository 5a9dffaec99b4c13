package vethlab.userland.iproute.neighbour;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.neighbour.NudState;
import vethlab.userland.iproute.command.Numbers;

/// A neighbour's state as a user writes it (`nud_state_a2n`).
final class StateText {

  private StateText() {}

  /// The state of a word or number, or null if it is none.
  static @Nullable NudState read(String text) {
    if (isPrefix(text, "permanent")) {
      return NudState.PERMANENT;
    }
    if (isPrefix(text, "reachable")) {
      return NudState.REACHABLE;
    }
    return switch (text) {
      case "noarp" -> NudState.NOARP;
      case "none" -> NudState.NONE;
      case "stale" -> NudState.STALE;
      case "incomplete" -> NudState.INCOMPLETE;
      case "delay" -> NudState.DELAY;
      case "probe" -> NudState.PROBE;
      default -> isPrefix(text, "failed") ? NudState.FAILED : ofNumber(text);
    };
  }

  private static boolean isPrefix(String text, String keyword) {
    return !text.isEmpty() && keyword.startsWith(text);
  }

  private static @Nullable NudState ofNumber(String text) {
    Long bits = Numbers.unsigned(text, 32);
    for (NudState state : NudState.values()) {
      if (bits != null && bits == state.bit()) {
        return state;
      }
    }
    return null;
  }
}
