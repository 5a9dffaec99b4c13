package vethlab.userland.procps;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.file.Terminal;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.userland.program.GetOpt;
import vethlab.userland.program.Output;

/// `ps` of procps 4.0.2: which processes there are, by the columns that do not depend on how busy
/// or how large they are.
public final class Ps implements Program {

  private static final Splitter LIST = Splitter.on(',').omitEmptyStrings().trimResults();
  private static final Splitter COLUMNS = Splitter.on(',').trimResults();

  private static final List<PsColumn.Titled> USUAL =
      List.of(
          PsColumn.PID.titled(),
          PsColumn.TTY.titled("TTY"),
          PsColumn.TIME.titled(),
          PsColumn.COMM.titled("CMD"));

  @Override
  public int run(Process self, List<String> arguments) {
    if (!arguments.isEmpty() && !arguments.getFirst().startsWith("-")) {
      throw new NotModelled("ps " + String.join(" ", arguments) + " (options without a dash)");
    }
    GetOpt options =
        GetOpt.parse(arguments, "eAp:C:o:fFHlLTjywt:u:U:N", "no-headers", "no-heading");
    if (options.problem() != null || !options.operands().isEmpty()) {
      throw new NotModelled("ps " + String.join(" ", arguments));
    }
    boolean headers = true;
    List<PsColumn.Titled> columns = new ArrayList<>();
    Predicate<Process> wanted = null;
    for (GetOpt.Option option : options.options()) {
      switch (option.name()) {
        case "e", "A" -> wanted = process -> true;
        case "p" -> wanted = or(wanted, byPid(option.value()));
        case "C" -> {
          Set<String> names = new HashSet<>(LIST.splitToList(option.value()));
          wanted = or(wanted, process -> names.contains(process.command()));
        }
        case "o" ->
            COLUMNS.split(option.value()).forEach(name -> columns.add(PsColumn.named(name)));
        case "no-headers", "no-heading" -> headers = false;
        default -> throw new NotModelled("ps -" + option.name());
      }
    }
    Predicate<Process> selected = wanted == null ? sameTerminal(self) : wanted;
    List<Process> shown = self.table().all().stream().filter(selected).toList();
    try (Output output = Output.of(self)) {
      print(output, columns.isEmpty() ? USUAL : columns, shown, headers);
    }
    return shown.isEmpty() ? 1 : 0;
  }

  private static Predicate<Process> or(@Nullable Predicate<Process> one, Predicate<Process> other) {
    return one == null ? other : one.or(other);
  }

  private static Predicate<Process> byPid(String list) {
    Set<Integer> pids = new HashSet<>();
    for (String pid : LIST.split(list)) {
      if (!pid.matches("[0-9]{1,9}")) {
        throw new NotModelled("ps -p " + list);
      }
      pids.add(Integer.parseInt(pid));
    }
    return process -> pids.contains(process.pid());
  }

  private static Predicate<Process> sameTerminal(Process self) {
    Terminal own = self.terminal();
    return process -> process.terminal() == own;
  }

  private static void print(
      Output output, List<PsColumn.Titled> columns, List<Process> processes, boolean headers) {
    boolean titled = headers && columns.stream().anyMatch(column -> !column.title().isEmpty());
    if (titled) {
      output.line(line(columns, PsColumn.Titled::title));
    }
    for (Process process : processes) {
      output.line(line(columns, column -> column.column().value(process)));
    }
  }

  /// The last column is as long as it is.
  private static String line(
      List<PsColumn.Titled> columns, Function<PsColumn.Titled, String> text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      PsColumn.Titled column = columns.get(i);
      boolean last = i == columns.size() - 1;
      line.append(i == 0 ? "" : " ").append(column.column().pad(text.apply(column), last));
    }
    return line.toString();
  }
}
