package vethlab.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vethlab.analysis.machine.Prediction;
import vethlab.analysis.machine.Predictor;
import vethlab.analysis.machine.Reachability;
import vethlab.analysis.machine.question.Asked;
import vethlab.analysis.machine.question.Service;
import vethlab.analysis.report.PredictionText;
import vethlab.analysis.report.TraceText;
import vethlab.scenarios.check.Checked;
import vethlab.scenarios.check.Checker;
import vethlab.simulator.trace.Branch;
import vethlab.userland.stage.Finish;
import vethlab.userland.stage.Performance;
import vethlab.userland.stage.SimulatedStage;

/// Every scenario is played and compared with its golden files: what its terminals show, who
/// reaches whom, and the ways of the packets that asked.
class GoldenTest {

  static List<Path> scenarios() {
    return Golden.scenarios();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void scenario_shows_what_its_golden_files_have(Path folder) throws IOException {
    Scenario scenario = load(folder);
    Performance played = SimulatedStage.standard().withHost(scenario.host()).play(scenario.lab());
    try {
      assertThat(played.finish()).isEqualTo(new Finish.Played());
      Path expected = folder.resolve("expected");
      Golden.check(expected.resolve("console.txt"), ConsoleText.of(played.transcript().pieces()));
      Predictor predictor = new Predictor(played.machine());
      Prediction prediction = predictor.settled();
      Golden.check(expected.resolve("prediction.txt"), PredictionText.of(prediction).text());
      Golden.check(expected.resolve("traces.txt"), traces(predictor, prediction));
    } finally {
      played.machine().close();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void scenario_holds(Path folder) throws IOException {
    Scenario scenario = load(folder);
    Performance played = SimulatedStage.standard().withHost(scenario.host()).play(scenario.lab());
    try {
      List<Checked> found = Checker.check(scenario, played);
      assertThat(found).filteredOn(each -> !each.passed()).isEmpty();
      assertThat(found).hasSize(scenario.expectations().size() + scenario.probes().size());
    } finally {
      played.machine().close();
    }
  }

  private static String traces(Predictor predictor, Prediction prediction) {
    return prediction.reachability().stream()
        .filter(each -> each.question().service() instanceof Service.Echo)
        .map(each -> trace(predictor, each))
        .collect(Collectors.joining("\n"));
  }

  private static String trace(Predictor predictor, Reachability answer) {
    Asked asked = predictor.ask(answer.question());
    Branch request = asked.request();
    return TraceText.of(answer, request == null ? ImmutableList.of() : ImmutableList.of(request))
        .text();
  }

  /// With the script's name alone, so that golden files do not depend on where they lie.
  static Scenario load(Path folder) throws IOException {
    return ScenarioReader.read(
        Objects.toString(folder.getFileName()),
        LabLoader.DESCRIPTION,
        Files.readString(folder.resolve(LabLoader.DESCRIPTION)),
        LabLoader.SCRIPT,
        Files.readString(folder.resolve(LabLoader.SCRIPT)),
        ImmutableMap.of());
  }
}
