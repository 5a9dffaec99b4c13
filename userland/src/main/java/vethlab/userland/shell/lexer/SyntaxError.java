package vethlab.userland.shell.lexer;

import org.jspecify.annotations.Nullable;

/// A text that is not a command, in the words of bash.
public final class SyntaxError extends RuntimeException {

  private final int line;
  private final @Nullable String source;
  private final boolean atEnd;
  private final int status;

  /// Says that `$?` stays what it was.
  public static final int STATUS_BEFORE = -1;

  private SyntaxError(
      String message, int line, @Nullable String source, boolean atEnd, int status) {
    super(message, null, false, false);
    this.status = status;
    this.line = line;
    this.source = source;
    this.atEnd = atEnd;
  }

  /// A token where it may not stand.
  ///
  /// @param source the line as read, which bash prints too
  static SyntaxError unexpected(String token, int line, String source) {
    return new SyntaxError(
        "syntax error near unexpected token `" + token + "'", line, source, false, 2);
  }

  /// The end of the input inside a command.
  static SyntaxError endOfFile(int line) {
    return new SyntaxError("syntax error: unexpected end of file", line, null, true, 2);
  }

  /// The end of the input inside quotes or brackets.
  ///
  /// @param line where bash sees the fault: the quote's line, or the last
  static SyntaxError unmatched(String closer, int line) {
    return new SyntaxError(
        "unexpected EOF while looking for matching `" + closer + "'", line, null, true, 2);
  }

  /// A fault with a message of its own.
  ///
  /// @param status what a script ends with, or [#STATUS_BEFORE]
  public static SyntaxError saying(String message, int line, int status) {
    return new SyntaxError(message, line, null, false, status);
  }

  /// What a script ends with: 2, or for some faults another status or [#STATUS_BEFORE].
  public int status() {
    return status;
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
