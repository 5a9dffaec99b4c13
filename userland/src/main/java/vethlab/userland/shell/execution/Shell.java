package vethlab.userland.shell.execution;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.LimitReached;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Signal;
import vethlab.simulator.trace.Origin;
import vethlab.userland.shell.expansion.Expander;
import vethlab.userland.shell.expansion.ExpansionContext;
import vethlab.userland.shell.job.Job;
import vethlab.userland.shell.job.JobTable;
import vethlab.userland.shell.lexer.Aliases;
import vethlab.userland.shell.state.Attribute;
import vethlab.userland.shell.state.Frame;
import vethlab.userland.shell.state.FunctionDefinition;
import vethlab.userland.shell.state.KeyedElements;
import vethlab.userland.shell.state.Option;
import vethlab.userland.shell.state.Options;
import vethlab.userland.shell.state.ShellState;
import vethlab.userland.shell.state.Value;
import vethlab.userland.shell.state.Variable;
import vethlab.userland.shell.state.Variables;
import vethlab.userland.shell.syntax.Command;
import vethlab.userland.shell.syntax.CommandPrinter;

/// A shell that is running: a process of the simulated machine, what it remembers, and what it does
/// with commands.
public final class Shell implements ExpansionContext {

  private static final int DEEPEST_CALLS = 2000;

  private final Process process;
  private final ShellState state;
  private final Settings settings;
  private final ImmutableMap<String, Builtin> builtins;
  private final Positions positions;
  private final JobTable jobs = new JobTable();
  private final Expander expander;
  private final Launcher launcher;
  private final Executor executor;
  private final Waiter waiter;
  private final Set<Signal> trapped = EnumSet.noneOf(Signal.class);
  private final List<Integer> besides = new ArrayList<>();
  private boolean jobControl;
  private boolean interrupted;
  private boolean inTrap;
  private boolean warnedOfJobs;
  private int line = 1;
  private int loopDepth;
  private int callDepth;
  private int errorsIgnored;
  private int substitutionStatus;
  private int commandNumber = 1;
  private int traceDepth;
  private String running = "";
  private String lastArgument = "";

  /// A shell in a process of its own.
  ///
  /// @param builtins by name
  public Shell(
      Process process,
      ShellState state,
      Settings settings,
      ImmutableMap<String, Builtin> builtins,
      Positions positions) {
    this.process = process;
    this.state = state;
    this.settings = settings;
    this.builtins = builtins;
    this.positions = positions;
    this.expander = new Expander(this);
    this.launcher = new Launcher(this);
    this.waiter = new Waiter(this);
    this.executor = new Executor(this);
    ComputedVariables.install(this);
  }

  /// A subshell of this one in another process; made before that process runs.
  Shell subshell(Process child) {
    Shell sub = new Shell(child, state.forSubshell(), settings, builtins, positions);
    sub.line = line;
    sub.errorsIgnored = errorsIgnored;
    sub.running = running;
    sub.callDepth = callDepth;
    sub.traceDepth = traceDepth;
    sub.jobs.copyFrom(jobs);
    sub.state.options().set(Option.MONITOR, false);
    return sub;
  }

  // ---- What it is made of ----

  @Override
  public Process process() {
    return process;
  }

  public ShellState state() {
    return state;
  }

  public Settings settings() {
    return settings;
  }

  @Override
  public Variables variables() {
    return state.variables();
  }

  @Override
  public Options options() {
    return state.options();
  }

  public Expander expander() {
    return expander;
  }

  public JobTable jobs() {
    return jobs;
  }

  /// What waits for children.
  public Waiter waiter() {
    return waiter;
  }

  Launcher launcher() {
    return launcher;
  }

  Executor executor() {
    return executor;
  }

  public Positions positions() {
    return positions;
  }

  public ImmutableMap<String, Builtin> builtins() {
    return builtins;
  }

  public @Nullable Builtin builtin(String name) {
    return builtins.get(name);
  }

  /// The aliases that a reader of commands obeys now.
  public Aliases aliases() {
    return new Aliases() {
      @Override
      public @Nullable String alias(String word) {
        return options().extra("expand_aliases") ? state.aliases().get(word) : null;
      }

      @Override
      public boolean isPlain() {
        return Shell.this.isPlain();
      }

      @Override
      public boolean extendedPatterns() {
        return options().extra("extglob");
      }
    };
  }

