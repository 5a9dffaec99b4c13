package vethlab.userland.awk;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import vethlab.userland.awk.Expression.Getline;
import vethlab.userland.awk.Expression.Target;
import vethlab.userland.text.Regex;

/// Reads expressions, from the loosest operator to the tightest.
final class ExpressionParser {

  private final AwkLexer lexer;
  private final Set<String> called;

  /// Whether `>` and `|` are operators here, and not where `print` writes.
  private boolean free = true;

  /// Reads from a lexer.
  ///
  /// @param called is given the names of the functions that are called
  ExpressionParser(AwkLexer lexer, Set<String> called) {
    this.lexer = lexer;
    this.called = called;
  }

  Expression expression() {
    return with(true);
  }

  /// An argument of `print`: `>` and `|` outside of parentheses end it.
  Expression printable() {
    return with(false);
  }

  private Expression with(boolean isFree) {
    boolean before = free;
    free = isFree;
    try {
      return assignment();
    } finally {
      free = before;
    }
  }

  /// Expressions up to a closing bracket, which is taken.
  List<Expression> list(String closer) {
    List<Expression> members = new ArrayList<>();
    lexer.skipNewlines();
    while (!lexer.take(closer)) {
      members.add(expression());
      lexer.skipNewlines();
      if (!lexer.is(closer)) {
        lexer.expect(",");
        lexer.skipNewlines();
      }
    }
    return members;
  }

  private Expression assignment() {
    Expression left = conditional();
    if (left instanceof Target target && lexer.kind() == AwkLexer.Kind.OPERATOR) {
      switch (lexer.token()) {
        case "=" -> {
          lexer.advance();
          lexer.skipNewlines();
          return new Expression.Assignment(target, null, assignment());
        }
        case "+=", "-=", "*=", "/=", "%=", "^=" -> {
          String operator = lexer.token().substring(0, 1);
          lexer.advance();
          lexer.skipNewlines();
          return new Expression.Assignment(target, operator, assignment());
        }
        default -> {}
      }
    }
    return left;
  }

  private Expression conditional() {
    Expression condition = or();
    if (!lexer.take("?")) {
      return condition;
    }
    lexer.skipNewlines();
    Expression yes = assignment();
    lexer.skipNewlines();
    lexer.expect(":");
    lexer.skipNewlines();
    return new Expression.Conditional(condition, yes, assignment());
  }

  private Expression or() {
    Expression left = and();
    while (lexer.take("||")) {
      lexer.skipNewlines();
      left = new Expression.Binary("||", left, and());
    }
    return left;
  }

  private Expression and() {
    Expression left = in();
    while (lexer.take("&&")) {
      lexer.skipNewlines();
      left = new Expression.Binary("&&", left, in());
    }
    return left;
  }

  private Expression in() {
    Expression left = match();
    while (lexer.take("in")) {
      if (lexer.kind() != AwkLexer.Kind.NAME) {
        throw lexer.unexpected();
      }
      String array = lexer.token();
      lexer.advance();
      List<Expression> index =
          left instanceof Expression.Group(List<Expression> members) ? members : List.of(left);
      left = new Expression.In(index, array);
    }
    return left;
  }

  private Expression match() {
    Expression left = comparison();
    while (lexer.is("~") || lexer.is("!~")) {
      boolean negated = lexer.is("!~");
      lexer.advance();
      left = new Expression.Match(left, comparison(), negated);
    }
    return left;
  }

  private Expression comparison() {
    Expression left = concatenation();
    for (String operator : List.of("<", "<=", "==", "!=", ">=", ">")) {
      if (lexer.is(operator) && (free || !operator.equals(">"))) {
        lexer.advance();
        return new Expression.Binary(operator, left, concatenation());
      }
    }
    while (free && lexer.take("|")) { // command | getline
      lexer.expect("getline");
      left = new Getline(Getline.From.COMMAND, optionalTarget(), left);
    }
    return left;
  }

  private Expression concatenation() {
    Expression left = additive();
    while (beginsOperand()) {
      left = new Expression.Binary(" ", left, additive());
    }
    return left;
  }

  private boolean beginsOperand() {
    return switch (lexer.kind()) {
      case NUMBER, STRING, REGEX, NAME, CALL, BUILTIN -> true;
      case OPERATOR ->
          switch (lexer.token()) {
            case "$", "!", "(", "-", "+", "++", "--" -> true;
            default -> false;
          };
      case KEYWORD, NEWLINE, END -> false;
    };
  }

