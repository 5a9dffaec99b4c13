package vethlab.analysis.machine.question;

import com.google.common.collect.ImmutableList;

/// One question being asked on a machine that is there for nothing else.
interface Exchange {

  /// Asks, and lets the machine run until the answer is there or the patience is over.
  Answer answer();

  /// What a program that asks has printed, line by line.
  default ImmutableList<String> printed() {
    return ImmutableList.of();
  }
}