  /// Whether each job gets a process group and the terminal is passed around.
  public boolean hasJobControl() {
    return jobControl;
  }

  public void setJobControl(boolean on) {
    jobControl = on;
    options().set(Option.MONITOR, on);
  }

  // ---- Carrying out ----

  /// Carries out a command.
  ///
  /// @param last whether this process has nothing to do after it
  public int execute(Command command, boolean last) {
    return executor.execute(command, last);
  }

  /// Carries out the words of a simple command that are expanded already, as `command`, `builtin`
  /// and `eval` do.
  ///
  /// @param functions whether functions count
  public int executeWords(List<String> words, boolean functions) {
    return executor.simple().executeWords(words, functions);
  }

  /// Replaces the shell by a program (`exec`).
  ///
  /// @return the status if that is not possible
  public int replaceBy(List<String> words, String calledAs, boolean emptyEnvironment) {
    return launcher.replace(words, calledAs, emptyEnvironment);
  }

  @Override
  public String substitute(Command commands) {
    return launcher.substitute(commands);
  }

  @Override
  public String openBeside(Command commands, boolean isRead) {
    return launcher.openBeside(commands, isRead);
  }

  @Override
  public String prompt(String text) {
    return new Prompt(this).fill(text);
  }

  /// A descriptor to be closed after the command that is being prepared.
  void addBeside(int descriptor) {
    besides.add(descriptor);
  }

  int besideCount() {
    return besides.size();
  }

  void closeBesides(int from) {
    while (besides.size() > from) {
      process.files().close(besides.removeLast());
    }
  }

  /// Counts a command and lets signals be felt.
  ///
  /// @throws LimitReached if there have been too many
  void tick(int cost) {
    process.table().countCommands(cost);
    process.checkpoint();
    waiter.pollIfChanged();
    clearedByInterrupt();
    if (!trapped.isEmpty() && !inTrap) {
      runSignalTraps();
    }
  }

  /// Gives up what was read if `^C` came.
  void clearedByInterrupt() {
    if (interrupted) {
      interrupted = false;
      throw new Interrupted();
    }
  }

  /// How many commands were typed, this one included (`\#`).
  int commandNumber() {
    return commandNumber;
  }

  public void countTyped() {
    commandNumber++;
  }

  /// `^C` came.
  public void interrupt() {
    interrupted = true;
  }

  /// Forgets that `^C` came.
  ///
  /// @return whether it had
  public boolean clearInterrupt() {
    boolean was = interrupted;
    interrupted = false;
    return was;
  }

  // ---- Status ----

  public int status() {
    return state.status();
  }

  public void setStatus(int status) {
    state.setStatus(status);
    state.setPipeStatus(List.of(status));
  }

  void setStatuses(int status, List<Integer> pipeline) {
    state.setStatus(status);
    state.setPipeStatus(pipeline);
  }

  void beginCommand() {
    substitutionStatus = 0;
  }

  int substitutionStatus() {
    return substitutionStatus;
  }

  void setSubstitutionStatus(int status) {
    substitutionStatus = status;
    state.setStatus(status);
  }

  /// A command failed where nobody asks whether it did: `set -e` ends the shell, a trap is sprung.
  void failed(int status) {
    if (status == 0 || errorsIgnored > 0) {
      return;
    }
    String trap = state.traps().get("ERR");
    boolean inherited = callDepth == 0 || options().is(Option.ERRTRACE);
    if (trap != null && !trap.isEmpty() && inherited && !inTrap) {
      state.setStatus(status);
      runTrap(trap);
      state.setStatus(status);
    }
    if (options().is(Option.ERREXIT)) {
      throw new ShellExit(status);
    }
  }

  void ignoreErrors(boolean begin) {
    errorsIgnored += begin ? 1 : -1;
  }

  // ---- Traps ----

  /// Says what is done when an event happens; null for the default, empty for nothing.
  public void setTrap(String event, @Nullable String command) {
    state.traps().set(event, command);
    Signal signal = event.startsWith("SIG") ? Signal.ofName(event) : null;
    if (signal == null) {
      return;
    }
    if (command == null) {
      process.onSignal(signal, settings.interactive() ? interactiveHandler(signal) : null);
    } else if (command.isEmpty()) {
      process.onSignal(signal, Process.IGNORE);
    } else {
      process.onSignal(signal, trapped::add);
    }
  }

