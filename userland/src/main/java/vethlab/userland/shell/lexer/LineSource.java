package vethlab.userland.shell.lexer;

import org.jspecify.annotations.Nullable;

/// Where a shell's input comes from, line by line: a script, a string, a terminal.
public interface LineSource {

  /// The next line with its newline (the last may lack one), or null at the end.
  ///
  /// @param continued whether a command has begun and goes on (a terminal prompts with PS2)
  @Nullable String nextLine(boolean continued);

  /// A text that is all there.
  static LineSource of(String text) {
    return new LineSource() {
      private int at;

      @Override
      public @Nullable String nextLine(boolean continued) {
        if (at >= text.length()) {
          return null;
        }
        int end = text.indexOf('\n', at);
        int next = end < 0 ? text.length() : end + 1;
        String line = text.substring(at, next);
        at = next;
        return line;
      }
    };
  }
}
