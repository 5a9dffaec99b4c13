package vethlab.userland.awk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import vethlab.simulator.errno.LimitReached;
import vethlab.simulator.errno.NotModelled;
import vethlab.userland.awk.Expression.Target;
import vethlab.userland.program.LineInput;
import vethlab.userland.program.ToolFiles;

/// What expressions are worth, and what they do on the way.
final class Evaluation {

  private static final int DEEPEST_CALLS = 1000;

  private final Interpreter interpreter;
  private final BuiltinFunctions builtins;
  private final Map<String, Pattern> compiled = new HashMap<>();

  Evaluation(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.builtins = new BuiltinFunctions(interpreter, this);
  }

  /// The value as text.
  String text(Expression expression) {
    return of(expression).text(interpreter.text("CONVFMT"));
  }

  /// `$0`.
  String record() {
    return interpreter.records().record(interpreter.text("OFS"));
  }

  Value of(Expression expression) {
    return switch (expression) {
      case Expression.Constant(Value value) -> value;
      case Expression.Regex(Pattern pattern) -> Value.of(pattern.matcher(record()).find());
      case Expression.Variable(String name) -> interpreter.get(name);
      case Expression.Field(Expression index) -> field((int) of(index).number());
      case Expression.Element(String array, List<Expression> index) ->
          interpreter.variables().box(array).array().get(key(index));
      case Expression.Assignment assignment -> assigned(assignment);
      case Expression.Conditional(Expression condition, Expression yes, Expression no) ->
          of(of(condition).truth() ? yes : no);
      case Expression.Binary binary -> binary(binary);
      case Expression.Unary(char operator, Expression operand) -> {
        Value value = of(operand);
        yield switch (operator) {
          case '!' -> Value.of(!value.truth());
          case '-' -> Value.of(-value.number());
          default -> Value.of(value.number());
        };
      }
      case Expression.Step(Target target, int by, boolean before) -> {
        double old = of(target).number();
        assign(target, Value.of(old + by));
        yield Value.of(before ? old + by : old);
      }
      case Expression.Match(Expression text, Expression regex, boolean negated) ->
          Value.of(pattern(regex).matcher(text(text)).find() != negated);
      case Expression.In(List<Expression> index, String array) ->
          Value.of(interpreter.variables().box(array).array().has(key(index)));
      case Expression.Call(String name, List<Expression> arguments) -> call(name, arguments);
      case Expression.Builtin(String name, List<Expression> arguments) ->
          builtins.call(name, arguments);
      case Expression.Getline getline -> Value.of(getline(getline));
      case Expression.Parenthesised(Expression inner) -> of(inner);
      case Expression.Group g -> throw new NotModelled("a list of expressions in awk");
    };
  }

  private Value field(int number) {
    checkField(number);
    return number == 0
        ? Value.input(record())
        : interpreter.records().field(number, interpreter.text("FS"));
  }

  private static void checkField(int number) {
    if (number < 0) {
      throw new AwkFault("run time error: negative field index $" + number);
    }
  }

  void assign(Target target, Value value) {
    switch (target) {
      case Expression.Variable(String name) -> interpreter.set(name, value);
      case Expression.Field(Expression index) -> {
        int number = (int) of(index).number();
        checkField(number);
        if (number == 0) {
          interpreter.records().set(value.text(interpreter.text("CONVFMT")));
        } else {
          interpreter.records().setField(number, value, interpreter.text("FS"));
        }
      }
      case Expression.Element(String array, List<Expression> index) ->
          interpreter.variables().box(array).array().put(key(index), value);
    }
  }

  /// The text that an index stands for.
  String key(List<Expression> index) {
    List<String> parts = index.stream().map(this::text).toList();
    return String.join(interpreter.text("SUBSEP"), parts);
  }

  private Value assigned(Expression.Assignment assignment) {
    Value right = of(assignment.value());
    if (assignment.operator() != null) {
      double left = of(assignment.target()).number();
      right = Value.of(calculate(assignment.operator(), left, right.number()));
    }
    assign(assignment.target(), right);
    return right;
  }

