package vethlab.userland.iputils;

import java.time.Duration;
import vethlab.simulator.process.Process;

/// How long it takes both hosts to handle one question and its answer.
///
/// The cables have no delay and devices none; on a real machine the way through two stacks costs
/// some tens of microseconds, and that is what a program that measures uses up here.
final class RoundTrip {

  private static final long LEAST_NANOS = 30_000;
  private static final long MOST_NANOS = 90_000;

  private RoundTrip() {}

  /// Lets that time pass.
  static void pass(Process self) {
    long more = self.table().core().randomness().below(MOST_NANOS - LEAST_NANOS);
    self.spend(Duration.ofNanos(LEAST_NANOS + more));
  }
}
