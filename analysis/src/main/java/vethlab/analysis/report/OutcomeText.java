package vethlab.analysis.report;

import vethlab.simulator.machine.Outcome;
import vethlab.simulator.trace.Origin;

/// Why a machine stopped, in words.
public final class OutcomeText {

  private OutcomeText() {}

  /// As in `lab.sh:14: not modelled: the program tc`.
  public static String of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Reached r -> "what was waited for has come";
      case Outcome.Idle i -> "nothing is left that could happen";
      case Outcome.TimeUp t -> "the time is up";
      case Outcome.Limited limited ->
          at(limited.origin()) + "limit reached: " + limited.limit().text();
      case Outcome.Refused refused -> at(refused.origin()) + "not modelled: " + refused.what();
    };
  }

  private static String at(Origin origin) {
    return origin.isKnown() ? OriginText.of(origin) + ": " : "";
  }
}
