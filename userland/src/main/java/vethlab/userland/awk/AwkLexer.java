package vethlab.userland.awk;

import java.util.List;
import java.util.Set;

/// The text of a program taken apart.
final class AwkLexer {

  enum Kind {
    NUMBER,
    STRING,
    REGEX,
    NAME,
    /// A name directly before `(`.
    CALL,
    BUILTIN,
    KEYWORD,
    OPERATOR,
    NEWLINE,
    END
  }

  private static final Set<String> KEYWORDS =
      Set.of(
          "BEGIN",
          "END",
          "function",
          "func",
          "if",
          "else",
          "while",
          "for",
          "do",
          "break",
          "continue",
          "next",
          "nextfile",
          "exit",
          "return",
          "delete",
          "in",
          "getline",
          "print",
          "printf");

  private static final Set<String> BUILTINS =
      Set.of(
          "length",
          "substr",
          "index",
          "split",
          "sub",
          "gsub",
          "match",
          "sprintf",
          "sin",
          "cos",
          "atan2",
          "exp",
          "log",
          "sqrt",
          "int",
          "rand",
          "srand",
          "tolower",
          "toupper",
          "system",
          "close",
          "fflush",
          "systime",
          "strftime",
          "mktime");

  private static final List<String> OPERATORS =
      List.of(
          "&&", "||", "==", "<=", ">=", "!=", "!~", "++", "--", "+=", "-=", "*=", "/=", "%=", "^=",
          ">>", "{", "}", "(", ")", "[", "]", ";", ",", "+", "-", "*", "/", "%", "^", "!", ">", "<",
          "|", "?", ":", "~", "$", "=");

  private final String text;
  private int at;
  private int line = 1;
  private Kind kind = Kind.NEWLINE;
  private String token = "";

  AwkLexer(String text) {
    this.text = text;
    advance();
  }

  Kind kind() {
    return kind;
  }

  String token() {
    return token;
  }

  boolean is(String operatorOrKeyword) {
    return (kind == Kind.OPERATOR || kind == Kind.KEYWORD) && token.equals(operatorOrKeyword);
  }

  boolean take(String operatorOrKeyword) {
    if (is(operatorOrKeyword)) {
      advance();
      return true;
    }
    return false;
  }

  void expect(String operator) {
    if (!take(operator)) {
      throw unexpected();
    }
  }

  void skipNewlines() {
    while (kind == Kind.NEWLINE) {
      advance();
    }
  }

  AwkFault unexpected() {
    String shown =
        switch (kind) {
          case END -> "end of file";
          case NEWLINE -> "end of line";
          default -> token;
        };
    return new AwkFault("line " + line + ": syntax error at or near " + shown);
  }

  int line() {
    return line;
  }

  /// Whether what came last can be the end of an operand, so that `/` divides.
  private boolean afterOperand() {
    return switch (kind) {
      case NUMBER, STRING, REGEX, NAME, BUILTIN -> true;
      case OPERATOR ->
          token.equals(")")
              || token.equals("]")
              || token.equals("$")
              || token.equals("++")
              || token.equals("--");
      case CALL, KEYWORD, NEWLINE, END -> false;
    };
  }

  void advance() {
    boolean divides = afterOperand();
    skipBlanks();
    if (at >= text.length()) {
      kind = Kind.END;
      token = "";
      return;
    }
    char c = text.charAt(at);
    if (c == '\n') {
      at++;
      line++;
      kind = Kind.NEWLINE;
      token = "\n";
    } else if (c == '"') {
      string();
    } else if (c == '/' && !divides) {
      regex();
    } else if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
      int length = Numbers.prefix(text.substring(at));
      kind = Kind.NUMBER;
      token = text.substring(at, at + length);
      at += length;
    } else if (isNameStart(c)) {
      name();
    } else {
      operator();
    }
  }

  private void skipBlanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else if (c == '\\' && text.startsWith("\n", at + 1)) {
        at += 2;
        line++;
      } else if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else {
        return;
      }
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private void name() {
    int start = at;
    while (at < text.length() && (isNameStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
      at++;
    }
    token = text.substring(start, at);
    if (KEYWORDS.contains(token)) {
      kind = Kind.KEYWORD;
      token = token.equals("func") ? "function" : token;
    } else if (BUILTINS.contains(token)) {
      kind = Kind.BUILTIN;
    } else {
      kind = at < text.length() && text.charAt(at) == '(' ? Kind.CALL : Kind.NAME;
    }
  }

  private void operator() {
    for (String operator : OPERATORS) {
      if (text.startsWith(operator, at)) {
        at += operator.length();
        kind = Kind.OPERATOR;
        token = operator;
        return;
      }
    }
    throw new AwkFault("line " + line + ": unexpected character '" + text.charAt(at) + "'");
  }

  private void string() {
    at++;
    StringBuilder raw = new StringBuilder();
    while (true) {
      if (at >= text.length() || text.charAt(at) == '\n') {
        throw new AwkFault("line " + line + ": runaway string constant \"" + raw + " ...");
      }
      char c = text.charAt(at++);
      if (c == '"') {
        break;
      }
      raw.append(c);
      if (c == '\\' && at < text.length()) {
        raw.append(text.charAt(at++));
      }
    }
    kind = Kind.STRING;
    token = unescape(raw.toString());
  }

  private void regex() {
    at++;
    StringBuilder source = new StringBuilder();
    boolean bracket = false;
    while (true) {
      if (at >= text.length() || text.charAt(at) == '\n') {
        throw new AwkFault("line " + line + ": runaway regular expression /" + source + " ...");
      }
      char c = text.charAt(at++);
      if (c == '/' && !bracket) {
        break;
      }
      if (c == '\\' && at < text.length()) {
        char next = text.charAt(at++);
        source.append(next == '/' ? "/" : "\\" + next);
        continue;
      }
      bracket = c == '[' || (bracket && c != ']');
      source.append(c);
    }
    kind = Kind.REGEX;
    token = source.toString();
  }

  /// A text with its backslashes filled in; unknown ones stay.
  static String unescape(String raw) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\\' || i + 1 == raw.length()) {
        out.append(c);
        continue;
      }
      char kind = raw.charAt(++i);
      switch (kind) {
        case 'n' -> out.append('\n');
        case 't' -> out.append('\t');
        case 'r' -> out.append('\r');
        case 'a' -> out.append('\007');
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'v' -> out.append('\013');
        case '\\', '"', '/' -> out.append(kind);
        case '0', '1', '2', '3', '4', '5', '6', '7' -> {
          int end = i;
          while (end < raw.length() && end < i + 3 && Character.digit(raw.charAt(end), 8) >= 0) {
            end++;
          }
          out.append((char) (Integer.parseInt(raw.substring(i, end), 8) & 0xff));
          i = end - 1;
        }
        default -> out.append('\\').append(kind);
      }
    }
    return out.toString();
  }
}
