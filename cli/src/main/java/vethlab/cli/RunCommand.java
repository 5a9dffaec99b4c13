package vethlab.cli;

import com.google.common.collect.ImmutableList;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vethlab.scenarios.ConsoleText;
import vethlab.simulator.process.WaitStatus;
import vethlab.userland.stage.Finish;
import vethlab.userland.stage.Performance;

/// Plays a lab in a simulated kernel and shows what a terminal would show.
@Command(
    name = "run",
    description = "Plays a lab in a simulated kernel and shows what its commands print.")
final class RunCommand implements Callable<Integer> {

  /// The exit code for `--status` is this and the script's own.
  private static final int STATUS_BASE = 64;

  private static final int HIGHEST = 255;

  @Spec private CommandSpec spec;
  @Mixin private LabOptions lab = new LabOptions();
  @Mixin private FormatOption output = new FormatOption();

  @Option(
      names = "--status",
      description = "If the script ends with a status n other than 0, end with 64 + n.")
  private boolean status;

  /// A run as JSON has it.
  private record View(
      String lab,
      String play,
      String outcome,
      @Nullable String problem,
      @Nullable Integer exitStatus,
      ImmutableList<Piece> console,
      ImmutableList<Warning> warnings) {}

  private record Piece(String terminal, int line, String text) {}

  private record Warning(@Nullable Integer line, String text) {}

  @Override
  public Integer call() {
    try (Session session = Session.play(lab.load(), lab.seed())) {
      Performance played = session.performance();
      switch (output.format) {
        case TEXT -> printText(played);
        case JSON -> Json.print(spec.commandLine().getOut(), view(session));
      }
      return exitCode(session);
    }
  }

  private void printText(Performance played) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(ConsoleText.of(played.transcript().pieces()));
    out.flush();
    if (!lab.quiet) {
      for (Performance.Warning warning : played.warnings()) {
        spec.commandLine().getErr().println("vethlab: " + at(played, warning) + warning.text());
      }
    }
  }

  private static String at(Performance played, Performance.Warning warning) {
    return played.lab().name() + (warning.line() > 0 ? ":" + warning.line() : "") + ": ";
  }

  private static View view(Session session) {
    Performance played = session.performance();
    return new View(
        session.input().given(),
        played.lab().play().name().toLowerCase(Locale.ROOT),
        outcome(played.finish()),
        FinishText.of(played.lab().name(), played.finish()),
        exitStatus(played),
        played.transcript().pieces().stream()
            .map(each -> new Piece(each.terminal(), each.line(), each.text()))
            .collect(ImmutableList.toImmutableList()),
        played.warnings().stream()
            .map(each -> new Warning(each.line() > 0 ? each.line() : null, each.text()))
            .collect(ImmutableList.toImmutableList()));
  }

  private static String outcome(Finish finish) {
    return switch (finish) {
      case Finish.Played p -> "played";
      case Finish.Stuck s -> "stuck";
      case Finish.Limited l -> "limit";
      case Finish.Refused r -> "not-modelled";
    };
  }

  private static @Nullable Integer exitStatus(Performance played) {
    WaitStatus exit = played.exit();
    return exit == null ? null : (Integer) exit.shellStatus();
  }

  private int exitCode(Session session) {
    Performance played = session.performance();
    String problem = FinishText.of(played.lab().name(), played.finish());
    if (problem != null) {
      spec.commandLine().getErr().println("vethlab: " + problem);
      return ExitCode.INCONCLUSIVE;
    }
    String syntax = LabSyntax.problem(played);
    if (syntax != null) {
      spec.commandLine().getErr().println("vethlab: " + syntax);
      return ExitCode.USAGE;
    }
    Integer own = exitStatus(played);
    return status && own != null && own != 0 ? Math.min(STATUS_BASE + own, HIGHEST) : ExitCode.OK;
  }
}
