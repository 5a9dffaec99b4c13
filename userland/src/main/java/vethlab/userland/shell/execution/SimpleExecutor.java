package vethlab.userland.shell.execution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.time.Timeline;
import vethlab.userland.shell.expansion.ExpansionError;
import vethlab.userland.shell.state.Attribute;
import vethlab.userland.shell.state.Frame;
import vethlab.userland.shell.state.FunctionDefinition;
import vethlab.userland.shell.state.Value;
import vethlab.userland.shell.state.Variable;
import vethlab.userland.shell.syntax.Assignment;
import vethlab.userland.shell.syntax.Command;
import vethlab.userland.shell.syntax.CommandPrinter;
import vethlab.userland.shell.syntax.Word;

/// Carries out simple commands: assignments, functions, builtins, programs.
final class SimpleExecutor {

  private static final Duration COST_OF_BUILTIN = Duration.ofNanos(5_000);

  private final Shell shell;
  private final ExecutionTrace trace;

  SimpleExecutor(Shell shell) {
    this.shell = shell;
    this.trace = new ExecutionTrace(shell);
  }

  int execute(Command.Simple command, boolean last) {
    shell.setLine(command.line());
    shell.tick(1);
    int besides = shell.besideCount();
    try {
      int status = run(command, last);
      shell.setStatus(status);
      shell.failed(status);
      return status;
    } finally {
      shell.closeBesides(besides);
    }
  }

  private int run(Command.Simple command, boolean last) {
    shell.beginCommand();
    debugTrap(command);
    shell.setOrigin(""); // the words are not known yet, and making them may be what goes wrong
    List<Builtin.Argument> arguments = arguments(command);
    List<String> words = texts(arguments);
    if (words.isEmpty()) {
      return withoutWords(command);
    }
    shell.setOrigin(String.join(" ", words));
    Map<String, String> before;
    List<Redirect> redirects;
    try {
      before = assignments(command.assignments());
      trace.words(words);
      redirects = new Redirector(shell).resolve(command.redirections());
    } catch (RedirectionFault fault) {
      return shell.complain(fault);
    }
    String name = words.getFirst();
    FunctionDefinition function = shell.state().functions().get(name);
    Builtin builtin = function == null ? shell.builtin(name) : null;
    if (function == null && builtin == null) {
      shell.setLastArgument(words.getLast());
      return shell.launcher().program(words, before, redirects, command, last);
    }
    Redirector.Saved saved;
    try {
      saved = new Redirector(shell).apply(redirects);
    } catch (RedirectionFault fault) {
      return shell.complain(fault);
    }
    boolean kept = false;
    try {
      int status =
          function != null
              ? within(before, () -> call(function, words))
              : within(before, () -> builtin(builtin, name, arguments));
      kept = name.equals("exec") && function == null;
      return status;
    } finally {
      if (kept) {
        saved.discard();
      } else {
        saved.restore();
      }
      shell.setLastArgument(words.getLast());
    }
  }

  private void debugTrap(Command.Simple command) {
    shell.setRunning(CommandPrinter.oneLine(command));
    String trap = shell.state().traps().get("DEBUG");
    if (trap != null && !trap.isEmpty() && !shell.isInTrap()) {
      int status = shell.status();
      int line = shell.line();
      shell.runTrap(trap);
      shell.setLine(line);
      shell.setStatus(status);
    }
  }

  /// The words expanded; where the command is `export` or its kin, assignments as they are written.
  private List<Builtin.Argument> arguments(Command.Simple command) {
    List<Builtin.Argument> arguments = new ArrayList<>();
    boolean declaring = false;
    for (Word word : command.words()) {
      Assignment assignment = word.assignment();
      if (declaring && assignment != null) {
        arguments.add(new Builtin.Argument.Assigned(assignment));
        continue;
      }
      for (String field : shell.expander().fields(word)) {
        if (arguments.isEmpty()) {
          declaring =
              shell.builtin(field) instanceof Builtin.Declaring
                  && !shell.state().functions().containsKey(field);
        }
        arguments.add(new Builtin.Argument.Plain(field));
      }
    }
    return arguments;
  }

  private static List<String> texts(List<Builtin.Argument> arguments) {
    return arguments.stream()
        .map(argument ->
            switch (argument) {
              case Builtin.Argument.Plain(String text) -> text;
              case Builtin.Argument.Assigned(Assignment assignment) -> assignment.text();
            })
        .toList();
  }

