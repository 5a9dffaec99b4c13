package vethlab.userland.shell.execution;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.KernelError;
import vethlab.simulator.errno.LimitReached;
import vethlab.simulator.file.FileDescription;
import vethlab.simulator.file.Node;
import vethlab.simulator.file.Pipe;
import vethlab.simulator.file.Terminal;
import vethlab.simulator.process.Process;
import vethlab.simulator.process.Program;
import vethlab.simulator.process.Signal;
import vethlab.userland.shell.expansion.ExpansionError;
import vethlab.userland.shell.job.Job;
import vethlab.userland.shell.state.Option;
import vethlab.userland.shell.state.Variables;
import vethlab.userland.shell.syntax.Command;
import vethlab.userland.shell.syntax.CommandPrinter;
import vethlab.userland.shell.syntax.Redirection;

/// Starts the children of a shell: programs, subshells, members of pipelines, substitutions.
final class Launcher {

  private static final int COST_OF_CHILD = 25; // in commands, so that endless loops end soon
  private static final int FIRST_HIDDEN = 60; // descriptors that are the shell's own business

  private final Shell shell;

  Launcher(Shell shell) {
    this.shell = shell;
  }

  /// Runs a program and waits for it.
  ///
  /// @param more variables set before the command
  /// @param command as written, for the list of jobs; null if it is not known
  /// @param last whether the shell may be replaced by it
  int program(
      List<String> words,
      Map<String, String> more,
      List<Redirect> redirects,
      Command.@Nullable Simple command,
      boolean last) {
    Map<String, String> environment = environment(more, words.getFirst());
    External external =
        new External(
            shell.settings().dialect(),
            shell.prefix(),
            words,
            environment,
            redirects,
            shell.state().hashed());
    if (last && mayBeReplaced()) {
      return external.run(shell.process(), List.of());
    }
    String text = command == null ? String.join(" ", words) : CommandPrinter.oneLine(command);
    Process child = start(external, words, 0, false);
    return foreground(List.of(new Job.Member(child.pid(), text)), child.group());
  }

  private Map<String, String> environment(Map<String, String> more, String name) {
    Map<String, String> environment = new LinkedHashMap<>(shell.exported());
    environment.putAll(more);
    environment.put("_", name);
    return environment;
  }

  /// Whether nothing of the shell is needed any more when its last command is a program.
  private boolean mayBeReplaced() {
    return shell.state().traps().all().values().stream().allMatch(String::isEmpty);
  }

  int replace(List<String> words, String calledAs, boolean emptyEnvironment) {
    Map<String, String> environment =
        emptyEnvironment ? Map.of() : environment(Map.of(), words.getFirst());
    External external =
        new External(
            shell.settings().dialect(),
            shell.prefix(),
            words,
            environment,
            List.of(),
            shell.state().hashed());
    return external.replace(shell, calledAs);
  }

  /// A child that runs `program`.
  ///
  /// @param group its process group under job control: 0 for one of its own
  private Process start(Program program, List<String> words, int group, boolean background) {
    return start(program, words, group, background, child -> {});
  }

  private Process start(
      Program program,
      List<String> words,
      int group,
      boolean background,
      java.util.function.Consumer<Process> prepare) {
    shell.process().table().countCommands(COST_OF_CHILD);
    return shell
        .process()
        .spawn(
            program,
            words,
            child -> {
              if (shell.hasJobControl()) {
                child.setGroup(group == 0 ? child.pid() : group);
                Terminal terminal = child.terminal();
                if (!background && terminal != null) {
                  terminal.setForegroundGroup(child.group());
                }
              }
              signals(child, background);
              prepare.accept(child);
            });
  }

  /// What the child does about signals: what the shell did before it was interactive.
  private void signals(Process child, boolean background) {
    if (shell.settings().interactive()) {
      for (Signal signal :
          List.of(Signal.SIGTERM, Signal.SIGQUIT, Signal.SIGTSTP, Signal.SIGTTIN, Signal.SIGTTOU)) {
        if (!"".equals(shell.state().traps().get(signal.name()))) {
          child.onSignal(signal, null);
        }
      }
    }
    if (background && !shell.hasJobControl()) {
      child.onSignal(Signal.SIGINT, Process.IGNORE);
      child.onSignal(Signal.SIGQUIT, Process.IGNORE);
    }
  }

