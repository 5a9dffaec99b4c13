package vethlab.userland.grep;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import vethlab.userland.text.Regex;

/// What is looked for: one or more patterns, of which the one that matches first and longest
/// counts.
final class Patterns {

  /// How a pattern is written.
  enum Syntax {
    BASIC,
    EXTENDED,
    FIXED,
    PERL
  }

  /// A stretch of a line that matches.
  record Match(int start, int end) {}

  private static final String KEPT = "kept";

  private final List<Pattern> patterns = new ArrayList<>();
  private final boolean words;
  private final boolean lines;

  /// Compiles patterns.
  ///
  /// @param words whether a match must be a whole word, `lines` whether it must be a whole line
  /// @throws PatternSyntaxException if one is none
  Patterns(List<String> sources, Syntax syntax, boolean ignoreCase, boolean words, boolean lines) {
    this.words = words;
    this.lines = lines;
    for (String source : sources) {
      patterns.add(compile(source, syntax, ignoreCase));
    }
  }

  private static Pattern compile(String source, Syntax syntax, boolean ignoreCase) {
    int flags = ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
    return switch (syntax) {
      case BASIC -> Regex.basic(source, ignoreCase);
      case EXTENDED -> Regex.extended(source, ignoreCase);
      case FIXED -> Pattern.compile(Pattern.quote(source), flags);
      case PERL -> Pattern.compile(kept(source), flags);
    };
  }

  /// `\K`: what is before it must match and does not count.
  private static String kept(String source) {
    int at = source.indexOf("\\K");
    return at < 0
        ? source
        : "(?:" + source.substring(0, at) + ")(?<" + KEPT + ">" + source.substring(at + 2) + ")";
  }

  boolean matches(String line) {
    return find(line, 0) != null;
  }

  /// The first match from a place on; null if there is none.
  @Nullable Match find(String line, int from) {
    Match best = null;
    for (Pattern pattern : patterns) {
      Match match = find(pattern, line, from);
      if (match != null
          && (best == null
              || match.start < best.start
              || (match.start == best.start && match.end > best.end))) {
        best = match;
      }
    }
    return best;
  }

  private @Nullable Match find(Pattern pattern, String line, int from) {
    Matcher matcher = pattern.matcher(line);
    if (lines) {
      return matcher.matches() && from == 0 ? new Match(0, line.length()) : null;
    }
    int at = from;
    while (at <= line.length() && matcher.find(at)) {
      boolean hasKept = pattern.namedGroups().containsKey(KEPT);
      int start = hasKept ? matcher.start(KEPT) : matcher.start();
      int end = matcher.end();
      if (!words) {
        return new Match(start, end);
      }
      Match word = word(pattern, line, start, end);
      if (word != null) {
        return word;
      }
      at = start + 1;
    }
    return null;
  }

  /// The longest part of a match that begins there and is a whole word.
  private static @Nullable Match word(Pattern pattern, String line, int start, int end) {
    for (int shorter = end; shorter > start; shorter--) {
      boolean before = start == 0 || !isWord(line.charAt(start - 1));
      boolean after = shorter == line.length() || !isWord(line.charAt(shorter));
      if (before && after) {
        Matcher matcher = pattern.matcher(line).region(start, shorter);
        if (shorter == end || matcher.matches()) {
          return new Match(start, shorter);
        }
      }
    }
    return null;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
