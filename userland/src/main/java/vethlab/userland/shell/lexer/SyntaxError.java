package vethlab.userland.shell.lexer;

import org.jspecify.annotations.Nullable;

/// A text that is not a command, in the words of bash.
public final class SyntaxError extends RuntimeException {

  private final int line;
  private final @Nullable String source;
  private final boolean atEnd;

  private SyntaxError(String message, int line, @Nullable String source, boolean atEnd) {
    super(message, null, false, false);
    this.line = line;
    this.source = source;
    this.atEnd = atEnd;
  }

  /// A token where it may not stand.
  ///
  /// @param source the line as read, which bash prints too
  static SyntaxError unexpected(String token, int line, String source) {
    return new SyntaxError(
        "syntax error near unexpected token `" + token + "'", line, source, false);
  }

  /// The end of the input inside a command.
  static SyntaxError endOfFile(int line) {
    return new SyntaxError("syntax error: unexpected end of file", line, null, true);
  }

  /// The end of the input inside quotes or brackets.
  ///
  /// @param line where bash sees the fault: the quote's line, or the last
  static SyntaxError unmatched(String closer, int line) {
    return new SyntaxError(
        "unexpected EOF while looking for matching `" + closer + "'", line, null, true);
  }

  /// A fault with a message of its own.
  public static SyntaxError saying(String message, int line) {
    return new SyntaxError(message, line, null, false);
  }

  public String message() {
    return String.valueOf(getMessage());
  }

  public int line() {
    return line;
  }

  /// The line as read, to be printed too; or null.
  public @Nullable String source() {
    return source;
  }

  /// Whether the input ended too early.
  public boolean isAtEnd() {
    return atEnd;
  }
}
