package vethlab.userland.shell.execution;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import vethlab.simulator.time.SimTime;
import vethlab.userland.program.WallClock;
import vethlab.userland.shell.state.Frame;
import vethlab.userland.shell.state.Value;
import vethlab.userland.shell.state.Variables;

/// The variables whose values are made when they are asked for.
final class ComputedVariables {

  private ComputedVariables() {}

  static void install(Shell shell) {
    if (shell.isPlain()) {
      return;
    }
    put(shell, "LINENO", () -> Integer.toString(shell.line()));
    put(shell, "BASHPID", () -> Integer.toString(shell.process().pid()));
    put(shell, "BASH_COMMAND", shell::running);
    put(shell, "BASH_SUBSHELL", () -> Integer.toString(shell.state().subshellLevel()));
    put(
        shell,
        "EPOCHSECONDS",
        () -> Long.toString(WallClock.now(shell.process()).getEpochSecond()));
    put(
        shell,
        "EPOCHREALTIME",
        () -> {
          var now = WallClock.now(shell.process());
          return now.getEpochSecond()
              + "."
              + String.format(java.util.Locale.ROOT, "%06d", now.getNano() / 1000);
        });
    put(shell, "_", shell::lastArgument);
    put(
        shell,
        "SRANDOM",
        () -> Long.toString(shell.process().table().core().randomness().nextLong() & 0xffff_ffffL));
    Variables variables = shell.variables();
    variables.setComputed("RANDOM", new RandomNumbers(shell));
    variables.setComputed("SECONDS", new Seconds(shell));
    variables.setComputed(
        "PIPESTATUS",
        () -> array(shell.state().pipeStatus().stream().map(String::valueOf).toList()));
    variables.setComputed("FUNCNAME", () -> array(functionNames(shell)));
    variables.setComputed("BASH_SOURCE", () -> array(sources(shell)));
    variables.setComputed("BASH_LINENO", () -> array(callLines(shell)));
    variables.setComputed(
        "DIRSTACK",
        () -> {
          List<String> all = new java.util.ArrayList<>(shell.state().directoryStack());
          all.addFirst(shell.directory());
          return array(all);
        });
    variables.setComputed("GROUPS", () -> array(List.of("0")));
  }

  private static void put(Shell shell, String name, Supplier<String> value) {
    shell.variables().setComputed(name, () -> new Value.Scalar(value.get()));
  }

  private static Value array(List<String> texts) {
    TreeMap<Long, String> elements = new TreeMap<>();
    for (String text : texts) {
      elements.put((long) elements.size(), text);
    }
    return new Value.Indexed(elements);
  }

  private static List<Frame> calls(Shell shell) {
    return shell.state().frames().reversed().stream()
        .filter(frame -> frame.kind() != Frame.Kind.LOOP)
        .toList();
  }

  private static List<String> functionNames(Shell shell) {
    List<Frame> calls = calls(shell);
    if (calls.stream().noneMatch(frame -> frame.kind() == Frame.Kind.FUNCTION)) {
      return List.of();
    }
    List<String> names = new java.util.ArrayList<>();
    for (Frame frame : calls) {
      names.add(frame.kind() == Frame.Kind.FUNCTION ? frame.what() : "source");
    }
    if (isFile(shell)) {
      names.add("main");
    }
    return names;
  }

  private static List<String> sources(Shell shell) {
    List<String> files = new java.util.ArrayList<>();
    calls(shell).forEach(frame -> files.add(frame.source()));
    if (isFile(shell)) {
      files.add(shell.name());
    }
    return files;
  }

  private static List<String> callLines(Shell shell) {
    List<String> lines = new java.util.ArrayList<>();
    calls(shell).forEach(frame -> lines.add(Integer.toString(frame.callLine())));
    if (isFile(shell)) {
      lines.add("0");
    }
    return lines;
  }

  private static boolean isFile(Shell shell) {
    Settings settings = shell.settings();
    return !settings.interactive() && !settings.commandString() && !settings.readsInput();
  }

  /// Whole seconds of virtual time since the shell began or since it was assigned to.
  private record Seconds(Shell shell) implements Variables.Computed {

    @Override
    public Value value() {
      SimTime now = shell.process().now();
      long seconds =
          shell.state().secondsBefore() + now.since(shell.state().secondsFrom()).toSeconds();
      return new Value.Scalar(Long.toString(seconds));
    }

    @Override
    public void assign(String text) {
      long wanted = text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0;
      shell.state().setSeconds(wanted, shell.process().now());
    }
  }

  /// Bash's generator (Park and Miller's minimal standard), seeded by the machine.
  private static final class RandomNumbers implements Variables.Computed {
    private final Shell shell;
    private boolean seeded;
    private int seed;
    private int last = -1;

    RandomNumbers(Shell shell) {
      this.shell = shell;
    }

    @Override
    public Value value() {
      if (!seeded) {
        seed = (int) shell.process().table().core().randomness().nextLong();
        seeded = true;
      }
      int number;
      do {
        number = next();
      } while (number == last);
      last = number;
      return new Value.Scalar(Integer.toString(number));
    }

    private int next() {
      int from = seed == 0 ? 123459876 : seed;
      int high = from / 127773;
      int low = from - 127773 * high;
      int made = 16807 * low - 2836 * high;
      seed = made < 0 ? made + 0x7fffffff : made;
      return ((seed >>> 16) ^ (seed & 65535)) & 32767;
    }

    @Override
    public void assign(String text) {
      seed = text.matches("[0-9]{1,18}") ? (int) Long.parseLong(text) : 0;
      seeded = true;
      last = -1;
    }
  }
}
