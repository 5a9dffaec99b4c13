package vethlab.cli;

import org.jspecify.annotations.Nullable;
import vethlab.simulator.trace.Origin;
import vethlab.userland.stage.Finish;

/// How a play ended, in one line; null if there is nothing to say.
final class FinishText {

  private FinishText() {}

  static @Nullable String of(String lab, Finish finish) {
    return switch (finish) {
      case Finish.Played p -> null;
      case Finish.Stuck stuck ->
          at(lab, stuck.origin()) + "'" + stuck.what() + "' waits for something that never comes";
      case Finish.Limited limited ->
          at(lab, limited.origin())
              + "limit reached: "
              + limited.limit().text()
              + hint(limited.limit().text());
      case Finish.Refused refused -> at(lab, refused.origin()) + "not modelled: " + refused.what();
    };
  }

  private static String hint(String limit) {
    return limit.equals("frames") ? "; a bridge loop? ask 'vethlab predict'" : "";
  }

  /// The machine knows the lab by the name that it has there; the user by the one he wrote.
  private static String at(String lab, Origin origin) {
    boolean same = origin.isKnown() && ("/" + lab).endsWith("/" + origin.file());
    String place = same ? lab + ":" + origin.line() : origin.toString();
    return (origin.isKnown() ? place : lab) + ": ";
  }
}