  private int foreground(List<Job.Member> members, int group) {
    Job job = shell.jobs().add(group, members, true, shell.directory());
    return shell.waiter().foreground(job);
  }

  /// `( … )`.
  int subshell(Command.Subshell command, List<Redirection> redirections) {
    Process child =
        startShell(
            sub -> sub.launcher().redirectedBody(command.body(), redirections),
            0,
            false,
            any -> {});
    String text = CommandPrinter.oneLine(command);
    return foreground(List.of(new Job.Member(child.pid(), text)), child.group());
  }

  private int redirectedBody(Command body, List<Redirection> redirections) {
    try {
      Redirector.applyForGood(shell.process(), new Redirector(shell).resolve(redirections));
    } catch (RedirectionFault fault) {
      return shell.complain(fault);
    }
    return shell.execute(body, true);
  }

  /// What a subshell does.
  private interface Body {

    int run(Shell sub);
  }

  /// A child that is a copy of this shell.
  private Process startShell(
      Body body, int group, boolean background, java.util.function.Consumer<Process> prepare) {
    Shell[] sub = new Shell[1];
    return start(
        (child, arguments) -> asSubshell(sub[0], body),
        shell.process().arguments(),
        group,
        background,
        child -> {
          prepare.accept(child);
          sub[0] = shell.subshell(child);
        });
  }

  /// Runs a subshell to its end, whatever ends it.
  private static int asSubshell(Shell sub, Body body) {
    int status;
    try {
      status = body.run(sub);
    } catch (ShellExit exit) {
      status = exit.status();
    } catch (ExpansionError error) {
      sub.executor().simple().report(error);
      status = 1;
    } catch (FunctionReturn back) {
      status = back.status();
    } catch (LoopJump | Interrupted jump) {
      status = sub.status();
    }
    return sub.runExitTrap(status);
  }

  /// `command &`.
  void background(Command command) {
    boolean nullInput = !shell.hasJobControl();
    List<Job.Member> members = new ArrayList<>();
    int group;
    if (command instanceof Command.Pipeline pipeline
        && pipeline.members().size() > 1
        && !pipeline.negated()
        && pipeline.timing() == null) {
      group = startPipeline(pipeline, members, true);
    } else {
      Process child =
          startShell(
              sub -> sub.execute(command, true),
              0,
              true,
              process -> {
                if (nullInput) {
                  readNothing(process);
                }
              });
      members.add(new Job.Member(child.pid(), CommandPrinter.oneLine(command)));
      group = child.group();
    }
    Job job = shell.jobs().add(group, members, false, shell.directory());
    shell.state().setLastBackground(job.lastPid());
    if (shell.settings().interactive() && shell.state().subshellLevel() == 0) {
      shell.write(2, "[" + job.number() + "] " + job.lastPid() + "\n");
    }
  }

  private static void readNothing(Process process) {
    process
        .files()
        .set(0, process.table().files().open(process, "/", "/dev/null", Node.OpenMode.READ, 0));
  }

  /// `one | two`.
  int pipeline(Command.Pipeline pipeline) {
    List<Job.Member> members = new ArrayList<>();
    int group = startPipeline(pipeline, members, false);
    Job job = shell.jobs().add(group, members, true, shell.directory());
    int status = shell.waiter().foreground(job);
    List<Integer> statuses = new ArrayList<>();
    for (Job.Member member : job.members()) {
      statuses.add(member.status() == null ? 0 : member.status().shellStatus());
    }
    shell.setStatuses(status, statuses);
    return status;
  }

