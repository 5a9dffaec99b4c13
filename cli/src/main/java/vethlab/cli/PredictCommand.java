package vethlab.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vethlab.analysis.machine.Prediction;
import vethlab.analysis.machine.Predictor;
import vethlab.analysis.report.OutcomeText;
import vethlab.analysis.report.PredictionText;
import vethlab.analysis.report.PredictionView;
import vethlab.analysis.script.PlayNotices;
import vethlab.userland.stage.Performance;

/// Predicts who reaches whom once a lab has been played.
@Command(
    name = "predict",
    description = "Predicts who reaches whom, who only leaks, what loops, and why not.")
final class PredictCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private LabOptions lab = new LabOptions();
  @Mixin private FormatOption output = new FormatOption();

  @Option(
      names = "--at-once",
      description = "Ask at once, and do not wait until carrier, addresses and STP have settled.")
  private boolean atOnce;

  @Override
  public Integer call() {
    try (Session session = Session.play(lab.load(), lab.seed())) {
      Performance played = session.performance();
      Predictor predictor = new Predictor(session.machine());
      Prediction machine = atOnce ? predictor.atOnce() : predictor.settled();
      Prediction prediction = machine.withNotices(PlayNotices.of(played));
      print(session, prediction);
      return exitCode(played, prediction);
    }
  }

  private void print(Session session, Prediction prediction) {
    PrintWriter out = spec.commandLine().getOut();
    switch (output.format) {
      case TEXT -> {
        out.print(PredictionText.of(prediction).text());
        out.flush();
      }
      case JSON -> Json.print(out, PredictionView.of(session.input().given(), prediction));
    }
  }

  /// A storm is an answer; so is a lab that waits for ever, since a real one would wait too.
  private int exitCode(Performance played, Prediction prediction) {
    PrintWriter err = spec.commandLine().getErr();
    @Nullable String syntax = LabSyntax.problem(played);
    if (syntax != null) {
      err.println("vethlab: " + syntax);
      return ExitCode.USAGE;
    }
    prediction.broken().forEach(broken -> err.println("vethlab: " + OutcomeText.of(broken)));
    return prediction.broken().isEmpty() ? ExitCode.OK : ExitCode.INCONCLUSIVE;
  }
}