  /// What an interactive shell does about a signal by itself.
  public Process.@Nullable SignalHandler interactiveHandler(Signal signal) {
    return switch (signal) {
      case SIGINT -> any -> interrupt();
      case SIGTERM, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU -> Process.IGNORE;
      default -> null;
    };
  }

  /// Whether a signal came that has a trap which has not been sprung.
  public boolean hasPendingTrap() {
    return !trapped.isEmpty();
  }

  /// The signal that came first among those whose traps wait, or null.
  public @Nullable Signal pendingTrap() {
    return trapped.isEmpty() ? null : trapped.iterator().next();
  }

  public void runSignalTraps() {
    while (!trapped.isEmpty()) {
      Signal signal = trapped.iterator().next();
      trapped.remove(signal);
      String command = state.traps().get(signal.name());
      if (command != null && !command.isEmpty()) {
        int status = status();
        runTrap(command);
        setStatus(status);
      }
    }
  }

  /// Runs the trap for the shell's end, once.
  public int runExitTrap(int status) {
    String command = state.traps().get("EXIT");
    if (command == null || command.isEmpty()) {
      return status;
    }
    state.traps().set("EXIT", null);
    setStatus(status);
    try {
      runTrap(command);
      return status;
    } catch (ShellExit exit) {
      return exit.status();
    }
  }

  boolean isInTrap() {
    return inTrap;
  }

  /// How deep inside substitutions and evaluated texts it is, for PS4.
  int traceDepth() {
    return traceDepth;
  }

  void deepenTrace(int by) {
    traceDepth += by;
  }

  void runTrap(String command) {
    boolean before = inTrap;
    inTrap = true;
    try {
      new Evaluator(this).evaluate(command, line, null);
    } finally {
      inTrap = before;
    }
  }

  // ---- Lines, files and messages ----

  public int line() {
    return line;
  }

  public void setLine(int line) {
    this.line = line;
  }

  /// The command that is being carried out, as `BASH_COMMAND` has it.
  String running() {
    return running;
  }

  void setRunning(String command) {
    running = command;
  }

  String lastArgument() {
    return lastArgument;
  }

  void setLastArgument(String word) {
    lastArgument = word;
  }

  /// Tells the machine for which line the process works now.
  void setOrigin(String command) {
    ImmutableList.Builder<Origin.Caller> callers = ImmutableList.builder();
    List<Frame> frames = state.frames();
    Positions here = positions;
    for (Frame frame : frames.reversed()) {
      callers.add(caller(frame, here));
    }
    Origin origin = here.origin(line, command, callers.build());
    String source = sourceInside();
    if (source != null && !source.equals(state.name()) && isInSource()) {
      origin = new Origin(source, line, command, origin.callers());
    }
    process.setOrigin(origin);
  }

  private Origin.Caller caller(Frame frame, Positions here) {
    Origin at = here.origin(frame.callLine(), "", ImmutableList.of());
    return new Origin.Caller(frame.what(), at.file(), at.line());
  }

  private boolean isInSource() {
    return state.frames().stream().anyMatch(frame -> frame.kind() == Frame.Kind.SOURCE);
  }

  /// The file whose commands are carried out, as `BASH_SOURCE` has it; null on top of a shell that
  /// reads no file.
  @Nullable String sourceInside() {
    for (Frame frame : state.frames().reversed()) {
      if (frame.kind() != Frame.Kind.LOOP) {
        return frame.source();
      }
    }
    return settings.commandString() || settings.readsInput() ? null : state.name();
  }

  /// What stands before a message: `lab.sh: line 3: `, or `bash: ` where a person types.
  public String prefix() {
    if (settings.interactive()) {
      return settings.baseName() + ": ";
    }
    String source = sourceInside();
    return settings.dialect().prefix(source == null ? state.name() : source, line);
  }

  /// Writes a message to standard error, with file and line before it.
  public void complain(String message) {
    String said = settings.dialect().message(message);
    if (!said.isEmpty()) {
      write(2, prefix() + said + "\n");
    }
  }

  /// Writes why a redirection cannot be made.
  ///
  /// @return the status of the command
  int complain(RedirectionFault fault) {
    write(2, prefix() + fault.message(settings.dialect()) + "\n");
    return settings.dialect().statusOfRedirection();
  }

