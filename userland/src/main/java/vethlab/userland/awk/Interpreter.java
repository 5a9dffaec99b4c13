package vethlab.userland.awk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.process.Process;

/// Carries a program out: rules and statements.
final class Interpreter {

  private final Process self;
  private final AwkProgram program;
  private final Records records = new Records();
  private final Variables variables = new Variables();
  private final Streams streams;
  private final Input input;
  private final Evaluation evaluation;
  private final Set<Integer> inside = new HashSet<>();
  private int status;
  private int untilCheck;

  Interpreter(Process self, AwkProgram program, List<String> operands) {
    this.self = self;
    this.program = program;
    this.streams = new Streams(self);
    this.evaluation = new Evaluation(this);
    this.input = new Input(self, this, operands);
    set("FS", Value.of(" "));
    set("OFS", Value.of(" "));
    set("ORS", Value.of("\n"));
    set("RS", Value.of("\n"));
    set("OFMT", Value.of("%.6g"));
    set("CONVFMT", Value.of("%.6g"));
    set("SUBSEP", Value.of("\034"));
    set("RSTART", Value.of(0));
    set("RLENGTH", Value.of(-1));
    set("NR", Value.of(0));
    set("FNR", Value.of(0));
  }

  Streams streams() {
    return streams;
  }

  Process process() {
    return self;
  }

  Records records() {
    return records;
  }

  Input input() {
    return input;
  }

  AwkProgram program() {
    return program;
  }

  Variables variables() {
    return variables;
  }

  Evaluation evaluation() {
    return evaluation;
  }

  String text(String name) {
    return variables.text(name);
  }

  Value get(String name) {
    return name.equals("NF") ? Value.of(records.count(text("FS"))) : variables.box(name).value();
  }

  void set(String name, Value value) {
    if (name.equals("NF")) {
      records.setCount((int) value.number(), text("FS"));
    } else {
      variables.box(name).set(value);
    }
  }

  int run() {
    try {
      try {
        program.begin().forEach(this::execute);
        if (!program.rules().isEmpty() || !program.end().isEmpty()) {
          processRecords();
        }
      } catch (Jump jump) {
        exit(jump);
      }
      try {
        program.end().forEach(this::execute);
      } catch (Jump jump) {
        exit(jump);
      }
    } catch (AwkFault fault) {
      streams.complain(fault.message());
      if (fault.message().startsWith("run time error")) {
        self.complain(
            "\tFILENAME=\"" + text("FILENAME") + "\" FNR=" + text("FNR") + " NR=" + text("NR"));
      }
      streams.standard().print(fault.printed());
      status = 2;
    }
    streams.closeAll();
    return status;
  }

  private void exit(Jump jump) {
    if (jump.kind() != Jump.Kind.EXIT) {
      throw jump;
    }
    if (!(jump.value() instanceof Value.None)) {
      status = (int) jump.value().number() & 0xff;
    }
  }

  private void processRecords() {
    for (String record = input.next(); record != null; record = input.next()) {
      records.set(record);
      try {
        for (AwkProgram.Rule rule : program.rules()) {
          if (isMeant(rule)) {
            execute(rule.action());
          }
        }
      } catch (Jump jump) {
        switch (jump.kind()) {
          case NEXT -> {}
          case NEXT_FILE -> input.skipFile();
          case EXIT, RETURN, BREAK, CONTINUE -> throw jump;
        }
      }
    }
    if (input.hasFailed()) {
      status = 2;
    }
  }

  private boolean isMeant(AwkProgram.Rule rule) {
    if (rule.from() == null) {
      return true;
    }
    if (rule.to() == null) {
      return holds(rule.from());
    }
    if (!inside.contains(rule.number())) {
      if (!holds(rule.from())) {
        return false;
      }
      inside.add(rule.number());
    }
    if (holds(rule.to())) {
      inside.remove(rule.number());
    }
    return true;
  }

  private boolean holds(Expression condition) {
    return evaluation.of(condition).truth();
  }

  void execute(Statement statement) {
    if (--untilCheck < 0) {
      untilCheck = 1000;
      self.table().countCommands(100);
      self.checkpoint();
    }
    switch (statement) {
      case Statement.Evaluate(Expression expression) -> evaluation.of(expression);
      case Statement.Print print -> print(print);
      case Statement.Block(List<Statement> statements) -> statements.forEach(this::execute);
      case Statement.If(Expression condition, Statement yes, Statement no) -> {
        if (holds(condition)) {
          execute(yes);
        } else if (no != null) {
          execute(no);
        }
      }
      case Statement.While(Expression condition, Statement body) ->
          loop(null, condition, null, body);
      case Statement.DoWhile(Statement body, Expression condition) -> {
        if (turn(body)) {
          loop(null, condition, null, body);
        }
      }
      case Statement.For(Statement first, Expression condition, Statement step, Statement body) ->
          loop(first, condition, step, body);
      case Statement.ForIn(String variable, String array, Statement body) -> {
        for (String key : variables.box(array).array().keys()) {
          set(variable, Value.of(key));
          if (!turn(body)) {
            break;
          }
        }
      }
      case Statement.Delete(String array, List<Expression> index) -> {
        AwkArray elements = variables.box(array).array();
        if (index == null) {
          elements.clear();
        } else {
          elements.remove(evaluation.key(index));
        }
      }
      case Statement.Next n -> throw new Jump(Jump.Kind.NEXT, Value.none());
      case Statement.NextFile n -> throw new Jump(Jump.Kind.NEXT_FILE, Value.none());
      case Statement.Break b -> throw new Jump(Jump.Kind.BREAK, Value.none());
      case Statement.Continue c -> throw new Jump(Jump.Kind.CONTINUE, Value.none());
      case Statement.Exit(Expression wanted) -> throw new Jump(Jump.Kind.EXIT, optional(wanted));
      case Statement.Return(Expression wanted) ->
          throw new Jump(Jump.Kind.RETURN, optional(wanted));
    }
  }

  private Value optional(@Nullable Expression expression) {
    return expression == null ? Value.none() : evaluation.of(expression);
  }

  private void loop(
      @Nullable Statement first,
      @Nullable Expression condition,
      @Nullable Statement step,
      Statement body) {
    if (first != null) {
      execute(first);
    }
    while ((condition == null || holds(condition)) && turn(body)) {
      if (step != null) {
        execute(step);
      }
    }
  }

  /// The body of a loop, once.
  ///
  /// @return whether the loop goes on
  private boolean turn(Statement body) {
    try {
      execute(body);
      return true;
    } catch (Jump jump) {
      return switch (jump.kind()) {
        case BREAK -> false;
        case CONTINUE -> true;
        case NEXT, NEXT_FILE, EXIT, RETURN -> throw jump;
      };
    }
  }

  private void print(Statement.Print print) {
    List<Value> values = new ArrayList<>();
    print.arguments().forEach(each -> values.add(evaluation.of(each)));
    String text;
    if (print.formatted()) {
      if (values.isEmpty()) {
        throw new AwkFault("line 1: no arguments in call to printf");
      }
      String conversion = text("CONVFMT");
      text =
          AwkFormat.format(
              values.getFirst().text(conversion), values.subList(1, values.size()), conversion);
    } else if (values.isEmpty()) {
      text = evaluation.record() + text("ORS");
    } else {
      List<String> shown = values.stream().map(value -> value.text(text("OFMT"))).toList();
      text = String.join(text("OFS"), shown) + text("ORS");
    }
    String target = print.target() == null ? "" : evaluation.text(print.target());
    streams.output(print.to(), target).print(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
