package vethlab.userland.shell;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.Errno;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.file.Terminal;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Signal;
import vethlab.userland.program.FileTests;
import vethlab.userland.shell.execution.Evaluator;
import vethlab.userland.shell.execution.FunctionReturn;
import vethlab.userland.shell.execution.Interrupted;
import vethlab.userland.shell.execution.LoopJump;
import vethlab.userland.shell.execution.Positions;
import vethlab.userland.shell.execution.Shell;
import vethlab.userland.shell.execution.ShellExit;
import vethlab.userland.shell.expansion.ExpansionError;
import vethlab.userland.shell.grammar.Parser;
import vethlab.userland.shell.job.Job;
import vethlab.userland.shell.lexer.CharSource;
import vethlab.userland.shell.lexer.LineSource;
import vethlab.userland.shell.lexer.SyntaxError;
import vethlab.userland.shell.syntax.Command;

/// Prompts a person, reads what is typed, carries it out, and tells of jobs.
final class InteractiveLoop {

  private final Shell shell;
  private final Process process;
  private final Positions.Typed places;

  InteractiveLoop(Shell shell, Positions.Typed places) {
    this.shell = shell;
    this.process = shell.process();
    this.places = places;
  }

  /// Runs until `exit` or the end of the input.
  ///
  /// @param startFile whether `~/.bashrc` is read
  int run(boolean startFile) {
    shell.options().setExtra("expand_aliases", true);
    int status;
    try {
      beginJobControl();
      if (startFile && FileTests.unary(process, "-f", "/root/.bashrc")) {
        shell.executeWords(List.of("source", "/root/.bashrc"), false);
      }
      status = loop();
    } catch (ShellExit exit) {
      status = exit.status();
    }
    status = shell.runExitTrap(status);
    leaveJobs();
    return status;
  }

  /// Waits to be in the foreground, then takes a process group of its own and the terminal.
  private void beginJobControl() {
    Terminal terminal = process.terminal();
    process.onSignal(Signal.SIGTERM, shell.interactiveHandler(Signal.SIGTERM));
    if (terminal != null) {
      while (terminal.foregroundGroup() != process.group()) {
        process.table().signalGroup(process.group(), Signal.SIGTTIN);
        process.giveWay();
      }
    }
    for (Signal signal :
        List.of(
            Signal.SIGINT,
            Signal.SIGTERM,
            Signal.SIGQUIT,
            Signal.SIGTSTP,
            Signal.SIGTTIN,
            Signal.SIGTTOU)) {
      process.onSignal(signal, shell.interactiveHandler(signal));
    }
    if (terminal == null) {
      shell.write(
          2, "bash: cannot set terminal process group (-1): Inappropriate ioctl for device\n");
      shell.write(2, "bash: no job control in this shell\n");
      return;
    }
    if (process.group() != process.pid()) {
      process.setGroup(process.pid());
    }
    terminal.setForegroundGroup(process.group());
    shell.setJobControl(true);
  }

  private int loop() {
    CharSource source = CharSource.ofCommands(new Typed(), 1);
    Parser parser = new Parser(source, shell.aliases());
    Evaluator evaluator = new Evaluator(shell);
    while (true) {
      try {
        shell.clearInterrupt();
        Command command = parser.next();
        evaluator.warn(parser);
        if (command == null) {
          if (!endOfInput()) {
            source.resume();
            continue;
          }
          return shell.status();
        }
        if (!isCalled(command, "exit")) {
          shell.forgetWarning();
        }
        shell.countTyped();
        shell.execute(command, false);
        if (isCalled(command, "jobs")) {
          shell.rememberWarning();
        }
      } catch (SyntaxError error) {
        evaluator.warn(parser);
        evaluator.complain(error, null);
        shell.setStatus(2);
        parser.recover();
      } catch (Evaluator.SyntaxFault fault) {
        shell.setStatus(fault.status());
        parser.recover();
      } catch (ExpansionError error) {
        shell.setStatus(1);
        parser.recover();
      } catch (Interrupted interrupted) {
        shell.setStatus(130);
        parser.recover();
      } catch (LoopJump | FunctionReturn jump) {
        parser.recover();
      }
    }
  }

  private static boolean isCalled(Command command, String name) {
    return command instanceof Command.Simple simple
        && !simple.words().isEmpty()
        && name.equals(simple.words().getFirst().plain());
  }

  /// `^D` on an empty line.
  ///
  /// @return whether the shell ends
  private boolean endOfInput() {
    shell.write(2, "exit\n");
    return shell.mayLeave();
  }

  /// What becomes of jobs that are stopped when the shell ends.
  private void leaveJobs() {
    for (Job job : shell.jobs().all()) {
      if (job.state() == Job.State.STOPPED && !job.isDisowned()) {
        process.table().signalGroup(job.group(), Signal.SIGTERM);
        process.table().signalGroup(job.group(), Signal.SIGCONT);
      }
    }
  }

  /// Lines typed into the terminal, each after a prompt.
  private final class Typed implements LineSource {
    private int count;

    @Override
    public @Nullable String nextLine(boolean continued) {
      shell.waiter().notifyAndCleanUp();
      if (!continued) {
        promptCommand();
        showEnvironment();
      }
      String prompt = shell.variables().text(continued ? "PS2" : "PS1");
      shell.write(2, prompt == null ? "" : shell.prompt(prompt));
      boolean ahead = isTypedAhead();
      String line = read();
      shell.waiter().poll(); // news of children came while it read
      if (ahead && line != null) {
        shell.write(2, line); // shown once more, after the prompt
      }
      if (line != null) {
        count++;
        places.add(count);
      }
      return line;
    }

    /// Lets those who look at the process see what it exports: a terminal opened from here starts
    /// with that.
    private void showEnvironment() {
      process.environment().clear();
      process.environment().putAll(shell.exported());
    }

    private void promptCommand() {
      String command = shell.variables().text("PROMPT_COMMAND");
      if (command != null && !command.isEmpty()) {
        int status = shell.status();
        new Evaluator(shell).evaluate(command, shell.line(), null);
        shell.setStatus(status);
      }
    }

    private boolean isTypedAhead() {
      Terminal terminal = process.terminal();
      return terminal != null && !terminal.isInputEmpty();
    }

    private @Nullable String read() {
      StringBuilder line = new StringBuilder();
      while (true) {
        byte[] octets;
        try {
          octets = process.read(0, 65536);
        } catch (KernelError error) {
          if (error.errno() != Errno.EINTR) {
            return null;
          }
          if (shell.clearInterrupt()) {
            shell.write(2, "\n");
            throw new Interrupted();
          }
          shell.afterSignal();
          continue;
        }
        if (octets == null) {
          return line.isEmpty() ? null : line.toString();
        }
        line.append(new String(octets, StandardCharsets.UTF_8));
        if (line.charAt(line.length() - 1) == '\n') {
          return line.toString();
        }
      }
    }
  }
}
