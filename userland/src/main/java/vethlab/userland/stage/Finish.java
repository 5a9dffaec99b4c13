package vethlab.userland.stage;

import vethlab.simulator.errno.LimitReached;
import vethlab.simulator.trace.Origin;

/// How playing a lab came to an end.
public sealed interface Finish {

  /// It was played to the end.
  record Played() implements Finish {}

  /// It waits for something that will never come.
  ///
  /// @param what who waits, such as `nc -l 41234`
  record Stuck(String what, Origin origin) implements Finish {}

  /// It used up something that it was given only so much of.
  record Limited(LimitReached.Limit limit, Origin origin) implements Finish {}

  /// It asked for something that is not modelled.
  record Refused(String what, Origin origin) implements Finish {}
}
