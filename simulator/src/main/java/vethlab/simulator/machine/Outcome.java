package vethlab.simulator.machine;

import vethlab.simulator.errno.LimitReached;
import vethlab.simulator.trace.Origin;

/// Why the machine stopped running.
public sealed interface Outcome {

  /// What was waited for has come.
  record Reached() implements Outcome {}

  /// Nothing is left that could ever happen, and it has not come.
  record Idle() implements Outcome {}

  /// The time until which it was to run has come, and it has not.
  record TimeUp() implements Outcome {}

  /// A limit was reached while the machine worked for this line.
  record Limited(LimitReached.Limit limit, Origin origin) implements Outcome {}

  /// The lab asked for something that is not modelled.
  ///
  /// @param what what is missing
  record Refused(String what, Origin origin) implements Outcome {}

  /// Whether the run may go on.
  default boolean isUsable() {
    return switch (this) {
      case Reached r -> true;
      case Idle i -> true;
      case TimeUp t -> true;
      case Limited l -> false;
      case Refused r -> false;
    };
  }
}
