package vethlab.userland.program;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A command line taken apart as GNU `getopt_long` does it, with its messages.
///
/// @param options what was given, in order
/// @param operands the words that are neither options nor their arguments
/// @param problem what getopt says about a bad option, without the program's name; null if all is
///   well
public record GetOpt(
    ImmutableList<Option> options, ImmutableList<String> operands, @Nullable String problem) {

  /// One option found.
  ///
  /// @param name the letter, or the long name in full
  public record Option(String name, @Nullable String argument) {

    /// The argument of an option that must have one.
    public String value() {
      if (argument == null) {
        throw new IllegalStateException("option " + name + " takes no argument");
      }
      return argument;
    }
  }

  /// Takes the words apart.
  ///
  /// @param letters as for getopt: `c:` takes an argument, `d::` may have one attached; a leading
  ///   `+` ends the options at the first operand
  /// @param longNames long options; `=` behind one: takes an argument, `?`: may have one attached,
  ///   `=c` or `/c`: stands for the letter `c` with or without an argument
  public static GetOpt parse(List<String> words, String letters, String... longNames) {
    return new Parser(letters, longNames).parse(words);
  }

  private record LongName(String name, String means, char argument) {

    static LongName of(String text) {
      int end = 0;
      while (end < text.length() && "=?/".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      String name = text.substring(0, end);
      char kind = end < text.length() ? text.charAt(end) : '/';
      String letter = end + 1 < text.length() ? text.substring(end + 1) : name;
      return new LongName(name, letter, kind);
    }
  }

  private static final class Parser {
    private final boolean stopAtOperand;
    private final String letters;
    private final List<LongName> longNames = new ArrayList<>();
    private final List<Option> options = new ArrayList<>();
    private final List<String> operands = new ArrayList<>();
    private @Nullable String problem;

    Parser(String letters, String... longNames) {
      this.stopAtOperand = letters.startsWith("+");
      this.letters = stopAtOperand ? letters.substring(1) : letters;
      for (String name : longNames) {
        this.longNames.add(LongName.of(name));
      }
    }

    GetOpt parse(List<String> words) {
      int next = 0;
      while (next < words.size() && problem == null) {
        String word = words.get(next++);
        if (word.equals("--")) {
          break;
        }
        if (word.startsWith("--") && !longNames.isEmpty()) {
          next = longOption(word.substring(2), words, next);
        } else if (word.startsWith("-") && word.length() > 1) {
          next = cluster(word, words, next);
        } else {
          operands.add(word);
          if (stopAtOperand) {
            break;
          }
        }
      }
      operands.addAll(words.subList(next, words.size()));
      return new GetOpt(ImmutableList.copyOf(options), ImmutableList.copyOf(operands), problem);
    }

    private int cluster(String word, List<String> words, int next) {
      for (int i = 1; i < word.length(); i++) {
        char letter = word.charAt(i);
        int at = letter == ':' ? -1 : letters.indexOf(letter);
        if (at < 0) {
          problem = String.format(Locale.ROOT, "invalid option -- '%c'", letter);
          return next;
        }
        String name = String.valueOf(letter);
        if (!letters.startsWith(":", at + 1)) {
          options.add(new Option(name, null));
          continue;
        }
        if (i + 1 < word.length()) {
          options.add(new Option(name, word.substring(i + 1)));
        } else if (letters.startsWith("::", at + 1)) {
          options.add(new Option(name, null));
        } else if (next < words.size()) {
          options.add(new Option(name, words.get(next)));
          return next + 1;
        } else {
          problem = String.format(Locale.ROOT, "option requires an argument -- '%c'", letter);
        }
        return next;
      }
      return next;
    }

    private int longOption(String text, List<String> words, int next) {
      int equals = text.indexOf('=');
      String name = equals < 0 ? text : text.substring(0, equals);
      String attached = equals < 0 ? null : text.substring(equals + 1);
      List<LongName> fitting = new ArrayList<>();
      for (LongName each : longNames) {
        if (each.name.equals(name)) {
          fitting = List.of(each);
          break;
        }
        if (each.name.startsWith(name)) {
          fitting.add(each);
        }
      }
      if (fitting.isEmpty()) {
        problem = "unrecognized option '--" + name + (equals < 0 ? "'" : "=" + attached + "'");
        return next;
      }
      if (fitting.size() > 1) {
        StringBuilder text2 =
            new StringBuilder("option '--" + text + "' is ambiguous; possibilities:");
        fitting.forEach(each -> text2.append(" '--").append(each.name).append('\''));
        problem = text2.toString();
        return next;
      }
      LongName found = fitting.getFirst();
      switch (found.argument) {
        case '=' -> {
          if (attached == null && next >= words.size()) {
            problem = "option '--" + found.name + "' requires an argument";
            return next;
          }
          options.add(new Option(found.means, attached == null ? words.get(next) : attached));
          return attached == null ? next + 1 : next;
        }
        case '?' -> options.add(new Option(found.means, attached));
        default -> {
          if (attached != null) {
            problem = "option '--" + found.name + "' doesn't allow an argument";
          } else {
            options.add(new Option(found.means, null));
          }
        }
      }
      return next;
    }
  }
}
