package vethlab.userland.shell.arithmetic;

import java.util.List;

/// An expression taken apart; knows where each token began, for messages.
final class Tokens {

  enum Kind {
    NUMBER,
    NAME,
    OPERATOR,
    END
  }

  private static final List<String> OPERATORS =
      List.of(
          "<<=", ">>=", "**", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "+=",
          "-=", "*=", "/=", "%=", "&=", "^=", "|=", "+", "-", "*", "/", "%", "<", ">", "!", "~",
          "&", "|", "^", "?", ":", "=", ",", "(", ")");

  private final String text;
  private int at;
  private int start;
  private Kind kind = Kind.END;
  private String token = "";
  private long number;

  Tokens(String text) {
    this.text = text;
    advance();
  }

  Kind kind() {
    return kind;
  }

  /// The name or the operator.
  String token() {
    return token;
  }

  long number() {
    return number;
  }

  boolean is(String operator) {
    return kind == Kind.OPERATOR && token.equals(operator);
  }

  /// Takes an operator if it is next.
  boolean take(String operator) {
    if (is(operator)) {
      advance();
      return true;
    }
    return false;
  }

  /// A place to come back to.
  int mark() {
    return start;
  }

  void reset(int mark) {
    at = mark;
    advance();
  }

  /// The text between the brackets behind a name that was just taken; null if there are none.
  @org.jspecify.annotations.Nullable
  String subscript() {
    int open = start;
    if (kind != Kind.OPERATOR || !token.equals("[")) {
      return null;
    }
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (depth == 0) {
        at = i + 1;
        advance();
        return text.substring(open + 1, i);
      }
    }
    int name = open;
    while (name > 0 && isNamePart(text.charAt(name - 1))) {
      name--;
    }
    throw new ArithmeticProblem(
        text.strip() + ": bad array subscript (error token is \"" + text.substring(name) + "\")");
  }

  /// The fault of what stands here.
  ArithmeticProblem problem(String message) {
    return problem(message, start);
  }

  ArithmeticProblem problem(String message, int from) {
    String rest = text.substring(Math.min(from, text.length()));
    return new ArithmeticProblem(
        text.stripLeading() + ": " + message + " (error token is \"" + rest + "\")");
  }

  /// As [#problem(String)], but where nothing is left the last token is to blame.
  ArithmeticProblem operandExpected(int lastToken) {
    return problem("syntax error: operand expected", kind == Kind.END ? lastToken : start);
  }

  void advance() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    start = at;
    if (at >= text.length()) {
      kind = Kind.END;
      token = "";
      return;
    }
    char c = text.charAt(at);
    if (c >= '0' && c <= '9') {
      readNumber();
    } else if (isNamePart(c)) {
      while (at < text.length() && isNamePart(text.charAt(at))) {
        at++;
      }
      kind = Kind.NAME;
      token = text.substring(start, at);
    } else {
      readOperator();
    }
  }

  private void readOperator() {
    kind = Kind.OPERATOR;
    for (String operator : OPERATORS) {
      if (text.startsWith(operator, at)) {
        token = operator;
        at += operator.length();
        return;
      }
    }
    token = String.valueOf(text.charAt(at++));
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9');
  }

  private void readNumber() {
    while (at < text.length()
        && (isNamePart(text.charAt(at)) || text.charAt(at) == '#' || text.charAt(at) == '@')) {
      at++;
    }
    String digits = text.substring(start, at);
    token = digits;
    kind = Kind.NUMBER;
    int sharp = digits.indexOf('#');
    long base = 10;
    String figures = digits;
    if (sharp >= 0) {
      base = sharp > 3 ? 0 : Long.parseLong(digits.substring(0, sharp));
      figures = digits.substring(sharp + 1);
      if (base < 2 || base > 64) {
        throw problem("invalid arithmetic base");
      }
    } else if (digits.startsWith("0x") || digits.startsWith("0X")) {
      base = 16;
      figures = digits.substring(2);
    } else if (digits.length() > 1 && digits.startsWith("0")) {
      base = 8;
      figures = digits.substring(1);
    }
    long value = 0;
    for (int i = 0; i < figures.length(); i++) {
      int digit = digit(figures.charAt(i), base);
      if (digit < 0 || digit >= base) {
        throw problem("value too great for base");
      }
      value = value * base + digit;
    }
    number = value;
  }

  private static int digit(char c, long base) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'Z') {
      return c - 'A' + (base <= 36 ? 10 : 36);
    }
    return c == '@' ? 62 : c == '_' ? 63 : -1;
  }
}
