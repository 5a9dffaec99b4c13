package vethlab.userland.shell.execution;

import java.util.List;
import vethlab.simulator.errno.NotModelled;
import vethlab.userland.shell.expansion.ExpansionError;
import vethlab.userland.shell.lexer.Characters;
import vethlab.userland.shell.pattern.Pattern;
import vethlab.userland.shell.state.FunctionDefinition;
import vethlab.userland.shell.syntax.Command;
import vethlab.userland.shell.syntax.Word;

/// Carries out commands of every kind.
final class Executor {

  private final Shell shell;
  private final SimpleExecutor simple;
  private final Conditions conditions;
  private final ExecutionTrace trace;

  Executor(Shell shell) {
    this.shell = shell;
    this.simple = new SimpleExecutor(shell);
    this.conditions = new Conditions(shell);
    this.trace = new ExecutionTrace(shell);
  }

  SimpleExecutor simple() {
    return simple;
  }

  /// Carries out a command and remembers its status.
  ///
  /// @param last whether this process has nothing to do after it, so that a program may take its
  ///   place
  int execute(Command command, boolean last) {
    try {
      return dispatch(command, last);
    } catch (ExpansionError error) {
      simple.report(error);
      shell.setStatus(1);
      throw error;
    }
  }

  private int dispatch(Command command, boolean last) {
    return switch (command) {
      case Command.Simple words -> simple.execute(words, last);
      case Command.Redirected redirected -> redirected(redirected);
      case Command.Pipeline pipeline -> pipeline(pipeline);
      case Command.AndOr andOr -> andOr(andOr, last);
      case Command.Sequence sequence -> sequence(sequence, last);
      case Command.Subshell subshell -> {
        shell.setLine(subshell.line());
        yield settled(shell.launcher().subshell(subshell, List.of()));
      }
      case Command.Group group -> execute(group.body(), last);
      case Command.If choice -> choice(choice);
      case Command.For loop -> forEach(loop);
      case Command.ArithmeticFor loop -> arithmeticFor(loop);
      case Command.While loop -> whileLoop(loop);
      case Command.Case selection -> selection(selection);
      case Command.Conditional conditional -> {
        shell.setLine(conditional.line());
        shell.tick(1);
        yield settled(conditions.evaluate(conditional.condition()));
      }
      case Command.Arithmetic arithmetic -> arithmetic(arithmetic);
      case Command.Function function -> define(function);
      case Command.Refused(String what, int line) -> {
        shell.setLine(line);
        shell.setOrigin(what);
        throw new NotModelled(what);
      }
    };
  }

  /// Remembers a status that may end the shell.
  private int settled(int status) {
    shell.setStatus(status);
    shell.failed(status);
    return status;
  }

  private int redirected(Command.Redirected redirected) {
    shell.setLine(redirected.line());
    if (redirected.body() instanceof Command.Subshell subshell) {
      return settled(shell.launcher().subshell(subshell, redirected.redirections()));
    }
    Redirector redirector = new Redirector(shell);
    Redirector.Saved saved;
    try {
      saved = redirector.apply(redirector.resolve(redirected.redirections()));
    } catch (RedirectionFault fault) {
      return settled(shell.complain(fault));
    }
    try {
      return execute(redirected.body(), false);
    } finally {
      saved.restore();
    }
  }

  private int pipeline(Command.Pipeline pipeline) {
    if (pipeline.timing() != null) {
      return new Timed(shell).run(pipeline, this::untimed);
    }
    return untimed(pipeline);
  }

  private int untimed(Command.Pipeline pipeline) {
    if (pipeline.negated()) {
      shell.ignoreErrors(true);
    }
    int status;
    try {
      status =
          pipeline.members().size() == 1
              ? execute(pipeline.members().getFirst(), false)
              : shell.launcher().pipeline(pipeline);
    } finally {
      if (pipeline.negated()) {
        shell.ignoreErrors(false);
      }
    }
    if (pipeline.negated()) {
      int opposite = status == 0 ? 1 : 0;
      shell.state().setStatus(opposite);
      return opposite;
    }
    if (pipeline.members().size() > 1) {
      shell.failed(status);
    }
    return status;
  }

  private int andOr(Command.AndOr andOr, boolean last) {
    List<Command.AndOr.Next> rest = andOr.rest();
    int status = ignoring(andOr.first());
    for (int i = 0; i < rest.size(); i++) {
      Command.AndOr.Next next = rest.get(i);
      if ((status == 0) != next.afterSuccess()) {
        continue;
      }
      boolean isLast = i == rest.size() - 1;
      status = isLast ? execute(next.command(), last) : ignoring(next.command());
    }
    return status;
  }

  /// Carries out a command whose failure is asked for.
  private int ignoring(Command command) {
    shell.ignoreErrors(true);
    try {
      return execute(command, false);
    } finally {
      shell.ignoreErrors(false);
    }
  }

  private int sequence(Command.Sequence sequence, boolean last) {
    int status = sequence.items().isEmpty() ? 0 : shell.status();
    for (int i = 0; i < sequence.items().size(); i++) {
      Command.Sequence.Item item = sequence.items().get(i);
      if (item.background()) {
        shell.setLine(item.command().line());
        shell.launcher().background(item.command());
        status = 0;
        shell.setStatus(0);
      } else {
        status = execute(item.command(), last && i == sequence.items().size() - 1);
      }
    }
    return status;
  }

