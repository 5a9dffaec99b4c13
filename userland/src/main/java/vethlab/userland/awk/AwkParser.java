package vethlab.userland.awk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a program: rules, functions, statements.
final class AwkParser {

  private final AwkLexer lexer;
  private final ExpressionParser expressions;
  private final Map<String, AwkProgram.Function> functions = new LinkedHashMap<>();
  private final Set<String> called = new LinkedHashSet<>();

  private AwkParser(String text) {
    this.lexer = new AwkLexer(text);
    this.expressions = new ExpressionParser(lexer, called);
  }

  static AwkProgram parse(String text) {
    return new AwkParser(text).program();
  }

  private AwkProgram program() {
    List<Statement> begin = new ArrayList<>();
    List<Statement> end = new ArrayList<>();
    List<AwkProgram.Rule> rules = new ArrayList<>();
    skipTerminators();
    while (lexer.kind() != AwkLexer.Kind.END) {
      if (lexer.take("BEGIN")) {
        begin.add(block());
      } else if (lexer.take("END")) {
        end.add(block());
      } else if (lexer.take("function")) {
        function();
      } else {
        rules.add(rule(rules.size()));
      }
      skipTerminators();
    }
    for (String name : called) {
      if (!functions.containsKey(name)) {
        throw new AwkFault("line " + (lexer.line() + 1) + ": function " + name + " never defined");
      }
    }
    return new AwkProgram(begin, rules, end, functions);
  }

  private void skipTerminators() {
    while (lexer.kind() == AwkLexer.Kind.NEWLINE || lexer.is(";")) {
      lexer.advance();
    }
  }

  private AwkProgram.Rule rule(int number) {
    Expression from = null;
    Expression to = null;
    if (!lexer.is("{")) {
      from = expressions.expression();
      if (lexer.take(",")) {
        lexer.skipNewlines();
        to = expressions.expression();
      }
    }
    Statement action = lexer.is("{") ? block() : new Statement.Print(false, List.of(), "", null);
    return new AwkProgram.Rule(number, from, to, action);
  }

  private void function() {
    String name = lexer.token();
    if (lexer.kind() != AwkLexer.Kind.CALL && lexer.kind() != AwkLexer.Kind.NAME) {
      throw lexer.unexpected();
    }
    lexer.advance();
    lexer.expect("(");
    List<String> parameters = new ArrayList<>();
    while (!lexer.take(")")) {
      if (lexer.kind() != AwkLexer.Kind.NAME) {
        throw lexer.unexpected();
      }
      parameters.add(lexer.token());
      lexer.advance();
      if (!lexer.is(")")) {
        lexer.expect(",");
        lexer.skipNewlines();
      }
    }
    lexer.skipNewlines();
    functions.put(name, new AwkProgram.Function(name, parameters, block()));
  }

  private Statement.Block block() {
    lexer.expect("{");
    List<Statement> statements = new ArrayList<>();
    skipTerminators();
    while (!lexer.take("}")) {
      if (lexer.kind() == AwkLexer.Kind.END) {
        throw new AwkFault("line " + (lexer.line() + 1) + ": missing } near end of file");
      }
      statements.add(statement());
      skipTerminators();
    }
    return new Statement.Block(statements);
  }

  /// The end of a simple statement.
  private void end() {
    if (lexer.is("}") || lexer.kind() == AwkLexer.Kind.END) {
      return;
    }
    if (lexer.kind() != AwkLexer.Kind.NEWLINE && !lexer.is(";")) {
      throw lexer.unexpected();
    }
    lexer.advance();
  }

  private Statement statement() {
    if (lexer.is("{")) {
      return block();
    }
    Statement compound = lexer.kind() == AwkLexer.Kind.KEYWORD ? compound() : null;
    if (compound != null) {
      return compound;
    }
    Statement simple = simple();
    end();
    return simple;
  }

  private @Nullable Statement compound() {
    if (lexer.take("if")) {
      Expression condition = parenthesised();
      Statement yes = body();
      skipTerminators(); // `else` may stand behind them; anything else would pass over them anyway
      return new Statement.If(condition, yes, lexer.take("else") ? body() : null);
    }
    if (lexer.take("while")) {
      Expression condition = parenthesised();
      return new Statement.While(condition, body());
    }
    if (lexer.take("do")) {
      Statement body = body();
      skipTerminators();
      lexer.expect("while");
      Statement loop = new Statement.DoWhile(body, parenthesised());
      end();
      return loop;
    }
    return lexer.take("for") ? loop() : null;
  }

  private Expression parenthesised() {
    lexer.expect("(");
    Expression condition = expressions.expression();
    lexer.expect(")");
    return condition;
  }

  /// The statement that belongs to `if`, `while`, `for`; it may be empty.
  private Statement body() {
    lexer.skipNewlines();
    return lexer.take(";") ? new Statement.Block(List.of()) : statement();
  }

  private Statement loop() {
    lexer.expect("(");
    Statement first = lexer.is(";") ? null : simple();
    if (first instanceof Statement.Evaluate(Expression.In in)
        && in.index().size() == 1
        && in.index().getFirst() instanceof Expression.Variable(String name)
        && lexer.take(")")) {
      return new Statement.ForIn(name, in.array(), body());
    }
    lexer.expect(";");
    lexer.skipNewlines();
    Expression condition = lexer.is(";") ? null : expressions.expression();
    lexer.expect(";");
    lexer.skipNewlines();
    Statement step = lexer.is(")") ? null : simple();
    lexer.expect(")");
    return new Statement.For(first, condition, step, body());
  }

  private Statement simple() {
    if (lexer.kind() != AwkLexer.Kind.KEYWORD || lexer.is("getline")) {
      return new Statement.Evaluate(expressions.expression());
    }
    if (lexer.is("print") || lexer.is("printf")) {
      boolean formatted = lexer.is("printf");
      lexer.advance();
      return print(formatted);
    }
    if (lexer.take("next")) {
      return new Statement.Next();
    }
    if (lexer.take("nextfile")) {
      return new Statement.NextFile();
    }
    if (lexer.take("break")) {
      return new Statement.Break();
    }
    if (lexer.take("continue")) {
      return new Statement.Continue();
    }
    if (lexer.take("exit")) {
      return new Statement.Exit(optional());
    }
    if (lexer.take("return")) {
      return new Statement.Return(optional());
    }
    if (lexer.take("delete")) {
      String array = lexer.token();
      lexer.advance();
      return new Statement.Delete(array, lexer.take("[") ? expressions.list("]") : null);
    }
    throw lexer.unexpected();
  }

  private boolean atEnd() {
    return lexer.is(";")
        || lexer.is("}")
        || lexer.kind() == AwkLexer.Kind.NEWLINE
        || lexer.kind() == AwkLexer.Kind.END;
  }

  private @Nullable Expression optional() {
    return atEnd() ? null : expressions.expression();
  }

  private Statement print(boolean formatted) {
    List<Expression> arguments = new ArrayList<>();
    if (!atEnd() && !lexer.is(">") && !lexer.is(">>") && !lexer.is("|")) {
      Expression first = expressions.printable();
      if (first instanceof Expression.Group(List<Expression> members)) {
        arguments.addAll(members);
      } else {
        arguments.add(first);
      }
      while (lexer.take(",")) {
        lexer.skipNewlines();
        arguments.add(expressions.printable());
      }
    }
    for (String to : List.of(">>", ">", "|")) {
      if (lexer.take(to)) {
        return new Statement.Print(formatted, arguments, to, expressions.expression());
      }
    }
    return new Statement.Print(formatted, arguments, "", null);
  }
}
