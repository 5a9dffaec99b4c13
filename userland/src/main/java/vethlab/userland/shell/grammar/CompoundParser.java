package vethlab.userland.shell.grammar;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.userland.shell.lexer.CharSource;
import vethlab.userland.shell.lexer.Characters;
import vethlab.userland.shell.lexer.Lexer;
import vethlab.userland.shell.lexer.SyntaxError;
import vethlab.userland.shell.syntax.Command;
import vethlab.userland.shell.syntax.Word;

/// Reads compound commands and functions.
final class CompoundParser {

  /// Reserved words that POSIX does not have.
  private static final Set<String> ADDED = Set.of("[[", "function", "select", "coproc");

  private final Parser parser;
  private final Lexer lexer;
  private final CharSource source;
  private final ConditionParser conditions;

  CompoundParser(Parser parser, Lexer lexer) {
    this.parser = parser;
    this.lexer = lexer;
    this.source = lexer.source();
    this.conditions = new ConditionParser(lexer);
  }

  /// A compound command, or null if none begins here.
  @Nullable Command read() {
    int line = source.line();
    if (source.peek() == '(') {
      if (source.peek(1) == '(' && !lexer.aliases().isPlain()) {
        Command arithmetic = arithmetic(line);
        if (arithmetic != null) {
          return arithmetic;
        }
      }
      source.next();
      Command body = parser.list();
      expectOperator(")");
      return new Command.Subshell(body, line);
    }
    String word = lexer.plainWord();
    if (word == null || (lexer.aliases().isPlain() && ADDED.contains(word))) {
      return null;
    }
    switch (word) {
      case "{" -> {
        source.next();
        Command body = parser.list();
        expect("}");
        return new Command.Group(body, line);
      }
      case "if" -> {
        source.skip(2);
        return conditional(line);
      }
      case "while", "until" -> {
        source.skip(5);
        Command condition = parser.list();
        return new Command.While(condition, word.equals("until"), doDone(), line);
      }
      case "for" -> {
        source.skip(3);
        return loop(line);
      }
      case "case" -> {
        source.skip(4);
        return selection(line);
      }
      case "[[" -> {
        source.skip(2);
        Command.Conditional command = new Command.Conditional(conditions.read(), line);
        expect("]]");
        return command;
      }
      case "function" -> {
        source.skip(8);
        return functionKeyword(line);
      }
      case "select" -> {
        source.skip(6);
        loop(line);
        return new Command.Refused("the shell's select", line);
      }
      case "coproc" -> throw new vethlab.simulator.errno.NotModelled("the shell's coproc");
      default -> {
        return null;
      }
    }
  }

  /// `name() …`, or null if something else comes; then nothing is taken.
  Command.@Nullable Function function() {
    int length = 0;
    while (true) {
      int c = source.peek(length);
      if (c == CharSource.END || Characters.isMeta(c)) {
        break;
      }
      if (Characters.isQuoteOrExpansion(c) || c == '=') {
        return null;
      }
      length++;
    }
    int after = length;
    while (source.peek(after) == ' ' || source.peek(after) == '\t') {
      after++;
    }
    if (length == 0 || source.peek(after) != '(') {
      return null;
    }
    int line = source.line();
    int mark = source.mark();
    source.skip(length);
    String name = source.since(mark);
    lexer.skipBlanks();
    source.next();
    lexer.skipBlanks();
    if (!lexer.take(")")) {
      throw lexer.unexpected();
    }
    return new Command.Function(name, functionBody(), line);
  }

  private Command functionKeyword(int line) {
    lexer.skipBlanks();
    if (!lexer.atWord()) {
      throw lexer.unexpected();
    }
    String name = lexer.word().text();
    lexer.skipBlanks();
    if (source.peek() == '(') {
      int mark = source.mark();
      source.next();
      lexer.skipBlanks();
      if (!lexer.take(")")) {
        source.reset(mark);
      }
    }
    return new Command.Function(name, functionBody(), line);
  }

  private Command functionBody() {
    lexer.skipNewlines();
    Command body = read();
    if (body == null || body instanceof Command.Function) {
      throw lexer.unexpected();
    }
    return parser.redirected(body);
  }

  private @Nullable Command arithmetic(int line) {
    int mark = source.mark();
    source.skip(2);
    String text = lexer.words().untilDoubleParenthesis(line);
    if (text == null) {
      source.reset(mark);
      return null;
    }
    return new Command.Arithmetic(lexer.words().arithmetic(text, line), line);
  }