  /// Assignments and redirections alone: the assignments stay.
  private int withoutWords(Command.Simple command) {
    shell.setOrigin(CommandPrinter.oneLine(command));
    for (Assignment assignment : command.assignments()) {
      if (assignment.elements() != null) {
        trace.array(assignment.text());
      }
      shell
          .expander()
          .assign(
              assignment, (target, text) -> trace.assignment(target, assignment.append(), text));
    }
    if (!command.redirections().isEmpty()) {
      Redirector redirector = new Redirector(shell);
      try {
        redirector.apply(redirector.resolve(command.redirections())).restore();
      } catch (RedirectionFault fault) {
        return shell.complain(fault);
      }
    }
    return shell.substitutionStatus();
  }

  /// The values of the assignments before a command.
  private Map<String, String> assignments(List<Assignment> assignments) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Assignment assignment : assignments) {
      Variable variable = shell.variables().findStored(assignment.name());
      if (variable != null && variable.has(Attribute.READONLY)) {
        shell.complain(assignment.name() + ": readonly variable");
        continue;
      }
      String value = shell.expander().value(assignment.value());
      if (assignment.append()) {
        String there = shell.variables().text(assignment.name());
        value = (there == null ? "" : there) + value;
      }
      values.put(assignment.name(), value);
      trace.assignment(assignment.name(), false, value);
    }
    return values;
  }

  /// Something that runs with the assignments before it in force.
  private interface Body {

    int run();
  }

  private int within(Map<String, String> before, Body body) {
    if (before.isEmpty()) {
      return body.run();
    }
    shell.variables().push(false);
    try {
      before.forEach((name, value) -> {
        Variable variable = shell.variables().onTop(name);
        variable.set(Attribute.EXPORTED, true);
        variable.setValue(new Value.Scalar(value));
      });
      return body.run();
    } finally {
      shell.variables().pop();
    }
  }

  private int builtin(@Nullable Builtin builtin, String name, List<Builtin.Argument> arguments) {
    if (builtin == null) {
      throw new IllegalStateException(name);
    }
    Timeline timeline = shell.process().table().core().timeline();
    timeline.advanceTo(timeline.now().plus(COST_OF_BUILTIN));
    List<Builtin.Argument> behind = arguments.subList(1, arguments.size());
    return builtin instanceof Builtin.Declaring declaring
        ? declaring.declare(shell, behind)
        : builtin.run(shell, texts(behind));
  }

  /// Calls a function.
  private int call(FunctionDefinition function, List<String> words) {
    List<String> outer = shell.state().positional();
    int line = shell.line();
    int loops =
        shell.enterCall(new Frame(Frame.Kind.FUNCTION, function.name(), function.source(), line));
    shell.variables().push(true);
    shell.state().setPositional(words.subList(1, words.size()));
    try {
      int status = shell.execute(function.body(), false);
      returnTrap();
      return status;
    } catch (FunctionReturn back) {
      returnTrap();
      return back.status();
    } finally {
      shell.state().setPositional(outer);
      shell.variables().pop();
      shell.leaveCall(loops);
      shell.setLine(line);
    }
  }

  private void returnTrap() {
    String trap = shell.state().traps().get("RETURN");
    if (trap != null && !trap.isEmpty()) {
      int status = shell.status();
      shell.runTrap(trap);
      shell.setStatus(status);
    }
  }

  /// Carries out words that are expanded already.
  int executeWords(List<String> words, boolean functions) {
    String name = words.getFirst();
    FunctionDefinition function = functions ? shell.state().functions().get(name) : null;
    if (function != null) {
      return call(function, words);
    }
    Builtin builtin = shell.builtin(name);
    if (builtin != null) {
      return builtin.run(shell, words.subList(1, words.size()));
    }
    return shell.launcher().program(words, Map.of(), List.of(), null, false);
  }

  /// Reports a fault of an expansion once, where the line is still known.
  void report(ExpansionError error) {
    if (!error.markReported()) {
      return;
    }
    if (error.isUsers()) {
      shell.write(2, shell.prefix() + error.message() + "\n");
    } else {
      shell.complain(error.message());
    }
  }
}
