package vethlab.analysis.report;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vethlab.analysis.machine.Prediction;
import vethlab.analysis.machine.Reachability;
import vethlab.analysis.machine.question.Answer;
import vethlab.analysis.machine.question.Service;
import vethlab.analysis.report.TextTable.Alignment;

/// Who reaches whom by ping, as a table: a row for each who asks, a column for each who is asked.
final class ReachabilityMatrix {

  private record Pair(String from, String to) {}

  private ReachabilityMatrix() {}

  static TextTable of(Prediction prediction) {
    Map<Pair, List<Answer>> answers = new HashMap<>();
    for (Reachability each : prediction.reachability()) {
      if (each.question().service() instanceof Service.Echo) {
        answers
            .computeIfAbsent(
                new Pair(each.question().from(), each.question().to()), pair -> new ArrayList<>())
            .add(each.answer());
      }
    }
    ImmutableList<String> names = prediction.namespaces();
    List<Alignment> alignment =
        new ArrayList<>(Collections.nCopies(names.size() + 1, Alignment.CENTRE));
    alignment.set(0, Alignment.LEFT);
    ImmutableList.Builder<ImmutableList<String>> rows = ImmutableList.builder();
    rows.add(ImmutableList.<String>builder().add("from \\ to").addAll(names).build());
    for (String from : names) {
      ImmutableList.Builder<String> row = ImmutableList.builder();
      row.add(from);
      for (String to : names) {
        row.add(cell(answers.getOrDefault(new Pair(from, to), List.of())));
      }
      rows.add(row.build());
    }
    return new TextTable(ImmutableList.copyOf(alignment), rows.build());
  }

  /// A dot where there is nothing to ask.
  private static String cell(List<Answer> answers) {
    if (answers.isEmpty()) {
      return ".";
    }
    if (answers.contains(Answer.UNKNOWN)) {
      return "?";
    }
    if (answers.contains(Answer.DEPENDS)) {
      return "depends";
    }
    long open = answers.stream().filter(answer -> answer == Answer.OPEN).count();
    if (open == 0) {
      return "no";
    }
    return open == answers.size() ? "yes" : open + " of " + answers.size();
  }
}