  private Value binary(Expression.Binary binary) {
    if (binary.operator().equals("||")) {
      return Value.of(of(binary.left()).truth() || of(binary.right()).truth());
    }
    if (binary.operator().equals("&&")) {
      return Value.of(of(binary.left()).truth() && of(binary.right()).truth());
    }
    Value left = of(binary.left());
    Value right = of(binary.right());
    return switch (binary.operator()) {
      case " " -> {
        String format = interpreter.text("CONVFMT");
        yield Value.of(left.text(format) + right.text(format));
      }
      case "<", "<=", "==", "!=", ">=", ">" -> Value.of(compare(binary.operator(), left, right));
      default -> Value.of(calculate(binary.operator(), left.number(), right.number()));
    };
  }

  private boolean compare(String operator, Value left, Value right) {
    String format = interpreter.text("CONVFMT");
    int order =
        left.isNumeric() && right.isNumeric()
            ? Double.compare(left.number(), right.number())
            : left.text(format).compareTo(right.text(format));
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case "==" -> order == 0;
      case "!=" -> order != 0;
      case ">=" -> order >= 0;
      default -> order > 0;
    };
  }

  private static double calculate(String operator, double left, double right) {
    if (right == 0 && operator.equals("/")) {
      throw new AwkFault("division by zero");
    }
    if (right == 0 && operator.equals("%")) {
      throw new AwkFault("division by zero in %");
    }
    return switch (operator) {
      case "+" -> left + right;
      case "-" -> left - right;
      case "*" -> left * right;
      case "/" -> left / right;
      case "%" -> left % right;
      default -> Math.pow(left, right);
    };
  }

  /// The regular expression that an expression says.
  Pattern pattern(Expression expression) {
    if (expression instanceof Expression.Regex(Pattern pattern)) {
      return pattern;
    }
    return compiled.computeIfAbsent(text(expression), ExpressionParser::compile);
  }

  private Value call(String name, List<Expression> arguments) {
    AwkProgram.Function function = interpreter.program().functions().get(name);
    if (function == null) {
      throw new IllegalStateException(name);
    }
    if (interpreter.variables().depth() > DEEPEST_CALLS) {
      throw new LimitReached(LimitReached.Limit.NESTING);
    }
    Map<String, Variables.Box> frame = new HashMap<>();
    for (int i = 0; i < function.parameters().size(); i++) {
      frame.put(
          function.parameters().get(i),
          i < arguments.size() ? argument(arguments.get(i)) : new Variables.Box(null));
    }
    interpreter.variables().push(frame);
    try {
      interpreter.execute(function.body());
      return Value.none();
    } catch (Jump jump) {
      if (jump.kind() != Jump.Kind.RETURN) {
        throw jump;
      }
      return jump.value();
    } finally {
      interpreter.variables().pop();
    }
  }

  /// Values are copied, arrays are shared, and what is neither yet may still become an array.
  private Variables.Box argument(Expression expression) {
    if (expression instanceof Expression.Variable(String name) && !name.equals("NF")) {
      Variables.Box given = interpreter.variables().box(name);
      if (given.isArray() || given.isUntouched()) {
        return new Variables.Box(given);
      }
    }
    Variables.Box copy = new Variables.Box(null);
    copy.set(of(expression));
    return copy;
  }

  private int getline(Expression.Getline getline) {
    String line;
    if (getline.source() == null) {
      line = interpreter.input().next();
    } else {
      LineInput from = interpreter.streams().input(getline.from(), text(getline.source()));
      if (from == null) {
        return -1;
      }
      line = from.next();
      line = line == null ? null : ToolFiles.chomp(line);
      if (line != null && getline.from() == Expression.Getline.From.COMMAND) {
        interpreter.set("NR", Value.of(interpreter.get("NR").number() + 1));
      }
    }
    if (line == null) {
      return 0;
    }
    if (getline.target() == null) {
      interpreter.records().set(line);
    } else {
      assign(getline.target(), Value.input(line));
    }
    return 1;
  }
}
