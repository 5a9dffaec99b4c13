package vethlab.analysis.machine.question;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.machine.Machine;
import vethlab.simulator.machine.Outcome;
import vethlab.simulator.trace.Branch;

/// What came of a question: the answer, all that was sent meanwhile, and the machine afterwards.
///
/// @param traces the ways of all packets that started while the question was asked
/// @param printed what the program that asked printed, line by line; empty if it was none
/// @param machine the copy that the question was asked on, to look at and not to run on
/// @param broken why there is no answer, if the answer is [Answer#UNKNOWN] or a storm
public record Asked(
    Question question,
    Answer answer,
    ImmutableList<Branch> traces,
    ImmutableList<String> printed,
    Machine machine,
    @Nullable Outcome broken) {

  /// The way of the packet that asked, or null if none was sent.
  public @Nullable Branch request() {
    String title =
        switch (question.service()) {
          case Service.Echo e -> "echo request";
          case Service.Tcp t -> "TCP SYN";
          case Service.Udp u -> "UDP datagram";
        };
    for (Branch trace : traces) {
      if (trace.title().equals(title)) {
        return trace;
      }
    }
    return null;
  }

  public Asked withAnswer(Answer other) {
    return new Asked(question, other, traces, printed, machine, broken);
  }
}
