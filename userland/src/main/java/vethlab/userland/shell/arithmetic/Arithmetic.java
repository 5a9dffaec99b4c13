package vethlab.userland.shell.arithmetic;

import org.jspecify.annotations.Nullable;

/// Evaluates expressions as `$((…))` does: C's operators on 64-bit numbers that wrap around, `**`,
/// and variables whose texts are expressions again.
public final class Arithmetic {

  private static final int DEEPEST = 1024;

  private final Tokens tokens;
  private final ArithmeticVariables variables;
  private final int depth;
  private int last;

  /// How many places around this one are not to be evaluated (the other side of `&&`, `||`, `?`).
  private int skipping;

  private Arithmetic(String text, ArithmeticVariables variables, int depth) {
    if (depth > DEEPEST) {
      throw new ArithmeticProblem(
          text + ": expression recursion level exceeded (error token is \"" + text + "\")");
    }
    this.tokens = new Tokens(text);
    this.variables = variables;
    this.depth = depth;
  }

  /// The value of an expression; 0 if it is blank.
  ///
  /// @throws ArithmeticProblem if it has none
  public static long evaluate(String text, ArithmeticVariables variables) {
    return evaluate(text, variables, 0);
  }

  private static long evaluate(String text, ArithmeticVariables variables, int depth) {
    Arithmetic expression = new Arithmetic(text, variables, depth);
    if (expression.tokens.kind() == Tokens.Kind.END) {
      return 0;
    }
    long value = expression.comma();
    return switch (expression.tokens.kind()) {
      case END -> value;
      case NUMBER, NAME -> throw expression.tokens.problem("syntax error in expression");
      case OPERATOR ->
          throw expression.tokens.problem(
              ".[]{}\"'@#$`\\;".contains(expression.tokens.token())
                  ? "syntax error: invalid arithmetic operator"
                  : "syntax error in expression");
    };
  }

  private long comma() {
    long value = assignment();
    while (take(",")) {
      value = assignment();
    }
    return value;
  }

  private boolean take(String operator) {
    int before = tokens.mark();
    if (tokens.take(operator)) {
      last = before;
      return true;
    }
    return false;
  }

  private long assignment() {
    if (tokens.kind() == Tokens.Kind.NAME) {
      int mark = tokens.mark();
      String name = name();
      String subscript = tokens.subscript();
      String operator = tokens.token();
      if (tokens.kind() == Tokens.Kind.OPERATOR && isAssignment(operator)) {
        last = tokens.mark();
        tokens.advance();
        int operand = tokens.mark();
        long right = assignment();
        long value =
            operator.equals("=")
                ? right
                : apply(
                    operator.substring(0, operator.length() - 1),
                    value(name, subscript),
                    right,
                    operand);
        return assign(name, subscript, value);
      }
      tokens.reset(mark);
    }
    long value = conditional();
    if (tokens.kind() == Tokens.Kind.OPERATOR && isAssignment(tokens.token())) {
      throw tokens.problem("attempted assignment to non-variable");
    }
    return value;
  }

  private String name() {
    String name = tokens.token();
    last = tokens.mark();
    tokens.advance();
    return name;
  }

  private static boolean isAssignment(String operator) {
    return switch (operator) {
      case "=", "+=", "-=", "*=", "/=", "%=", "<<=", ">>=", "&=", "^=", "|=" -> true;
      default -> false;
    };
  }

  private long assign(String name, @Nullable String subscript, long value) {
    if (skipping == 0) {
      variables.set(name, subscript, value);
    }
    return value;
  }

  private long value(String name, @Nullable String subscript) {
    if (skipping > 0) {
      return 0;
    }
    String text = variables.get(name, subscript);
    return text.isEmpty() ? 0 : evaluate(text, variables, depth + 1);
  }

  private long conditional() {
    long condition = logicalOr();
    if (!take("?")) {
      return condition;
    }
    if (tokens.is(":")) {
      throw tokens.problem("expression expected");
    }
    long yes = skippingIf(condition == 0, this::comma);
    if (!tokens.is(":")) {
      throw tokens.problem(
          "`:' expected for conditional expression",
          tokens.kind() == Tokens.Kind.END ? last : tokens.mark());
    }
    take(":");
    if (tokens.kind() == Tokens.Kind.END) {
      throw tokens.problem("expression expected", last);
    }
    long no = skippingIf(condition != 0, this::conditional);
    return condition != 0 ? yes : no;
  }