  private Expression additive() {
    Expression left = multiplicative();
    while (lexer.is("+") || lexer.is("-")) {
      String operator = lexer.token();
      lexer.advance();
      left = new Expression.Binary(operator, left, multiplicative());
    }
    return left;
  }

  private Expression multiplicative() {
    Expression left = unary();
    while (lexer.is("*") || lexer.is("/") || lexer.is("%")) {
      String operator = lexer.token();
      lexer.advance();
      left = new Expression.Binary(operator, left, unary());
    }
    return left;
  }

  private Expression unary() {
    for (String operator : List.of("!", "-", "+")) {
      if (lexer.take(operator)) {
        return new Expression.Unary(operator.charAt(0), unary());
      }
    }
    return power();
  }

  private Expression power() {
    Expression base = postfix();
    if (!lexer.take("^")) {
      return base;
    }
    boolean negative = lexer.take("-");
    Expression exponent = power();
    return new Expression.Binary(
        "^", base, negative ? new Expression.Unary('-', exponent) : exponent);
  }

  private Expression postfix() {
    Expression operand = primary();
    if (operand instanceof Target target) {
      if (lexer.take("++")) {
        return new Expression.Step(target, 1, false);
      }
      if (lexer.take("--")) {
        return new Expression.Step(target, -1, false);
      }
    }
    return operand;
  }

  private Expression primary() {
    String token = lexer.token();
    return switch (lexer.kind()) {
      case NUMBER -> {
        lexer.advance();
        yield new Expression.Constant(Value.of(Numbers.parse(token)));
      }
      case STRING -> {
        lexer.advance();
        yield new Expression.Constant(Value.of(token));
      }
      case REGEX -> {
        lexer.advance();
        yield new Expression.Regex(compile(token));
      }
      case NAME -> {
        lexer.advance();
        yield lexer.take("[")
            ? new Expression.Element(token, list("]"))
            : new Expression.Variable(token);
      }
      case CALL -> {
        lexer.advance();
        lexer.expect("(");
        called.add(token);
        yield new Expression.Call(token, list(")"));
      }
      case BUILTIN -> {
        lexer.advance();
        yield builtin(token);
      }
      case KEYWORD -> {
        lexer.expect("getline");
        Target target = optionalTarget();
        yield lexer.take("<")
            ? new Getline(Getline.From.FILE, target, additive())
            : new Getline(Getline.From.INPUT, target, null);
      }
      case OPERATOR -> signed();
      case NEWLINE, END -> throw lexer.unexpected();
    };
  }

  private Expression builtin(String name) {
    List<Expression> arguments = List.of();
    if (lexer.take("(")) {
      arguments = list(")");
    } else if (!name.equals("length")) {
      throw lexer.unexpected();
    }
    int count = arguments.size();
    boolean fits =
        switch (name) {
          case "substr", "split", "sub", "gsub" -> count == 2 || count == 3;
          case "index", "match", "atan2" -> count == 2;
          case "sprintf" -> count >= 1;
          case "length", "srand", "fflush", "systime" -> count <= 1;
          case "rand" -> count == 0;
          case "strftime" -> count <= 3;
          default -> count == 1;
        };
    if (!fits) {
      throw new AwkFault("line " + lexer.line() + ": wrong number of arguments in call to " + name);
    }
    return new Expression.Builtin(name, arguments);
  }

  private @Nullable Target optionalTarget() {
    if (lexer.is("$") || lexer.kind() == AwkLexer.Kind.NAME) {
      return primary() instanceof Target target ? target : null;
    }
    return null;
  }

  private Expression signed() {
    if (lexer.take("(")) {
      List<Expression> members = list(")");
      if (members.isEmpty()) {
        throw lexer.unexpected();
      }
      return members.size() > 1
          ? new Expression.Group(members)
          : new Expression.Parenthesised(members.getFirst());
    }
    if (lexer.take("$")) {
      return new Expression.Field(
          lexer.take("-") ? new Expression.Unary('-', primary()) : primary());
    }
    for (String operator : List.of("++", "--")) {
      if (lexer.take(operator)) {
        if (primary() instanceof Target target) {
          return new Expression.Step(target, operator.equals("++") ? 1 : -1, true);
        }
        throw lexer.unexpected();
      }
    }
    if (lexer.is("-") || lexer.is("+") || lexer.is("!")) {
      return unary();
    }
    throw lexer.unexpected();
  }

  static Pattern compile(String source) {
    try {
      return Regex.extended(source, false);
    } catch (PatternSyntaxException bad) {
      throw new AwkFault(
          "run time error: regular expression compile failed ("
              + bad.getDescription()
              + ")\n"
              + source);
    }
  }
}
