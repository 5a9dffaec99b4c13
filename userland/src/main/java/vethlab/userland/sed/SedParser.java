package vethlab.userland.sed;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.NotModelled;
import vethlab.userland.sed.SedCommand.Action;
import vethlab.userland.sed.SedCommand.Address;
import vethlab.userland.text.Regex;

/// Reads a script.
final class SedParser {

  /// A script that is none: `-e expression #1, char N: …`.
  static final class Fault extends RuntimeException {
    Fault(String message, int at) {
      this("-e expression #1, char " + at + ": " + message);
    }

    Fault(String message) {
      super(message, null, false, false);
    }

    String message() {
      return String.valueOf(getMessage());
    }
  }

  private final String text;
  private final boolean extended;
  private int at;

  private SedParser(String text, boolean extended) {
    this.text = text;
    this.extended = extended;
  }

  static List<SedCommand> parse(String text, boolean extended) {
    SedParser parser = new SedParser(text, extended);
    List<SedCommand> commands = parser.commands(false);
    checkLabels(commands, commands);
    return commands;
  }

  private static void checkLabels(List<SedCommand> commands, List<SedCommand> all) {
    for (SedCommand command : commands) {
      switch (command.action()) {
        case Action.Block(List<SedCommand> inner) -> checkLabels(inner, all);
        case Action.Branch(char kind, String label)
            when !label.isEmpty() && !hasLabel(all, label) ->
            throw new Fault("can't find label for jump to `" + label + "'");
        default -> {}
      }
    }
  }

  private static boolean hasLabel(List<SedCommand> commands, String label) {
    return commands.stream()
        .anyMatch(command ->
            switch (command.action()) {
              case Action.Label(String name) -> name.equals(label);
              case Action.Block(List<SedCommand> inner) -> hasLabel(inner, label);
              default -> false;
            });
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void skip(String characters) {
    while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private List<SedCommand> commands(boolean inside) {
    List<SedCommand> commands = new ArrayList<>();
    while (true) {
      skip(" \t\n;");
      if (at >= text.length()) {
        if (inside) {
          throw new Fault("unmatched `{'", 0);
        }
        return commands;
      }
      if (peek() == '#') {
        while (at < text.length() && peek() != '\n') {
          at++;
        }
        continue;
      }
      if (peek() == '}') {
        if (!inside) {
          throw new Fault("unexpected `}'", at + 1);
        }
        at++;
        return commands;
      }
      commands.add(command());
    }
  }

  private SedCommand command() {
    Address from = address();
    Address to = null;
    skip(" \t");
    if (from != null && peek() == ',') {
      at++;
      skip(" \t");
      to = rangeEnd();
      if (to == null) {
        throw new Fault("unexpected `,'", at);
      }
      skip(" \t");
    }
    boolean negated = false;
    while (peek() == '!') {
      negated = true;
      at++;
      skip(" \t");
    }
    if (at >= text.length()) {
      throw new Fault("missing command", at);
    }
    return new SedCommand(from, to, negated, action(text.charAt(at++)));
  }

  private @Nullable Address rangeEnd() {
    if (peek() == '+' || peek() == '~') {
      char kind = text.charAt(at++);
      long number = number();
      return kind == '+' ? new Address.More(number) : new Address.Multiple(number);
    }
    return address();
  }

  private @Nullable Address address() {
    char c = peek();
    if (Character.isDigit(c)) {
      long first = number();
      if (peek() == '~') {
        at++;
        return new Address.Step(first, number());
      }
      return new Address.Line(first);
    }
    if (c == '$') {
      at++;
      return new Address.Last();
    }
    if (c == '/' || (c == '\\' && at + 1 < text.length())) {
      at += c == '/' ? 1 : 2;
      char delimiter = text.charAt(at - 1);
      String source = delimited(delimiter, "unterminated address regex", true);
      boolean ignoreCase = false;
      while (peek() == 'I' || peek() == 'M') {
        ignoreCase |= text.charAt(at++) == 'I';
      }
      return new Address.Match(compile(source, ignoreCase));
    }
    return null;
  }

  private long number() {
    int start = at;
    while (Character.isDigit(peek())) {
      at++;
    }
    return start == at ? 0 : Long.parseLong(text.substring(start, at));
  }

  private @Nullable Pattern compile(String source, boolean ignoreCase) {
    if (source.isEmpty()) {
      return null;
    }
    try {
      return extended ? Regex.extended(source, ignoreCase) : Regex.basic(source, ignoreCase);
    } catch (PatternSyntaxException bad) {
      throw new Fault(bad.getDescription(), at);
    }
  }

  /// The text up to a delimiter, which is taken; an escaped delimiter stands for itself.
  private String delimited(char delimiter, String problem, boolean regex) {
    StringBuilder out = new StringBuilder();
    boolean bracket = false;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == delimiter && !bracket) {
        return out.toString();
      }
      if (c == '\\' && at < text.length()) {
        char next = text.charAt(at++);
        if (next == delimiter) {
          out.append(
              regex && "()+?|{}.*[]^$".indexOf(next) >= 0 ? "\\" + next : String.valueOf(next));
        } else if (next == 'n' && regex) {
          out.append('\n');
        } else {
          out.append(c).append(next);
        }
        continue;
      }
      if (regex && c == '[' && !bracket) {
        bracket = true;
        out.append(c);
        if (peek() == '^') {
          out.append(text.charAt(at++));
        }
        if (peek() == ']') {
          out.append(text.charAt(at++));
        }
        continue;
      }
      bracket &= c != ']';
      out.append(c);
    }
    throw new Fault(problem, at);
  }

