package vethlab.userland.shell.builtin.variable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vethlab.userland.shell.builtin.Usage;
import vethlab.userland.shell.execution.Shell;
import vethlab.userland.shell.expansion.Declarations;
import vethlab.userland.shell.expansion.Quoting;
import vethlab.userland.shell.state.Option;
import vethlab.userland.shell.state.Value;
import vethlab.userland.shell.state.Variable;
import vethlab.userland.shell.syntax.CommandPrinter;

/// `set`, `shopt` and `shift`.
public final class SetBuiltin {

  private SetBuiltin() {}

  /// A variable as `set` prints it.
  static String line(String name, Variable variable) {
    return variable.value() instanceof Value.Scalar(String text)
        ? name + "=" + (text.isEmpty() ? "" : Quoting.quoteIfNeeded(text))
        : name + "=" + Declarations.value(variable);
  }

  public static int set(Shell shell, List<String> arguments) {
    if (arguments.isEmpty()) {
      StringBuilder out = new StringBuilder();
      shell
          .variables()
          .visible()
          .forEach((name, variable) -> {
            if (variable.value() != null) {
              out.append(line(name, variable)).append('\n');
            }
          });
      shell
          .state()
          .functions()
          .values()
          .forEach(function ->
              out.append(CommandPrinter.function(function.name(), function.body())).append('\n'));
      return shell.print("set", out.toString());
    }
    int at = 0;
    while (at < arguments.size()) {
      String word = arguments.get(at);
      if (word.equals("--")) {
        shell.state().setPositional(arguments.subList(at + 1, arguments.size()));
        return 0;
      }
      if (word.equals("-")) {
        shell.options().set(Option.XTRACE, false);
        shell.options().set(Option.VERBOSE, false);
        at++;
        if (at < arguments.size()) {
          shell.state().setPositional(arguments.subList(at, arguments.size()));
        }
        return 0;
      }
      if (word.length() < 2 || (word.charAt(0) != '-' && word.charAt(0) != '+')) {
        shell.state().setPositional(arguments.subList(at, arguments.size()));
        return 0;
      }
      at++;
      boolean on = word.charAt(0) == '-';
      for (int i = 1; i < word.length(); i++) {
        char letter = word.charAt(i);
        if (letter == 'o') {
          if (at >= arguments.size()) {
            return shell.print("set", options(shell, on));
          }
          if (!named(shell, arguments.get(at++), on)) {
            return 2;
          }
          continue;
        }
        Option option = Option.ofLetter(letter);
        if (option == null) {
          Usage.invalid(shell, "set", word.charAt(0) + String.valueOf(letter));
          return 2;
        }
        change(shell, option, on);
      }
    }
    return 0;
  }

  private static boolean named(Shell shell, String name, boolean on) {
    Option option = Option.ofName(name);
    if (option == null) {
      shell.complain("set: " + name + ": invalid option name");
      return false;
    }
    change(shell, option, on);
    return true;
  }

  private static void change(Shell shell, Option option, boolean on) {
    if (option == Option.MONITOR) {
      shell.setJobControl(on);
    } else {
      shell.options().set(option, on);
    }
  }

  private static String options(Shell shell, boolean readable) {
    StringBuilder out = new StringBuilder();
    for (Option option : Option.values()) {
      boolean on = shell.options().is(option);
      out.append(
          readable
              ? String.format(Locale.ROOT, "%-15s\t%s\n", option.text(), on ? "on" : "off")
              : "set " + (on ? "-o " : "+o ") + option.text() + "\n");
    }
    return out.toString();
  }

  public static int shift(Shell shell, List<String> arguments) {
    int count = 1;
    if (!arguments.isEmpty()) {
      String word = arguments.getFirst();
      if (!word.matches("[+-]?[0-9]{1,9}")) {
        shell.complain("shift: " + word + ": numeric argument required");
        return 1;
      }
      count = Integer.parseInt(word);
    }
    List<String> positional = shell.positional();
    if (count < 0) {
      shell.complain("shift: " + count + ": shift count out of range");
      return 1;
    }
    if (count > positional.size()) {
      return 1;
    }
    shell.state().setPositional(positional.subList(count, positional.size()));
    return 0;
  }

  public static int shopt(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "shopt", "pqsuo", arguments);
    if (parsed.bad()) {
      return 2;
    }
    boolean set = parsed.has('s');
    boolean unset = parsed.has('u');
    if (set && unset) {
      shell.complain("shopt: cannot set and unset shell options simultaneously");
      return 1;
    }
    boolean ofSet = parsed.has('o');
    List<String> names = parsed.rest();
    if (names.isEmpty()) {
      return shell.print("shopt", list(shell, parsed, set, unset, ofSet));
    }
    int status = 0;
    StringBuilder out = new StringBuilder();
    for (String name : names) {
      Option option = ofSet ? Option.ofName(name) : null;
      if (ofSet ? option == null : !shell.options().hasExtra(name)) {
        shell.complain(
            "shopt: " + name + ": invalid " + (ofSet ? "option name" : "shell option name"));
        status = 1;
      } else if (set || unset) {
        if (option != null) {
          change(shell, option, set);
        } else {
          shell.options().setExtra(name, set);
        }
      } else {
        boolean on = option != null ? shell.options().is(option) : shell.options().extra(name);
        status = on ? status : 1;
        if (!parsed.has('q')) {
          out.append(line(name, on, parsed.has('p'), ofSet));
        }
      }
    }
    shell.print("shopt", out.toString());
    return status;
  }

  private static String list(
      Shell shell, Usage.Parsed parsed, boolean set, boolean unset, boolean ofSet) {
    StringBuilder out = new StringBuilder();
    List<String> names = new ArrayList<>();
    if (ofSet) {
      for (Option option : Option.values()) {
        names.add(option.text());
      }
    } else {
      shell.options().extraNames().forEach(names::add);
    }
    for (String name : names) {
      Option option = ofSet ? Option.ofName(name) : null;
      boolean on = option != null ? shell.options().is(option) : shell.options().extra(name);
      if ((!set || on) && (!unset || !on)) {
        out.append(line(name, on, parsed.has('p'), ofSet));
      }
    }
    return out.toString();
  }

  private static String line(String name, boolean on, boolean command, boolean ofSet) {
    if (command) {
      return ofSet
          ? "set " + (on ? "-o " : "+o ") + name + "\n"
          : "shopt " + (on ? "-s " : "-u ") + name + "\n";
    }
    return String.format(Locale.ROOT, "%-15s\t%s\n", name, on ? "on" : "off");
  }
}