  @Override
  public boolean isPlain() {
    return settings.dialect() == Dialect.DASH;
  }

  /// Writes text to a descriptor; a descriptor that takes nothing is no matter.
  public void write(int descriptor, String text) {
    try {
      process.write(descriptor, text);
    } catch (KernelError error) {
      // there is nobody to tell
    }
  }

  /// Writes what a builtin prints.
  ///
  /// @return the builtin's status
  public int print(String builtin, String text) {
    if (text.isEmpty()) {
      return 0;
    }
    try {
      process.write(1, text);
      return 0;
    } catch (KernelError error) {
      complain(builtin + ": write error: " + error.errno().text());
      return 1;
    }
  }

  // ---- Parameters ----

  @Override
  public List<String> positional() {
    return state.positional();
  }

  @Override
  public String name() {
    return state.name();
  }

  @Override
  public @Nullable String special(char sign) {
    return switch (sign) {
      case '?' -> Integer.toString(state.status());
      case '#' -> Integer.toString(state.positional().size());
      case '$' -> Integer.toString(state.shellPid());
      case '!' -> state.lastBackground() == 0 ? null : Integer.toString(state.lastBackground());
      case '-' -> flags();
      default -> null;
    };
  }

  private String flags() {
    return options().flags(settings.interactive())
        + (settings.readsInput() ? "s" : "")
        + (settings.commandString() ? "c" : "");
  }

  /// The variables that a program gets, in bash's order.
  public Map<String, String> exported() {
    KeyedElements table = new KeyedElements();
    for (Map.Entry<String, Variable> each : variables().visible().entrySet()) {
      Variable variable = each.getValue();
      if (variable.has(Attribute.EXPORTED)
          && variable.value() instanceof Value.Scalar(String text)) {
        table.put(each.getKey(), text);
      }
    }
    Map<String, String> environment = new LinkedHashMap<>();
    for (String name : table.keys()) {
      String text = table.get(name);
      environment.put(name, text == null ? "" : text);
    }
    for (String name : state.exportedFunctions()) {
      FunctionDefinition function = state.functions().get(name);
      if (function != null) {
        String text = CommandPrinter.function(name, function.body());
        environment.put("BASH_FUNC_" + name + "%%", text.substring(name.length() + 1));
      }
    }
    return environment;
  }

  /// The working directory as the user went there.
  public String directory() {
    return state.directory();
  }

  public void setDirectory(String path) {
    state.setDirectory(path);
  }

  /// Whether a variable, or an element of an array, has a value.
  public boolean isSet(String name) {
    return Conditions.isSet(this, name);
  }

  /// Whether an interactive shell may end now; if not, the user is told why, once.
  public boolean mayLeave() {
    waiter.poll();
    boolean stopped = jobs.all().stream().anyMatch(job -> job.state() == Job.State.STOPPED);
    if (!stopped || warnedOfJobs) {
      return true;
    }
    write(2, "There are stopped jobs.\n");
    warnedOfJobs = true;
    return false;
  }

  /// `jobs` was typed: who saw what is stopped needs no warning.
  public void rememberWarning() {
    warnedOfJobs = true;
  }

  /// Another command than `exit` was typed.
  public void forgetWarning() {
    warnedOfJobs = false;
  }

  /// A handled signal interrupted a builtin: what it asks for is done now.
  public void afterSignal() {
    tick(0);
  }

  // ---- Loops and calls ----

  public int loopDepth() {
    return loopDepth;
  }

  void enterLoop(String what, int at) {
    loopDepth++;
    state.frames().add(new Frame(Frame.Kind.LOOP, what, "", at));
  }

  void leaveLoop() {
    loopDepth--;
    state.frames().removeLast();
  }

  /// Enters a function or a sourced file.
  ///
  /// @return how deep the loops were
  public int enterCall(Frame frame) {
    if (++callDepth > DEEPEST_CALLS) {
      throw new LimitReached(LimitReached.Limit.NESTING);
    }
    state.frames().add(frame);
    int before = loopDepth;
    loopDepth = 0;
    return before;
  }

  public void leaveCall(int loops) {
    callDepth--;
    state.frames().removeLast();
    loopDepth = loops;
  }

  /// Whether `return` has something to return from.
  public boolean isInCall() {
    return state.frames().stream().anyMatch(frame -> frame.kind() != Frame.Kind.LOOP);
  }
}