  /// Starts the members of a pipeline.
  ///
  /// @return their process group
  private int startPipeline(
      Command.Pipeline pipeline, List<Job.Member> members, boolean background) {
    int group = 0;
    FileDescription input = null;
    int count = pipeline.members().size();
    for (int i = 0; i < count; i++) {
      Command member = pipeline.members().get(i);
      shell.setLine(member.line());
      FileDescription from = input;
      FileDescription to = null;
      input = null;
      if (i < count - 1) {
        Pipe pipe = new Pipe();
        input = pipe.openReader();
        to = pipe.openWriter();
      }
      FileDescription output = to;
      boolean nullInput = background && i == 0 && !shell.hasJobControl();
      Process child =
          startShell(
              sub -> sub.execute(member, true),
              group,
              background,
              process -> {
                if (from != null) {
                  process.files().set(0, from);
                } else if (nullInput) {
                  readNothing(process);
                }
                if (output != null) {
                  process.files().set(1, output);
                }
              });
      if (group == 0) {
        group = child.group();
      }
      members.add(new Job.Member(child.pid(), CommandPrinter.oneLine(member)));
    }
    return group;
  }

  /// What commands print, without the newlines at its end.
  String substitute(Command commands) {
    String file = onlyInput(commands);
    if (file != null) {
      return withoutNewlines(contentOf(file));
    }
    Pipe pipe = new Pipe();
    FileDescription reader = pipe.openReader();
    FileDescription writer = pipe.openWriter();
    Process child =
        startShell(
            sub -> {
              sub.deepenTrace(1);
              if (!sub.options().extra("inherit_errexit")) {
                sub.options().set(Option.ERREXIT, false);
              }
              return sub.execute(commands, true);
            },
            shell.process().group(),
            false,
            process -> process.files().set(1, writer));
    int descriptor = shell.process().files().add(FIRST_HIDDEN, reader);
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try {
      read(descriptor, octets);
    } finally {
      shell.process().files().close(descriptor);
    }
    shell.setSubstitutionStatus(shell.waiter().child(child.pid()));
    return withoutNewlines(octets);
  }

  private void read(int descriptor, ByteArrayOutputStream octets) {
    while (true) {
      byte[] more;
      try {
        more = shell.process().read(descriptor, 65536);
      } catch (KernelError interrupted) {
        shell.tick(0);
        continue;
      }
      if (more == null) {
        return;
      }
      octets.writeBytes(more);
      if (octets.size() > Variables.LONGEST) {
        throw new LimitReached(LimitReached.Limit.MEMORY);
      }
    }
  }

  /// The text without null octets, which a variable cannot hold, and without newlines at its end.
  private String withoutNewlines(ByteArrayOutputStream octets) {
    String text = octets.toString(StandardCharsets.UTF_8);
    if (text.indexOf('\0') >= 0) {
      shell.complain("warning: command substitution: ignored null byte in input");
      text = text.replace("\0", "");
    }
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    return text.substring(0, end);
  }

  /// The file of `$(< file)`, or null.
  private @Nullable String onlyInput(Command commands) {
    if (!(commands instanceof Command.Simple simple)
        || !simple.words().isEmpty()
        || !simple.assignments().isEmpty()
        || simple.redirections().size() != 1
        || simple.redirections().getFirst().kind() != Redirection.Kind.INPUT) {
      return null;
    }
    return shell.expander().single(simple.redirections().getFirst().target());
  }

  private ByteArrayOutputStream contentOf(String path) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    Process process = shell.process();
    try {
      FileDescription file =
          process.table().files().open(process, process.directory(), path, Node.OpenMode.READ, 0);
      int descriptor = process.files().add(FIRST_HIDDEN, file);
      try {
        read(descriptor, octets);
      } finally {
        process.files().close(descriptor);
      }
      shell.setSubstitutionStatus(0);
    } catch (KernelError error) {
      shell.complain(path + ": " + error.errno().text());
      shell.setSubstitutionStatus(1);
    }
    return octets;
  }

  /// `<(commands)`: a path that leads to their output; `>(commands)`: to their input.
  String openBeside(Command commands, boolean isRead) {
    Pipe pipe = new Pipe();
    FileDescription reader = pipe.openReader();
    FileDescription writer = pipe.openWriter();
    startShell(
        sub -> sub.execute(commands, true),
        shell.process().group(),
        true,
        process -> process.files().set(isRead ? 1 : 0, isRead ? writer : reader));
    int descriptor = 63;
    while (shell.process().files().isOpen(descriptor)) {
      descriptor--;
    }
    shell.process().files().set(descriptor, isRead ? reader : writer);
    shell.addBeside(descriptor);
    return "/dev/fd/" + descriptor;
  }
}