  private int choice(Command.If choice) {
    for (Command.If.Clause clause : choice.clauses()) {
      if (ignoring(clause.condition()) == 0) {
        return execute(clause.body(), false);
      }
    }
    if (choice.otherwise() != null) {
      return execute(choice.otherwise(), false);
    }
    shell.setStatus(0);
    return 0;
  }

  /// The body of a loop, once.
  private enum Turn {
    NEXT,
    STOP
  }

  private Turn turn(Command body) {
    try {
      execute(body, false);
      return Turn.NEXT;
    } catch (LoopJump jump) {
      if (jump.levels() > 1 && shell.loopDepth() > 1) {
        throw new LoopJump(jump.levels() - 1, jump.goesOn());
      }
      shell.setStatus(0);
      return jump.goesOn() ? Turn.NEXT : Turn.STOP;
    }
  }

  private int forEach(Command.For loop) {
    shell.setLine(loop.line());
    shell.setOrigin("for " + loop.name());
    if (!Characters.isName(loop.name())) {
      shell.complain("`" + loop.name() + "': not a valid identifier");
      return settled(1);
    }
    List<Word> words = loop.words();
    List<String> values = words == null ? shell.positional() : shell.expander().fields(words);
    int status = 0;
    shell.enterLoop("for " + loop.name(), loop.line());
    try {
      for (String value : values) {
        shell.setLine(loop.line());
        trace.forEach(loop);
        shell.tick(1);
        shell.expander().assigner().assign(loop.name(), null, value, false);
        Turn turn = turn(loop.body());
        status = shell.status();
        if (turn == Turn.STOP) {
          break;
        }
      }
    } finally {
      shell.leaveLoop();
    }
    shell.setStatus(status);
    return status;
  }

  private int arithmeticFor(Command.ArithmeticFor loop) {
    shell.setLine(loop.line());
    int status = 0;
    shell.enterLoop("for", loop.line());
    try {
      number(loop.first(), loop.line());
      while (loop.condition().parts().isEmpty() || number(loop.condition(), loop.line()) != 0) {
        shell.tick(1);
        Turn turn = turn(loop.body());
        status = shell.status();
        if (turn == Turn.STOP) {
          break;
        }
        number(loop.step(), loop.line());
      }
    } catch (ArithmeticFault fault) {
      return settled(1);
    } finally {
      shell.leaveLoop();
    }
    shell.setStatus(status);
    return status;
  }

  /// An expression of `((…))` that has no value; the message is out.
  private static final class ArithmeticFault extends RuntimeException {
    ArithmeticFault() {
      super(null, null, false, false);
    }
  }

  private long number(Word expression, int line) {
    shell.setLine(line);
    try {
      String text = shell.expander().quoted(expression);
      trace.arithmetic(text);
      return shell.expander().assigner().number(text);
    } catch (ExpansionError error) {
      if (error.isFatal()) {
        throw error;
      }
      shell.complain("((: " + error.message());
      throw new ArithmeticFault();
    }
  }

  private int arithmetic(Command.Arithmetic arithmetic) {
    shell.tick(1);
    try {
      return settled(number(arithmetic.expression(), arithmetic.line()) == 0 ? 1 : 0);
    } catch (ArithmeticFault fault) {
      return settled(1);
    }
  }

  private int whileLoop(Command.While loop) {
    int status = 0;
    shell.enterLoop(loop.until() ? "until" : "while", loop.line());
    try {
      while (true) {
        shell.tick(1);
        boolean holds;
        try {
          holds = ignoring(loop.condition()) == 0;
        } catch (LoopJump jump) {
          if (jump.levels() > 1 && shell.loopDepth() > 1) {
            throw new LoopJump(jump.levels() - 1, jump.goesOn());
          }
          if (jump.goesOn()) {
            continue;
          }
          break;
        }
        if (holds == loop.until()) {
          break;
        }
        Turn turn = turn(loop.body());
        status = shell.status();
        if (turn == Turn.STOP) {
          break;
        }
      }
    } finally {
      shell.leaveLoop();
    }
    shell.setStatus(status);
    return status;
  }

  private int selection(Command.Case selection) {
    shell.setLine(selection.line());
    shell.tick(1);
    trace.selection(selection);
    String subject = shell.expander().single(selection.subject());
    int status = 0;
    boolean falling = false;
    for (Command.Case.Branch branch : selection.branches()) {
      if (!falling && !matches(branch, subject)) {
        continue;
      }
      Command body = branch.body();
      if (body != null) {
        status = execute(body, false);
      } else {
        status = 0;
      }
      switch (branch.ending()) {
        case BREAK -> {
          shell.setStatus(status);
          return status;
        }
        case FALL_THROUGH -> falling = true;
        case TEST_NEXT -> falling = false;
      }
    }
    shell.setStatus(status);
    return status;
  }

  private boolean matches(Command.Case.Branch branch, String subject) {
    boolean extended = shell.options().extra("extglob");
    boolean ignoreCase = shell.options().extra("nocasematch");
    for (Word word : branch.patterns()) {
      String pattern = shell.expander().pattern(word);
      if (Pattern.compile(pattern, extended, ignoreCase).matches(subject)) {
        return true;
      }
    }
    return false;
  }

  private int define(Command.Function function) {
    shell.setLine(function.line());
    shell.tick(1);
    String source = shell.sourceInside();
    shell
        .state()
        .functions()
        .put(
            function.name(),
            new FunctionDefinition(
                function.name(),
                function.body(),
                source == null ? "environment" : source,
                function.line()));
    shell.setStatus(0);
    return 0;
  }
}
