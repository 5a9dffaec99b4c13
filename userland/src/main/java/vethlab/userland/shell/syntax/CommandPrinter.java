package vethlab.userland.shell.syntax;

import java.util.List;

/// Commands as bash prints them: for jobs on one line, for functions on many.
public final class CommandPrinter {

  private final StringBuilder out = new StringBuilder();
  private final boolean oneLine;
  private int indent;

  private CommandPrinter(boolean oneLine) {
    this.oneLine = oneLine;
  }

  /// On one line, as in the list of jobs.
  public static String oneLine(Command command) {
    CommandPrinter printer = new CommandPrinter(true);
    printer.print(command);
    return printer.out.toString();
  }

  /// A function as `declare -f` prints it.
  public static String function(String name, Command body) {
    CommandPrinter printer = new CommandPrinter(false);
    printer.out.append(name).append(" () \n");
    printer.functionBody(body);
    return printer.out.toString();
  }

  private void functionBody(Command body) {
    Command inner = body;
    List<Redirection> redirections = List.of();
    if (body instanceof Command.Redirected redirected) {
      inner = redirected.body();
      redirections = redirected.redirections();
    }
    out.append("{ \n");
    indent += 4;
    indent();
    print(inner instanceof Command.Group group ? group.body() : inner);
    indent -= 4;
    out.append('\n');
    indent();
    out.append('}');
    redirections.forEach(this::redirection);
  }

  private void print(Command command) {
    switch (command) {
      case Command.Simple simple -> simple(simple);
      case Command.Redirected redirected -> {
        print(redirected.body());
        redirected.redirections().forEach(this::redirection);
      }
      case Command.Pipeline pipeline -> pipeline(pipeline);
      case Command.AndOr andOr -> {
        print(andOr.first());
        for (Command.AndOr.Next next : andOr.rest()) {
          out.append(next.afterSuccess() ? " && " : " || ");
          print(next.command());
        }
      }
      case Command.Sequence sequence -> sequence(sequence);
      case Command.Subshell subshell -> {
        out.append("( ");
        print(subshell.body());
        out.append(" )");
      }
      case Command.Group group -> {
        out.append("{ ");
        block(group.body());
        out.append('}');
      }
      case Command.If choice -> choice(choice);
      case Command.For loop -> {
        out.append("for ").append(loop.name());
        if (loop.words() != null) {
          out.append(" in");
          loop.words().forEach(word -> out.append(' ').append(word.text()));
        }
        out.append(';');
        newline();
        out.append("do");
        body(loop.body());
        out.append("done");
      }
      case Command.ArithmeticFor loop -> {
        out.append("for ((").append(loop.first().text()).append("; ");
        out.append(loop.condition().text().strip()).append("; ");
        out.append(loop.step().text().strip()).append("))");
        newline();
        out.append("do");
        body(loop.body());
        out.append("done");
      }
      case Command.While loop -> {
        out.append(loop.until() ? "until " : "while ");
        print(loop.condition());
        out.append("; do");
        body(loop.body());
        out.append("done");
      }
      case Command.Case selection -> selection(selection);
      case Command.Conditional conditional -> {
        out.append("[[ ");
        condition(conditional.condition());
        out.append(" ]]");
      }
      case Command.Arithmetic arithmetic ->
          out.append("((").append(arithmetic.expression().text()).append("))");
      case Command.Function function -> {
        out.append("function ").append(function.name()).append(" () \n");
        indent();
        functionBody(function.body());
      }
      case Command.Refused refused -> out.append(refused.what());
    }
  }

  private void simple(Command.Simple simple) {
    String separator = "";
    for (Assignment assignment : simple.assignments()) {
      out.append(separator).append(assignment.text());
      separator = " ";
    }
    for (Word word : simple.words()) {
      out.append(separator).append(word.text());
      separator = " ";
    }
    for (Redirection redirection : simple.redirections()) {
      if (separator.isEmpty()) {
        int before = out.length();
        redirection(redirection);
        out.deleteCharAt(before);
      } else {
        redirection(redirection);
      }
      separator = " ";
    }
  }

  private void redirection(Redirection redirection) {
    out.append(' ');
    if (redirection.variable() != null) {
      out.append('{').append(redirection.variable()).append('}');
    } else if (redirection.descriptor() >= 0
        && redirection.descriptor() != redirection.kind().usual()) {
      out.append(redirection.descriptor());
    }
    HereDocument document = redirection.document();
    switch (redirection.kind()) {
      case HERE_DOCUMENT -> {
        boolean strip = document != null && document.stripTabs();
        out.append(strip ? "<<-" : "<<").append(redirection.target().text());
        if (document != null) {
          out.append('\n').append(document.text().text()).append(redirection.target().text());
        }
      }
      case DUPLICATE_INPUT, DUPLICATE_OUTPUT ->
          out.append(redirection.kind().operator()).append(redirection.target().text());
      default ->
          out.append(redirection.kind().operator()).append(' ').append(redirection.target().text());
    }
  }