  private Action action(char kind) {
    switch (kind) {
      case '{' -> {
        return new Action.Block(commands(true));
      }
      case 's' -> {
        return substitute();
      }
      case 'y' -> {
        return transliterate();
      }
      case 'a', 'i', 'c' -> {
        return new Action.Text(kind, textBehind());
      }
      case 'b', 't', 'T' -> {
        return new Action.Branch(kind, label());
      }
      case ':' -> {
        return new Action.Label(label());
      }
      case 'q', 'Q' -> {
        skip(" \t");
        int status = (int) number();
        end();
        return new Action.Quit(kind == 'Q', status);
      }
      case 'r', 'w' -> {
        skip(" \t");
        String path = restOfLine();
        if (path.isEmpty()) {
          throw new Fault("missing filename in r/R/w/W commands", at);
        }
        return new Action.File(kind, path);
      }
      case 'd', 'D', 'g', 'G', 'h', 'H', 'n', 'N', 'p', 'P', 'x', '=', 'z', 'F' -> {
        end();
        return new Action.Simple(kind);
      }
      case 'e', 'l', 'L', 'R', 'W', 'v' -> throw new NotModelled("the command " + kind + " of sed");
      default -> throw new Fault("unknown command: `" + kind + "'", at);
    }
  }

  /// Nothing but the end of the command may follow.
  private void end() {
    skip(" \t");
    if (at < text.length() && ";}\n#".indexOf(peek()) < 0) {
      throw new Fault("extra characters after command", at + 1);
    }
  }

  private String restOfLine() {
    int end = text.indexOf('\n', at);
    String rest = text.substring(at, end < 0 ? text.length() : end);
    at = end < 0 ? text.length() : end;
    return rest;
  }

  private String label() {
    skip(" \t");
    int start = at;
    while (at < text.length() && " \t\n;}".indexOf(peek()) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  /// The text of `a`, `i`, `c`: behind a backslash and a newline, or on the same line.
  private String textBehind() {
    skip(" \t");
    if (peek() == '\\') {
      at++;
      skip(" \t");
      if (peek() == '\n') {
        at++;
      }
    }
    if (at >= text.length()) {
      throw new Fault("expected \\ after `a', `c' or `i'", at);
    }
    StringBuilder out = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\n') {
        break;
      }
      if (c == '\\' && at < text.length()) {
        c = text.charAt(at++);
      }
      out.append(c);
    }
    return out.append('\n').toString();
  }

  private Action substitute() {
    char delimiter = at < text.length() ? text.charAt(at++) : '\0';
    String problem = "unterminated `s' command";
    String source = delimited(delimiter, problem, true);
    String replacement = delimited(delimiter, problem, false);
    boolean all = false;
    boolean print = false;
    boolean ignoreCase = false;
    int which = 1;
    while (at < text.length() && ";}\n# \t".indexOf(peek()) < 0) {
      char flag = text.charAt(at);
      if (Character.isDigit(flag)) {
        which = (int) number();
        continue;
      }
      at++;
      switch (flag) {
        case 'g' -> all = true;
        case 'p' -> print = true;
        case 'i', 'I' -> ignoreCase = true;
        case 'w', 'e', 'm', 'M' -> throw new NotModelled("the flag " + flag + " of sed's s");
        default -> throw new Fault("unknown option to `s'", at);
      }
    }
    end();
    return new Action.Substitute(compile(source, ignoreCase), replacement, all, which, print);
  }

  private Action transliterate() {
    char delimiter = at < text.length() ? text.charAt(at++) : '\0';
    String problem = "unterminated `y' command";
    String from = plain(delimited(delimiter, problem, false));
    String to = plain(delimited(delimiter, problem, false));
    if (from.length() != to.length()) {
      throw new Fault("strings for `y' command are different lengths", at);
    }
    end();
    return new Action.Transliterate(from, to);
  }

  private static String plain(String text) {
    return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\");
  }
}
