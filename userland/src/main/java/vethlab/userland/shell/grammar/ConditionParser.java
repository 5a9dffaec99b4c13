package vethlab.userland.shell.grammar;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.userland.shell.lexer.CharSource;
import vethlab.userland.shell.lexer.Lexer;
import vethlab.userland.shell.lexer.SyntaxError;
import vethlab.userland.shell.syntax.Condition;
import vethlab.userland.shell.syntax.Word;

/// Reads what stands between `[[` and `]]`.
final class ConditionParser {

  private static final Set<String> BINARY =
      Set.of("==", "=", "!=", "=~", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef");
  private static final String UNARY = "abcdefghknoprstuvwxzGLNORS";

  private final Lexer lexer;
  private final CharSource source;

  ConditionParser(Lexer lexer) {
    this.lexer = lexer;
    this.source = lexer.source();
  }

  /// The condition up to `]]`, which is not taken.
  Condition read() {
    Condition left = and();
    while (true) {
      lexer.skipNewlines();
      if (!lexer.take("||")) {
        return left;
      }
      left = new Condition.Or(left, and());
    }
  }

  private Condition and() {
    Condition left = primary();
    while (true) {
      lexer.skipNewlines();
      if (!lexer.take("&&")) {
        return left;
      }
      left = new Condition.And(left, primary());
    }
  }

  private Condition primary() {
    lexer.skipNewlines();
    if (lexer.takeReserved("!")) {
      return new Condition.Not(primary());
    }
    if (lexer.take("(")) {
      Condition inner = read();
      if (!lexer.take(")")) {
        throw fault("unexpected token `" + token() + "', expected `)'");
      }
      return inner;
    }
    if (!lexer.atWord() || "]]".equals(lexer.plainWord())) {
      throw lexer.unexpected();
    }
    String plain = lexer.plainWord();
    Word first = lexer.word();
    lexer.skipBlanks();
    if (plain != null && isUnary(plain) && !isOperatorNext()) {
      if (!lexer.atWord() || "]]".equals(lexer.plainWord())) {
        throw fault("unexpected argument `" + token() + "' to conditional unary operator");
      }
      return new Condition.Unary(plain, lexer.word());
    }
    return binary(first);
  }

  private boolean isOperatorNext() {
    String next = lexer.plainWord();
    return next != null && (next.equals("==") || next.equals("=") || next.equals("!="));
  }

  private static boolean isUnary(String word) {
    return word.length() == 2 && word.charAt(0) == '-' && UNARY.indexOf(word.charAt(1)) >= 0;
  }

  private Condition binary(Word left) {
    String operator = operator();
    if (operator == null) {
      if (!"]]".equals(lexer.plainWord())
          && lexer.operator() == null
          && (lexer.atWord() || lexer.atNewline())) {
        String found = lexer.atNewline() ? "unexpected token `newline', " : "";
        throw fault(found + "conditional binary operator expected");
      }
      return new Condition.NotEmpty(left);
    }
    lexer.skipBlanks();
    if (!operator.equals("=~") && (!lexer.atWord() || "]]".equals(lexer.plainWord()))) {
      throw fault("unexpected argument `" + token() + "' to conditional binary operator");
    }
    Word right =
        switch (operator) {
          case "==", "=", "!=" -> lexer.words().pattern();
          case "=~" -> lexer.words().regex();
          default -> lexer.word();
        };
    return new Condition.Binary(left, operator, right);
  }

  private @Nullable String operator() {
    if (lexer.take("<")) {
      return "<";
    }
    if (lexer.take(">")) {
      return ">";
    }
    String word = lexer.plainWord();
    if (word == null || !BINARY.contains(word)) {
      return null;
    }
    source.skip(word.length());
    return word;
  }

  private String token() {
    if (lexer.atEnd()) {
      return "EOF";
    }
    if (lexer.atNewline()) {
      return "newline";
    }
    String operator = lexer.operator();
    return operator != null ? operator : lexer.word().text();
  }

  private SyntaxError fault(String message) {
    int line = source.line();
    int status = lexer.atEnd() || atLastNewline() ? 2 : SyntaxError.STATUS_BEFORE;
    return SyntaxError.saying(message, line, status);
  }

  private boolean atLastNewline() {
    if (!lexer.atNewline()) {
      return false;
    }
    source.next();
    return lexer.atEnd();
  }
}
