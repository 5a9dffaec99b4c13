package vethlab.scenarios;

import java.util.regex.Pattern;

/// Text that must occur in an output: as it is, or between slashes a regular expression.
///
/// @param text as the scenario has it
public record TextPattern(String text, Pattern pattern) {

  /// @throws java.util.regex.PatternSyntaxException if the expression is none
  public static TextPattern of(String text) {
    boolean expression = text.length() > 2 && text.startsWith("/") && text.endsWith("/");
    return new TextPattern(
        text,
        expression
            ? Pattern.compile(text.substring(1, text.length() - 1), Pattern.MULTILINE)
            : Pattern.compile(text, Pattern.LITERAL));
  }

  public boolean occursIn(String output) {
    return pattern.matcher(output).find();
  }
}
