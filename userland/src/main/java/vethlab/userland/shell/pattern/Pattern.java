package vethlab.userland.shell.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/// A compiled pattern: what `case`, `${x#…}`, `[[ == ]]` and file names are matched with.
///
/// In its source a backslash makes the next character stand for itself.
public final class Pattern {

  /// One step of a match.
  private sealed interface Node {

    record Char(char c) implements Node {}

    record AnyChar() implements Node {}

    record AnyText() implements Node {}

    record OneOf(CharacterSet set) implements Node {}

    /// `?(…)`, `*(…)`, `+(…)`, `@(…)`, `!(…)`.
    record Group(char kind, List<List<Node>> choices) implements Node {}
  }

  private final List<Node> nodes;
  private final boolean ignoreCase;

  private Pattern(List<Node> nodes, boolean ignoreCase) {
    this.nodes = nodes;
    this.ignoreCase = ignoreCase;
  }

  /// Compiles a source.
  ///
  /// @param extended whether `@(…)` and its kin are special
  public static Pattern compile(String source, boolean extended, boolean ignoreCase) {
    String text = ignoreCase ? lower(source) : source;
    return new Pattern(new Compiler(text, extended).sequence(""), ignoreCase);
  }

  /// Whether a source has anything special in it.
  public static boolean isSpecial(String source, boolean extended) {
    for (int i = 0; i < source.length(); i++) {
      switch (source.charAt(i)) {
        case '\\' -> i++;
        case '*', '?' -> {
          return true;
        }
        case '[' -> {
          if (source.indexOf(']', i + 1) > 0) {
            return true;
          }
        }
        case '+', '@', '!' -> {
          if (extended && source.startsWith("(", i + 1)) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  /// The text with every special character behind a backslash.
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("\\*?[]+@!()|-^".indexOf(c) >= 0) {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.toString();
  }

  /// The text without its backslashes.
  public static String unquote(String source) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < source.length(); i++) {
      if (source.charAt(i) == '\\' && i + 1 < source.length()) {
        i++;
      }
      text.append(source.charAt(i));
    }
    return text.toString();
  }

  private static String lower(String text) {
    return text.toLowerCase(java.util.Locale.ROOT);
  }

  /// Whether all of a text matches.
  public boolean matches(String text) {
    String subject = ignoreCase ? lower(text) : text;
    boolean[] found = new boolean[1];
    new Match(subject).from(nodes, 0, 0, end -> found[0] |= end == subject.length());
    return found[0];
  }

  /// The end of the longest match that begins at `from`, or -1.
  public int longest(String text, int from) {
    String subject = ignoreCase ? lower(text) : text;
    int[] best = {-1};
    new Match(subject).from(nodes, 0, from, end -> best[0] = Math.max(best[0], end));
    return best[0];
  }

  /// The end of the shortest match that begins at `from`, or -1.
  public int shortest(String text, int from) {
    String subject = ignoreCase ? lower(text) : text;
    int[] best = {Integer.MAX_VALUE};
    new Match(subject).from(nodes, 0, from, end -> best[0] = Math.min(best[0], end));
    return best[0] == Integer.MAX_VALUE ? -1 : best[0];
  }

  /// Tries all ways to match, each place of pattern and text at most once.
  private static final class Match {
    private static final boolean[][] NOT_NEEDED = {};

    private final String text;

    Match(String text) {
      this.text = text;
    }

    void from(List<Node> nodes, int node, int at, IntConsumer found) {
      // with at most one choice to make, no place is reached twice
      long choices =
          nodes.stream().filter(n -> n instanceof Node.AnyText || n instanceof Node.Group).count();
      boolean[][] seen =
          choices > 1 ? new boolean[nodes.size() + 1][text.length() + 1] : NOT_NEEDED;
      sequence(nodes, node, at, found, seen);
    }

    private void sequence(List<Node> nodes, int node, int at, IntConsumer found, boolean[][] seen) {
      int next = node;
      int here = at;
      while (true) {
        if (seen.length > 0) {
          if (seen[next][here]) {
            return;
          }
          seen[next][here] = true;
        }
        if (next == nodes.size()) {
          found.accept(here);
          return;
        }
        switch (nodes.get(next)) {
          case Node.Char(char c) -> {
            if (here >= text.length() || text.charAt(here) != c) {
              return;
            }
            here++;
          }
          case Node.AnyChar any -> {
            if (here >= text.length()) {
              return;
            }
            here++;
          }
          case Node.OneOf(CharacterSet set) -> {
            if (here >= text.length() || !set.contains(text.charAt(here))) {
              return;
            }
            here++;
          }
          case Node.AnyText any -> {
            for (int end = here; end <= text.length(); end++) {
              sequence(nodes, next + 1, end, found, seen);
            }
            return;
          }
          case Node.Group(char kind, List<List<Node>> choices) -> {
            int after = next + 1;
            group(kind, choices, here, end -> sequence(nodes, after, end, found, seen));
            return;
          }
        }
        next++;
      }
    }

    private void group(char kind, List<List<Node>> choices, int at, IntConsumer then) {
      switch (kind) {
        case '@' -> once(choices, at, then);
        case '?' -> {
          then.accept(at);
          once(choices, at, then);
        }
        case '*', '+' -> {
          boolean[] reached = new boolean[text.length() + 1];
          if (kind == '*') {
            then.accept(at);
          }
          repeat(choices, at, then, reached);
        }
        default -> {
          boolean[] excluded = new boolean[text.length() + 1];
          once(choices, at, end -> excluded[end] = true);
          for (int end = at; end <= text.length(); end++) {
            if (!excluded[end]) {
              then.accept(end);
            }
          }
        }
      }
    }

    private void once(List<List<Node>> choices, int at, IntConsumer then) {
      for (List<Node> choice : choices) {
        from(choice, 0, at, then);
      }
    }

    private void repeat(List<List<Node>> choices, int at, IntConsumer then, boolean[] reached) {
      once(
          choices,
          at,
          end -> {
            if (!reached[end]) {
              reached[end] = true;
              then.accept(end);
              repeat(choices, end, then, reached);
            }
          });
    }
  }

  /// Reads a pattern's source.
  private static final class Compiler {
    private final String source;
    private final boolean extended;
    private int at;

    Compiler(String source, boolean extended) {
      this.source = source;
      this.extended = extended;
    }

    /// Nodes up to one of the characters of `end`.
    List<Node> sequence(String end) {
      List<Node> nodes = new ArrayList<>();
      while (at < source.length() && end.indexOf(source.charAt(at)) < 0) {
        char c = source.charAt(at);
        if (extended && "?*+@!".indexOf(c) >= 0 && source.startsWith("(", at + 1)) {
          Node group = group(c);
          if (group != null) {
            nodes.add(group);
            continue;
          }
        }
        at++;
        switch (c) {
          case '\\' -> nodes.add(new Node.Char(at < source.length() ? source.charAt(at++) : '\\'));
          case '?' -> nodes.add(new Node.AnyChar());
          case '*' -> {
            if (nodes.isEmpty() || !(nodes.getLast() instanceof Node.AnyText)) {
              nodes.add(new Node.AnyText());
            }
          }
          case '[' -> {
            CharacterSet.Read read = CharacterSet.read(source, at);
            if (read == null) {
              nodes.add(new Node.Char('['));
            } else {
              nodes.add(new Node.OneOf(read.set()));
              at = read.end();
            }
          }
          default -> nodes.add(new Node.Char(c));
        }
      }
      return nodes;
    }

    private @org.jspecify.annotations.Nullable Node group(char kind) {
      int start = at;
      at += 2;
      List<List<Node>> choices = new ArrayList<>();
      while (true) {
        choices.add(sequence("|)"));
        if (at >= source.length()) {
          at = start;
          return null;
        }
        if (source.charAt(at++) == ')') {
          return new Node.Group(kind, choices);
        }
      }
    }
  }
}
