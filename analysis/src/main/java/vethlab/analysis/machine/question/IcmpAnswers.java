package vethlab.analysis.machine.question;

import vethlab.simulator.errno.Errno;
import vethlab.simulator.trace.Branch;
import vethlab.simulator.trace.Recorder;

/// What an error that a client's socket got says about who sent it.
final class IcmpAnswers {

  private IcmpAnswers() {}

  /// The answer that an error stands for.
  ///
  /// @param from the namespace of the client, whose own errors are silence of the others
  static Answer answer(Errno error, Recorder recorder, String from) {
    if (error == Errno.ECONNREFUSED) {
      return Answer.REFUSED;
    }
    for (Branch root : recorder.roots()) {
      if (hasForeignError(root, from)) {
        return Answer.REJECTED;
      }
    }
    return Answer.NONE;
  }

  private static boolean hasForeignError(Branch branch, String from) {
    for (Branch.Entry entry : branch.entries()) {
      switch (entry) {
        case Branch.Branched(Branch other) -> {
          if ((isError(other) && !startsIn(other, from)) || hasForeignError(other, from)) {
            return true;
          }
        }
        case Branch.Taken taken -> {}
      }
    }
    return false;
  }

  private static boolean isError(Branch branch) {
    return branch.relation() == Branch.Relation.CONSEQUENCE
        && (branch.title().startsWith("ICMP ") || branch.title().startsWith("ICMPv6 "));
  }

  private static boolean startsIn(Branch branch, String namespace) {
    for (Branch.Entry entry : branch.entries()) {
      if (entry instanceof Branch.Taken taken) {
        String place = taken.step().place();
        return place.equals(namespace) || place.startsWith(namespace + "/");
      }
    }
    return true;
  }
}