  private void pipeline(Command.Pipeline pipeline) {
    if (pipeline.timing() != null) {
      out.append(pipeline.timing() == Command.Pipeline.Timing.POSIX ? "time -p " : "time ");
    }
    if (pipeline.negated()) {
      out.append("! ");
    }
    String separator = "";
    for (Command member : pipeline.members()) {
      out.append(separator);
      print(member);
      separator = " | ";
    }
  }

  private void sequence(Command.Sequence sequence) {
    for (int i = 0; i < sequence.items().size(); i++) {
      Command.Sequence.Item item = sequence.items().get(i);
      print(item.command());
      boolean last = i == sequence.items().size() - 1;
      if (item.background()) {
        out.append(" &");
        if (!last) {
          space();
        }
      } else if (!last) {
        out.append(';');
        space();
      }
    }
  }

  /// A blank on one line, a new line otherwise.
  private void space() {
    if (oneLine || indent == 0) {
      out.append(' ');
    } else {
      newline();
    }
  }

  private void newline() {
    if (oneLine) {
      out.append(' ');
    } else {
      out.append('\n');
      indent();
    }
  }

  private void indent() {
    out.append(" ".repeat(indent));
  }

  /// Commands between `{` and `}`.
  private void block(Command commands) {
    if (oneLine) {
      print(commands);
      out.append(endsInAmpersand(commands) ? " " : "; ");
      return;
    }
    out.append('\n');
    indent += 4;
    indent();
    print(commands);
    indent -= 4;
    out.append('\n');
    indent();
  }

  /// Commands between `do` and `done`, `then` and `fi`.
  private void body(Command commands) {
    if (oneLine) {
      out.append(' ');
      print(commands);
      out.append(endsInAmpersand(commands) ? " " : "; ");
      return;
    }
    indent += 4;
    newline();
    print(commands);
    out.append(endsInAmpersand(commands) ? "" : ";");
    indent -= 4;
    newline();
  }

  private static boolean endsInAmpersand(Command command) {
    return command instanceof Command.Sequence sequence
        && !sequence.items().isEmpty()
        && sequence.items().getLast().background();
  }

  private void choice(Command.If choice) {
    boolean first = true;
    int depth = 0;
    for (Command.If.Clause clause : choice.clauses()) {
      if (!first) {
        out.append("else");
        indent += 4;
        depth++;
        newline();
      }
      out.append("if ");
      print(clause.condition());
      out.append("; then");
      body(clause.body());
      first = false;
    }
    if (choice.otherwise() != null) {
      out.append("else");
      body(choice.otherwise());
    }
    out.append("fi");
    for (; depth > 0; depth--) {
      out.append(';');
      indent -= 4;
      newline();
      out.append("fi");
    }
  }

  private void selection(Command.Case selection) {
    out.append("case ").append(selection.subject().text()).append(" in ");
    indent += 4;
    for (Command.Case.Branch branch : selection.branches()) {
      newline();
      String separator = "";
      for (Word pattern : branch.patterns()) {
        out.append(separator).append(pattern.text());
        separator = " | ";
      }
      out.append(')');
      indent += 4;
      newline();
      if (branch.body() != null) {
        print(branch.body());
      }
      indent -= 4;
      newline();
      out.append(branch.ending().operator());
    }
    indent -= 4;
    newline();
    out.append("esac");
  }

  private void condition(Condition condition) {
    switch (condition) {
      case Condition.NotEmpty(Word word) -> out.append("-n ").append(word.text());
      case Condition.Unary(String operator, Word operand) ->
          out.append(operator).append(' ').append(operand.text());
      case Condition.Binary(Word left, String operator, Word right) ->
          out.append(left.text()).append(' ').append(operator).append(' ').append(right.text());
      case Condition.Not(Condition inner) -> {
        out.append("! ");
        condition(inner);
      }
      case Condition.And(Condition left, Condition right) -> {
        condition(left);
        out.append(" && ");
        condition(right);
      }
      case Condition.Or(Condition left, Condition right) -> {
        condition(left);
        out.append(" || ");
        condition(right);
      }
    }
  }
}
