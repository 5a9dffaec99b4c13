package vethlab.userland.shell.builtin;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vethlab.userland.shell.execution.Shell;

/// The options of builtins taken apart as bash does it, and the usage lines.
public final class Usage {

  private static final Map<String, String> LINES =
      Map.ofEntries(
          Map.entry("cd", "cd [-L|[-P [-e]] [-@]] [dir]"),
          Map.entry("pwd", "pwd [-LP]"),
          Map.entry("printf", "printf [-v var] format [arguments]"),
          Map.entry(
              "read",
              "read [-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] "
                  + "[-t timeout] [-u fd] [name ...]"),
          Map.entry("export", "export [-fn] [name[=value] ...] or export -p"),
          Map.entry("unset", "unset [-f] [-v] [-n] [name ...]"),
          Map.entry(
              "declare",
              "declare [-aAfFgiIlnrtux] [name[=value] ...] or declare -p [-aAfFilnrtux] [name ...]"),
          Map.entry(
              "typeset",
              "typeset [-aAfFgiIlnrtux] name[=value] ... or typeset -p [-aAfFilnrtux] [name ...]"),
          Map.entry("local", "local [option] name[=value] ..."),
          Map.entry("readonly", "readonly [-aAf] [name[=value] ...] or readonly -p"),
          Map.entry("eval", "eval [arg ...]"),
          Map.entry("source", "source filename [arguments]"),
          Map.entry(".", ". filename [arguments]"),
          Map.entry("exec", "exec [-cl] [-a name] [command [argument ...]] [redirection ...]"),
          Map.entry("set", "set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]"),
          Map.entry("trap", "trap [-lp] [[arg] signal_spec ...]"),
          Map.entry("wait", "wait [-fn] [-p var] [id ...]"),
          Map.entry(
              "kill",
              "kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]"),
          Map.entry("jobs", "jobs [-lnprs] [jobspec ...] or jobs -x command [args]"),
          Map.entry("fg", "fg [job_spec]"),
          Map.entry("bg", "bg [job_spec ...]"),
          Map.entry("disown", "disown [-h] [-ar] [jobspec ... | pid ...]"),
          Map.entry("type", "type [-afptP] name [name ...]"),
          Map.entry("command", "command [-pVv] command [arg ...]"),
          Map.entry("builtin", "builtin [shell-builtin [arg ...]]"),
          Map.entry("hash", "hash [-lr] [-p pathname] [-dt] [name ...]"),
          Map.entry("alias", "alias [-p] [name[=value] ... ]"),
          Map.entry("unalias", "unalias [-a] name [name ...]"),
          Map.entry("umask", "umask [-p] [-S] [mode]"),
          Map.entry("ulimit", "ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]"),
          Map.entry("getopts", "getopts optstring name [arg ...]"),
          Map.entry("let", "let arg [arg ...]"),
          Map.entry("shopt", "shopt [-pqsu] [-o] [optname ...]"),
          Map.entry("times", "times"),
          Map.entry("dirs", "dirs [-clpv] [+N] [-N]"),
          Map.entry("pushd", "pushd [-n] [+N | -N | dir]"),
          Map.entry("popd", "popd [-n] [+N | -N]"),
          Map.entry(
              "mapfile",
              "mapfile [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] "
                  + "[-c quantum] [array]"),
          Map.entry(
              "readarray",
              "readarray [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] "
                  + "[-c quantum] [array]"));

  /// An option and its argument.
  public record Option(char letter, @Nullable String argument) {

    public String value() {
      return argument == null ? "" : argument;
    }
  }

  /// Options, and what is behind them.
  ///
  /// @param bad whether there was a bad one, about which the user has been told
  public record Parsed(ImmutableList<Option> options, ImmutableList<String> rest, boolean bad) {

    public boolean has(char letter) {
      return options.stream().anyMatch(option -> option.letter == letter);
    }

    /// The argument of the last of these options, or null.
    public @Nullable String argument(char letter) {
      String found = null;
      for (Option option : options) {
        found = option.letter == letter ? option.argument : found;
      }
      return found;
    }
  }

  private Usage() {}

  /// Takes arguments apart; tells the user of a bad option.
  ///
  /// @param letters as for getopt: `c:` takes an argument
  public static Parsed parse(Shell shell, String name, String letters, List<String> arguments) {
    List<Option> options = new ArrayList<>();
    int at = 0;
    while (at < arguments.size()) {
      String word = arguments.get(at);
      if (word.length() < 2 || word.charAt(0) != '-') {
        break;
      }
      at++;
      if (word.equals("--")) {
        break;
      }
      for (int i = 1; i < word.length(); i++) {
        char letter = word.charAt(i);
        int known = letter == ':' ? -1 : letters.indexOf(letter);
        if (known < 0) {
          invalid(shell, name, "-" + letter);
          return new Parsed(ImmutableList.of(), ImmutableList.of(), true);
        }
        if (!letters.startsWith(":", known + 1)) {
          options.add(new Option(letter, null));
          continue;
        }
        if (i + 1 < word.length()) {
          options.add(new Option(letter, word.substring(i + 1)));
        } else if (at < arguments.size()) {
          options.add(new Option(letter, arguments.get(at++)));
        } else {
          shell.complain(name + ": -" + letter + ": option requires an argument");
          print(shell, name);
          return new Parsed(ImmutableList.of(), ImmutableList.of(), true);
        }
        break;
      }
    }
    return new Parsed(
        ImmutableList.copyOf(options),
        ImmutableList.copyOf(arguments.subList(at, arguments.size())),
        false);
  }

  public static void invalid(Shell shell, String name, String option) {
    shell.complain(name + ": " + option + ": invalid option");
    print(shell, name);
  }

  /// Prints a usage line.
  public static void print(Shell shell, String name) {
    String line = LINES.get(name);
    if (line != null) {
      shell.write(2, name + ": usage: " + line + "\n");
    }
  }
}
