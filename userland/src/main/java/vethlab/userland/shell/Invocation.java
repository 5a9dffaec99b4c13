package vethlab.userland.shell;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.userland.shell.state.Option;

/// The command line of `bash`.
///
/// @param commands the text behind `-c`, or null
/// @param operands what is behind the options: the script and its arguments
/// @param options what `-e`, `-o name` and their kin turn on and off
/// @param extras the same for `-O name`
/// @param interactive whether `-i` asks for it
/// @param fromInput whether `-s` asks for commands from standard input
/// @param login whether it is a login shell
/// @param noStartFile whether `--norc` was given
/// @param problem what is wrong with the options, or null
record Invocation(
    @Nullable String commands,
    ImmutableList<String> operands,
    Map<Option, Boolean> options,
    Map<String, Boolean> extras,
    boolean interactive,
    boolean fromInput,
    boolean login,
    boolean noStartFile,
    boolean version,
    @Nullable String problem) {

  /// Takes the words behind the program's name apart.
  static Invocation parse(List<String> words) {
    return new Reader().read(words);
  }

  private static final class Reader {
    private final Map<Option, Boolean> options = new LinkedHashMap<>();
    private final Map<String, Boolean> extras = new LinkedHashMap<>();
    private final List<String> wantNames = new ArrayList<>();
    private boolean wantsCommands;
    private boolean interactive;
    private boolean fromInput;
    private boolean login;
    private boolean noStartFile;
    private boolean version;
    private @Nullable String problem;

    Invocation read(List<String> words) {
      int at = 0;
      while (at < words.size() && problem == null) {
        String word = words.get(at);
        if (word.length() < 2 || (word.charAt(0) != '-' && word.charAt(0) != '+')) {
          break;
        }
        at++;
        if (word.equals("--")) {
          break;
        }
        if (word.startsWith("--")) {
          at += longOption(word, at < words.size() ? words.get(at) : null);
        } else {
          letters(word);
          for (String kind : wantNames) {
            if (at >= words.size()) {
              problem = word + ": option requires an argument";
              break;
            }
            name(kind, words.get(at++));
          }
          wantNames.clear();
        }
      }
      if (words.size() > at && words.get(at).equals("-")) {
        at++;
      }
      List<String> rest = words.subList(Math.min(at, words.size()), words.size());
      String commands = null;
      if (wantsCommands && problem == null) {
        if (rest.isEmpty()) {
          problem = "-c: option requires an argument";
        } else {
          commands = rest.getFirst();
          rest = rest.subList(1, rest.size());
        }
      }
      return new Invocation(
          commands,
          ImmutableList.copyOf(rest),
          options,
          extras,
          interactive,
          fromInput,
          login,
          noStartFile,
          version,
          problem);
    }

    /// Reads an option with two dashes.
    ///
    /// @return how many more words it takes
    private int longOption(String word, @Nullable String next) {
      switch (word) {
        case "--norc" -> noStartFile = true;
        case "--noprofile", "--noediting", "--restricted", "--verbose" -> {
          if (word.equals("--verbose")) {
            options.put(Option.VERBOSE, true);
          }
        }
        case "--posix" -> options.put(Option.POSIX, true);
        case "--login" -> login = true;
        case "--version" -> version = true;
        case "--rcfile", "--init-file" -> {
          noStartFile = next == null || next.equals("/dev/null");
          return 1;
        }
        default -> problem = word + ": invalid option";
      }
      return 0;
    }

    private void letters(String word) {
      boolean on = word.charAt(0) == '-';
      for (int i = 1; i < word.length(); i++) {
        char letter = word.charAt(i);
        switch (letter) {
          case 'c' -> wantsCommands = true;
          case 'i' -> interactive = true;
          case 's' -> fromInput = true;
          case 'l' -> login = true;
          case 'o', 'O' -> wantNames.add((on ? "-" : "+") + letter);
          default -> {
            Option option = Option.ofLetter(letter);
            if (option == null) {
              problem = word.charAt(0) + "" + letter + ": invalid option";
            } else {
              options.put(option, on);
            }
          }
        }
      }
    }

    private void name(String kind, String name) {
      boolean on = kind.startsWith("-");
      if (kind.endsWith("O")) {
        extras.put(name, on);
        return;
      }
      Option option = Option.ofName(name);
      if (option == null) {
        problem = name + ": invalid option name";
      } else {
        options.put(option, on);
      }
    }
  }
}
