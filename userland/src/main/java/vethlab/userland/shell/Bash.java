package vethlab.userland.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.NotModelled;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.simulator.process.Signal;
import vethlab.simulator.trace.Origin;
import vethlab.userland.program.Output;
import vethlab.userland.shell.builtin.Builtins;
import vethlab.userland.shell.execution.Dialect;
import vethlab.userland.shell.execution.Positions;
import vethlab.userland.shell.execution.Settings;
import vethlab.userland.shell.execution.Shell;
import vethlab.userland.shell.execution.ShellExit;
import vethlab.userland.shell.lexer.LineSource;
import vethlab.userland.shell.state.Option;
import vethlab.userland.shell.state.ShellState;

/// `bash`: scripts, commands given as an argument, and a person at a terminal.
///
/// Judged by bash 5.2: the same script through both must print the same.
public final class Bash implements Program {

  private final Dialect dialect;

  private Bash(Dialect dialect) {
    this.dialect = dialect;
  }

  public static Bash bash() {
    return new Bash(Dialect.BASH);
  }

  /// What Debian has under `/bin/sh`.
  public static Bash dash() {
    return new Bash(Dialect.DASH);
  }

  @Override
  public int run(Process self, List<String> arguments) {
    String calledAs = self.arguments().isEmpty() ? "bash" : self.arguments().getFirst();
    Invocation invocation = Invocation.parse(arguments);
    Output output = Output.of(self);
    if (invocation.problem() != null) {
      self.complain(calledAs + ": " + invocation.problem());
      return 2;
    }
    if (invocation.version()) {
      output.line("GNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)").flush();
      return 0;
    }
    boolean script = invocation.commands() == null && !invocation.fromInput();
    String file =
        script && !invocation.operands().isEmpty() ? invocation.operands().getFirst() : null;
    boolean interactive =
        invocation.interactive()
            || (invocation.commands() == null
                && file == null
                && Output.isTerminal(self, 0)
                && Output.isTerminal(self, 2));
    boolean fromInput = file == null && invocation.commands() == null;
    Settings settings =
        new Settings(dialect, calledAs, interactive, invocation.commands() != null, fromInput);
    if (interactive && dialect == Dialect.DASH) {
      throw new NotModelled("an interactive sh");
    }
    LineSource lines = null;
    if (file != null) {
      lines = open(self, calledAs, file);
      if (lines == null) {
        return missing(self, file);
      }
    }
    return new Runner(self, invocation, settings, file, lines).run();
  }

  private static @Nullable LineSource open(Process self, String calledAs, String file) {
    try {
      return DescriptorLines.ofFile(self, file);
    } catch (KernelError error) {
      self.complain(calledAs + ": " + file + ": " + error.errno().text());
      return null;
    }
  }

  private static int missing(Process self, String file) {
    try {
      return self.table().files().find(self, self.directory(), file) == null ? 127 : 126;
    } catch (KernelError error) {
      return error.errno() == Errno.EISDIR ? 126 : 127;
    }
  }

  /// One run of the program.
  private static final class Runner {
    private final Process self;
    private final Invocation invocation;
    private final Settings settings;
    private final @Nullable String file;
    private final @Nullable LineSource lines;

    Runner(
        Process self,
        Invocation invocation,
        Settings settings,
        @Nullable String file,
        @Nullable LineSource lines) {
      this.self = self;
      this.invocation = invocation;
      this.settings = settings;
      this.file = file;
      this.lines = lines;
    }

    int run() {
      ShellState state = new ShellState();
      state.setShellPid(self.pid());
      state.setSeconds(0, self.now());
      state.setName(name());
      List<String> operands = invocation.operands();
      boolean named = file != null || invocation.commands() != null;
      state.setPositional(
          named && !operands.isEmpty() ? operands.subList(1, operands.size()) : operands);
      Positions positions = positions(self.origin());
      boolean dash = settings.dialect() == Dialect.DASH;
      Shell shell =
          new Shell(self, state, settings, dash ? Builtins.OF_DASH : Builtins.ALL, positions);
      if (dash) {
        shell.options().set(Option.BRACEEXPAND, false);
        shell.options().setExtra("expand_aliases", true);
      }
      Startup startup = new Startup(shell);
      startup.run();
      if (!startup.setOptions(invocation)) {
        return 2;
      }
      for (Signal signal : Signal.values()) { // what was ignored stays ignored
        if (Process.IGNORE.equals(self.handler(signal))) {
          state.traps().set(signal.name(), "");
        }
      }
      return settings.interactive() ? interactive(shell, positions) : script(shell);
    }

    private String name() {
      if (file != null) {
        return file;
      }
      return invocation.commands() != null && !invocation.operands().isEmpty()
          ? invocation.operands().getFirst()
          : settings.calledAs();
    }

    private Positions positions(Origin outer) {
      if (settings.interactive()) {
        return new Positions.Typed(self);
      }
      return file != null ? Positions.ofFile(file, outer) : Positions.inside(outer);
    }

    private int interactive(Shell shell, Positions positions) {
      if (!(positions instanceof Positions.Typed typed)) {
        throw new IllegalStateException("typed lines have typed places");
      }
      return new InteractiveLoop(shell, typed).run(!invocation.noStartFile());
    }

    private int script(Shell shell) {
      String commands = invocation.commands();
      LineSource source =
          commands != null
              ? LineSource.of(commands)
              : lines != null ? lines : new DescriptorLines(self, 0);
      int status;
      try {
        status = new ScriptLoop(shell).run(source, commands != null ? "-c" : null);
      } catch (ShellExit exit) {
        status = exit.status();
      }
      return shell.runExitTrap(status);
    }
  }
}