  private long skippingIf(boolean skip, java.util.function.LongSupplier side) {
    skipping += skip ? 1 : 0;
    long value = side.getAsLong();
    skipping -= skip ? 1 : 0;
    return value;
  }

  private long logicalOr() {
    long left = logicalAnd();
    while (take("||")) {
      long right = skippingIf(left != 0, this::logicalAnd);
      left = left != 0 || right != 0 ? 1 : 0;
    }
    return left;
  }

  private long logicalAnd() {
    long left = binary(0);
    while (take("&&")) {
      long right = skippingIf(left == 0, () -> binary(0));
      left = left != 0 && right != 0 ? 1 : 0;
    }
    return left;
  }

  private static final String[][] LEVELS = {
    {"|"},
    {"^"},
    {"&"},
    {"==", "!="},
    {"<=", ">=", "<", ">"},
    {"<<", ">>"},
    {"+", "-"},
    {"*", "/", "%"},
  };

  private long binary(int level) {
    if (level == LEVELS.length) {
      return power();
    }
    long left = binary(level + 1);
    while (true) {
      String found = null;
      for (String operator : LEVELS[level]) {
        if (take(operator)) {
          found = operator;
          break;
        }
      }
      if (found == null) {
        return left;
      }
      int operand = tokens.mark();
      long right = binary(level + 1);
      left = apply(found, left, right, operand);
    }
  }

  private long power() {
    long base = unary();
    if (!take("**")) {
      return base;
    }
    long exponent = power();
    if (exponent < 0) {
      throw tokens.problem("exponent less than 0", last);
    }
    long value = 1;
    for (long bits = exponent; bits > 0; bits >>= 1) {
      if ((bits & 1) != 0) {
        value *= base;
      }
      base *= base;
    }
    return value;
  }

  private long unary() {
    if (take("!")) {
      return unary() == 0 ? 1 : 0;
    }
    if (take("~")) {
      return ~unary();
    }
    if (tokens.is("++") || tokens.is("--")) {
      int step = tokens.is("++") ? 1 : -1;
      take(tokens.token());
      if (tokens.kind() == Tokens.Kind.NAME) {
        String name = name();
        String subscript = tokens.subscript();
        return assign(name, subscript, value(name, subscript) + step);
      }
      return unary(); // two signs
    }
    if (take("-")) {
      return -unary();
    }
    if (take("+")) {
      return unary();
    }
    return operand();
  }

  private long operand() {
    if (take("(")) {
      long value = comma();
      if (!tokens.is(")")) {
        throw tokens.problem(
            "missing `)'", tokens.kind() == Tokens.Kind.END ? last : tokens.mark());
      }
      take(")");
      return value;
    }
    switch (tokens.kind()) {
      case NUMBER -> {
        long value = tokens.number();
        last = tokens.mark();
        tokens.advance();
        return value;
      }
      case NAME -> {
        String name = name();
        String subscript = tokens.subscript();
        long value = value(name, subscript);
        if (tokens.is("++") || tokens.is("--")) {
          assign(name, subscript, value + (tokens.is("++") ? 1 : -1));
          take(tokens.token());
        }
        return value;
      }
      case OPERATOR, END -> throw tokens.operandExpected(last);
    }
    throw new IllegalStateException("no such token");
  }

  private long apply(String operator, long left, long right, int operand) {
    if (skipping > 0) {
      return 0;
    }
    return switch (operator) {
      case "|" -> left | right;
      case "^" -> left ^ right;
      case "&" -> left & right;
      case "==" -> left == right ? 1 : 0;
      case "!=" -> left != right ? 1 : 0;
      case "<=" -> left <= right ? 1 : 0;
      case ">=" -> left >= right ? 1 : 0;
      case "<" -> left < right ? 1 : 0;
      case ">" -> left > right ? 1 : 0;
      case "<<" -> left << right;
      case ">>" -> left >> right;
      case "+" -> left + right;
      case "-" -> left - right;
      case "*" -> left * right;
      case "/", "%" -> {
        if (right == 0) {
          throw tokens.problem("division by 0", operand);
        }
        yield operator.equals("/") ? left / right : left % right;
      }
      default -> throw new IllegalStateException(operator);
    };
  }
}
