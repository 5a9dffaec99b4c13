package vethlab.analysis.machine;

import org.jspecify.annotations.Nullable;
import vethlab.analysis.machine.blame.Blame;
import vethlab.analysis.machine.question.Answer;
import vethlab.analysis.machine.question.Question;

/// One question and its answer, with the blame if it is a no.
public record Reachability(Question question, Answer answer, @Nullable Blame blame) {

  public boolean isReachable() {
    return answer == Answer.OPEN;
  }
}
