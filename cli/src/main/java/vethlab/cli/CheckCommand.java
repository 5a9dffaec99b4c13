package vethlab.cli;

import com.google.common.collect.ImmutableList;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vethlab.scenarios.LabInput;
import vethlab.scenarios.Scenario;
import vethlab.scenarios.check.Checked;
import vethlab.scenarios.check.Checker;
import vethlab.userland.stage.Performance;

/// Checks what a scenario says must hold.
@Command(
    name = "check",
    description = "Plays a scenario's lab and checks what the scenario says must hold.")
final class CheckCommand implements Callable<Integer> {

  /// How the findings are printed.
  enum Format {
    TEXT,
    JSON,
    JUNIT
  }

  @Spec private CommandSpec spec;
  @Mixin private LabOptions lab = new LabOptions();

  @Option(
      names = "--format",
      paramLabel = "text|json|junit",
      description = "How to print the findings (default: text).")
  private Format format = Format.TEXT;

  /// The findings as JSON has them.
  private record View(
      String lab,
      String scenario,
      int passed,
      int failed,
      @Nullable String inconclusive,
      ImmutableList<Finding> checks) {}

  private record Finding(
      String check, boolean passed, @Nullable String at, @Nullable String found) {}

  @Override
  public Integer call() {
    LabInput input = lab.load();
    Scenario scenario = input.scenario();
    if (scenario == null) {
      throw new UsageException(
          input.given() + ": a lab without expectations; give the folder of a scenario");
    }
    try (Session session = Session.play(input, lab.seed())) {
      Performance played = session.performance();
      String problem = FinishText.of(played.lab().name(), played.finish());
      ImmutableList<Checked> all =
          problem == null ? Checker.check(scenario, played) : ImmutableList.of();
      print(input, scenario, all, problem);
      if (problem != null) {
        spec.commandLine().getErr().println("vethlab: " + problem);
        return ExitCode.INCONCLUSIVE;
      }
      return all.stream().allMatch(Checked::passed) ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private void print(
      LabInput input, Scenario scenario, ImmutableList<Checked> all, @Nullable String problem) {
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case TEXT -> printText(out, all);
      case JSON -> Json.print(out, view(input, scenario, all, problem));
      case JUNIT -> out.println(JunitReport.of(scenario.name(), all, problem));
    }
  }

  private static void printText(PrintWriter out, ImmutableList<Checked> all) {
    for (Checked each : all) {
      out.println((each.passed() ? "ok    " : "FAIL  ") + each.title());
      if (!each.passed()) {
        out.println("      " + each.at());
        each.detail().lines().forEach(line -> out.println("      " + line));
      }
    }
    long failed = failed(all);
    out.println(
        failed == 0
            ? all.size() + " checks, all hold"
            : all.size() + " checks, " + failed + " of them do not hold");
  }

  private static long failed(ImmutableList<Checked> all) {
    return all.stream().filter(each -> !each.passed()).count();
  }

  private static View view(
      LabInput input, Scenario scenario, ImmutableList<Checked> all, @Nullable String problem) {
    int failed = (int) failed(all);
    return new View(
        input.given(),
        scenario.name(),
        all.size() - failed,
        failed,
        problem,
        all.stream()
            .map(each ->
                new Finding(
                    each.title(),
                    each.passed(),
                    each.at() == null ? null : each.at().toString(),
                    each.passed() ? null : each.detail()))
            .collect(ImmutableList.toImmutableList()));
  }
}
