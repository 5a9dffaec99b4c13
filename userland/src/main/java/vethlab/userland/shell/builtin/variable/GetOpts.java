package vethlab.userland.shell.builtin.variable;

import java.util.List;
import vethlab.userland.shell.builtin.Usage;
import vethlab.userland.shell.execution.Shell;
import vethlab.userland.shell.lexer.Characters;
import vethlab.userland.shell.state.ShellState;

/// `getopts`: the options of a script, one at a call.
public final class GetOpts {

  private GetOpts() {}

  public static int run(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "getopts", "", arguments);
    if (parsed.bad()) {
      return 2;
    }
    if (parsed.rest().size() < 2) {
      Usage.print(shell, "getopts");
      return 2;
    }
    String letters = parsed.rest().get(0);
    String name = parsed.rest().get(1);
    List<String> words =
        parsed.rest().size() > 2
            ? parsed.rest().subList(2, parsed.rest().size())
            : shell.positional();
    boolean valid = Characters.isName(name);
    ShellState state = shell.state();
    int index = index(shell);
    if (index != state.getoptsIndex()) {
      state.setGetopts(index, 0);
    }
    int offset = state.getoptsOffset();
    if (offset == 0) {
      if (index > words.size()
          || !words.get(index - 1).startsWith("-")
          || words.get(index - 1).equals("-")) {
        return end(shell, name, index);
      }
      if (words.get(index - 1).equals("--")) {
        return end(shell, name, index + 1);
      }
      offset = 1;
    }
    String word = words.get(index - 1);
    char letter = word.charAt(offset++);
    boolean wordDone = offset >= word.length();
    boolean quiet = letters.startsWith(":");
    int at = letter == ':' ? -1 : letters.indexOf(letter);
    String found = String.valueOf(letter);
    String argument = null;
    if (at < 0) {
      found = "?";
      argument = quiet ? String.valueOf(letter) : null;
      if (!quiet && errorsWanted(shell)) {
        shell.write(2, shell.name() + ": illegal option -- " + letter + "\n");
      }
    } else if (letters.startsWith(":", at + 1)) {
      if (!wordDone) {
        argument = word.substring(offset);
        wordDone = true;
      } else if (index < words.size()) {
        argument = words.get(index++);
      } else {
        found = quiet ? ":" : "?";
        argument = quiet ? String.valueOf(letter) : null;
        if (!quiet && errorsWanted(shell)) {
          shell.write(2, shell.name() + ": option requires an argument -- " + letter + "\n");
        }
      }
    }
    int next = wordDone ? index + 1 : index;
    state.setGetopts(next, wordDone ? 0 : offset);
    assign(shell, "OPTIND", Integer.toString(next));
    if (argument == null) {
      shell.variables().unset("OPTARG");
    } else {
      assign(shell, "OPTARG", argument);
    }
    if (!valid) {
      shell.complain("getopts: `" + name + "': not a valid identifier");
      return 1;
    }
    assign(shell, name, found);
    return 0;
  }

  private static int end(Shell shell, String name, int index) {
    shell.state().setGetopts(index, 0);
    assign(shell, "OPTIND", Integer.toString(index));
    shell.variables().unset("OPTARG");
    if (Characters.isName(name)) {
      assign(shell, name, "?");
    }
    return 1;
  }

  private static int index(Shell shell) {
    String text = shell.variables().text("OPTIND");
    return text != null && text.matches("[0-9]{1,9}") ? Math.max(1, Integer.parseInt(text)) : 1;
  }

  private static boolean errorsWanted(Shell shell) {
    return !"0".equals(shell.variables().text("OPTERR"));
  }

  private static void assign(Shell shell, String name, String text) {
    shell.expander().assigner().assign(name, null, text, false);
  }
}