  private Command conditional(int line) {
    ImmutableList.Builder<Command.If.Clause> clauses = ImmutableList.builder();
    while (true) {
      Command condition = parser.list();
      expect("then");
      clauses.add(new Command.If.Clause(condition, parser.list()));
      lexer.skipNewlines();
      if (lexer.takeReserved("elif")) {
        continue;
      }
      Command otherwise = lexer.takeReserved("else") ? parser.list() : null;
      expect("fi");
      return new Command.If(clauses.build(), otherwise, line);
    }
  }

  private Command loop(int line) {
    lexer.skipBlanks();
    if (source.peek() == '(' && source.peek(1) == '(') {
      return arithmeticLoop(line);
    }
    if (!lexer.atWord()) {
      throw lexer.unexpected();
    }
    String name = lexer.word().text();
    lexer.skipNewlines();
    ImmutableList<Word> words = null;
    if (lexer.takeReserved("in")) {
      ImmutableList.Builder<Word> found = ImmutableList.builder();
      lexer.skipBlanks();
      while (lexer.atWord()) {
        found.add(lexer.word());
        lexer.skipBlanks();
      }
      words = found.build();
      if (!lexer.take(";") && !lexer.atNewline()) {
        throw lexer.unexpected();
      }
    } else {
      lexer.take(";");
    }
    return new Command.For(name, words, doDone(), line);
  }

  private Command arithmeticLoop(int line) {
    source.skip(2);
    String text = lexer.words().untilDoubleParenthesis(line);
    List<String> parts = text == null ? List.of() : Splitter.on(';').splitToList(text);
    if (parts.size() != 3) {
      throw SyntaxError.saying("syntax error: arithmetic expression required", line, 2);
    }
    lexer.skipBlanks();
    lexer.take(";");
    return new Command.ArithmeticFor(
        lexer.words().arithmetic(parts.get(0), line),
        lexer.words().arithmetic(parts.get(1), line),
        lexer.words().arithmetic(parts.get(2), line),
        doDone(),
        line);
  }

  /// `do …; done`, or the old `{ …; }`.
  private Command doDone() {
    lexer.skipNewlines();
    if (lexer.takeReserved("{")) {
      Command body = parser.list();
      expect("}");
      return body;
    }
    expect("do");
    Command body = parser.list();
    expect("done");
    return body;
  }

  private Command selection(int line) {
    lexer.skipBlanks();
    if (!lexer.atWord()) {
      throw lexer.unexpected();
    }
    Word subject = lexer.word();
    expect("in");
    ImmutableList.Builder<Command.Case.Branch> branches = ImmutableList.builder();
    lexer.skipNewlines();
    while (!lexer.takeReserved("esac")) {
      branches.add(branch());
      lexer.skipNewlines();
    }
    return new Command.Case(subject, branches.build(), line);
  }

  private Command.Case.Branch branch() {
    lexer.take("(");
    ImmutableList.Builder<Word> patterns = ImmutableList.builder();
    do {
      lexer.skipBlanks();
      if (!lexer.atWord()) {
        throw lexer.unexpected();
      }
      patterns.add(lexer.word());
      lexer.skipBlanks();
    } while (lexer.take("|"));
    if (!lexer.take(")")) {
      throw lexer.unexpected();
    }
    lexer.skipNewlines();
    Command body = atBranchEnd() ? null : parser.list();
    lexer.skipNewlines();
    Command.Case.Ending ending = Command.Case.Ending.BREAK;
    for (Command.Case.Ending each : Command.Case.Ending.values()) {
      if (lexer.take(each.operator())) {
        return new Command.Case.Branch(patterns.build(), body, each);
      }
    }
    if (!"esac".equals(lexer.plainWord())) {
      throw lexer.unexpected();
    }
    return new Command.Case.Branch(patterns.build(), body, ending);
  }

  private boolean atBranchEnd() {
    String operator = lexer.operator();
    return (operator != null && operator.startsWith(";")) || "esac".equals(lexer.plainWord());
  }

  private void expect(String word) {
    lexer.skipNewlines();
    if (!lexer.takeReserved(word)) {
      throw lexer.unexpected();
    }
  }

  private void expectOperator(String operator) {
    lexer.skipNewlines();
    if (!lexer.take(operator)) {
      throw lexer.unexpected();
    }
  }
}
