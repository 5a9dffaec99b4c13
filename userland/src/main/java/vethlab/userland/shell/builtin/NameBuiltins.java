package vethlab.userland.shell.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.simulator.errno.NotModelled;
import vethlab.userland.shell.execution.PathSearch;
import vethlab.userland.shell.execution.Shell;
import vethlab.userland.shell.expansion.Quoting;
import vethlab.userland.shell.state.FunctionDefinition;
import vethlab.userland.shell.syntax.CommandPrinter;

/// `type`, `command`, `hash`, `alias`, `unalias`: what names mean.
final class NameBuiltins {

  private static final Set<String> KEYWORDS =
      Set.of(
          "if",
          "then",
          "else",
          "elif",
          "fi",
          "case",
          "esac",
          "for",
          "select",
          "while",
          "until",
          "do",
          "done",
          "in",
          "function",
          "time",
          "{",
          "}",
          "!",
          "[[",
          "]]",
          "coproc");

  private static final String STANDARD_PATH =
      "/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin";

  private NameBuiltins() {}

  /// One thing that a name means.
  private record Meaning(String kind, String sentence, String shortForm) {}

  private static List<Meaning> meanings(Shell shell, String name, boolean all, String options) {
    List<Meaning> found = new ArrayList<>();
    boolean pathOnly = options.contains("P");
    if (!pathOnly) {
      String alias = shell.aliases().alias(name);
      if (alias != null) {
        String shown = "alias " + name + "=" + Quoting.quote(alias);
        found.add(new Meaning("alias", name + " is aliased to `" + alias + "'", shown));
      }
      if (KEYWORDS.contains(name)) {
        found.add(new Meaning("keyword", name + " is a shell keyword", name));
      }
      FunctionDefinition function = shell.state().functions().get(name);
      if (function != null && !options.contains("f")) {
        String text = CommandPrinter.function(name, function.body());
        found.add(new Meaning("function", name + " is a function\n" + text, name));
      }
      if (shell.builtin(name) != null) {
        found.add(new Meaning("builtin", name + " is a shell builtin", name));
      }
    }
    if (found.isEmpty() || all) {
      files(shell, name, all, options, found);
    }
    return all || found.isEmpty() ? found : found.subList(0, 1);
  }

  private static void files(
      Shell shell, String name, boolean all, String options, List<Meaning> found) {
    if (name.contains("/")) {
      if (vethlab.userland.program.FileTests.unary(shell.process(), "-x", name)
          && !vethlab.userland.program.FileTests.unary(shell.process(), "-d", name)) {
        found.add(new Meaning("file", name + " is " + name, name));
      }
      return;
    }
    String hashed = shell.state().hashed().get(name);
    if (hashed != null && !all && !options.contains("p")) {
      found.add(new Meaning("file", name + " is hashed (" + hashed + ")", hashed));
      return;
    }
    String path = options.contains("p") ? STANDARD_PATH : shell.variables().text("PATH");
    for (String file : PathSearch.all(shell.process(), path, name)) {
      found.add(new Meaning("file", name + " is " + file, file));
      if (!all) {
        return;
      }
    }
  }

  static int type(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "type", "afptP", arguments);
    if (parsed.bad()) {
      return 2;
    }
    boolean path = parsed.has('p') || parsed.has('P');
    String options = (parsed.has('f') ? "f" : "") + (parsed.has('P') ? "P" : "");
    int status = 0;
    for (String name : parsed.rest()) {
      List<Meaning> meanings = meanings(shell, name, parsed.has('a'), options);
      if (meanings.isEmpty()) {
        if (!path && !parsed.has('t')) {
          shell.complain("type: " + name + ": not found");
        }
        status = 1;
      }
      for (Meaning meaning : meanings) {
        if (parsed.has('t')) {
          shell.print("type", meaning.kind + "\n");
        } else if (!path) {
          shell.print("type", meaning.sentence + "\n");
        } else if (meaning.kind.equals("file")) {
          shell.print("type", meaning.shortForm + "\n");
        }
      }
    }
    return status;
  }

  static int command(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "command", "pVv", arguments);
    if (parsed.bad()) {
      return 2;
    }
    List<String> words = parsed.rest();
    if (words.isEmpty()) {
      return 0;
    }
    if (!parsed.has('v') && !parsed.has('V')) {
      return shell.executeWords(words, false);
    }
    boolean any = false;
    for (String name : words) {
      List<Meaning> meanings = meanings(shell, name, false, parsed.has('p') ? "p" : "");
      if (meanings.isEmpty()) {
        if (parsed.has('V')) {
          shell.complain("command: " + name + ": not found");
        }
        continue;
      }
      any = true;
      Meaning meaning = meanings.getFirst();
      shell.print("command", (parsed.has('V') ? meaning.sentence : meaning.shortForm) + "\n");
    }
    return any ? 0 : 1;
  }

  static int hash(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "hash", "dlp:rt", arguments);
    if (parsed.bad()) {
      return 2;
    }
    if (parsed.has('r')) {
      shell.state().hashed().clear();
    }
    if (parsed.rest().isEmpty()) {
      if (parsed.has('r')) {
        return 0;
      }
      if (shell.state().hashed().isEmpty()) {
        return shell.print(
            "hash", shell.settings().interactive() ? "hash: hash table empty\n" : "");
      }
      throw new NotModelled("the list of hash");
    }
    int status = 0;
    for (String name : parsed.rest()) {
      @Nullable String path = parsed.argument('p');
      if (parsed.has('d')) {
        shell.state().hashed().remove(name);
      } else if (path != null) {
        shell.state().hashed().put(name, path);
      } else if (shell.builtin(name) == null && !shell.state().functions().containsKey(name)) {
        String found = PathSearch.find(shell.process(), shell.variables().text("PATH"), name);
        if (found == null) {
          shell.complain("hash: " + name + ": not found");
          status = 1;
        } else {
          shell.state().hashed().put(name, found);
          if (parsed.has('t')) {
            shell.print("hash", found + "\n");
          }
        }
      }
    }
    return status;
  }

  static int alias(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "alias", "p", arguments);
    if (parsed.bad()) {
      return 2;
    }
    if (parsed.rest().isEmpty()) {
      StringBuilder out = new StringBuilder();
      shell
          .state()
          .aliases()
          .forEach((name, text) ->
              out.append("alias ")
                  .append(name)
                  .append('=')
                  .append(Quoting.quote(text))
                  .append('\n'));
      return shell.print("alias", out.toString());
    }
    int status = 0;
    for (String word : parsed.rest()) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        shell.state().aliases().put(word.substring(0, equals), word.substring(equals + 1));
        continue;
      }
      String text = shell.state().aliases().get(word);
      if (text == null) {
        shell.complain("alias: " + word + ": not found");
        status = 1;
      } else {
        shell.print("alias", "alias " + word + "=" + Quoting.quote(text) + "\n");
      }
    }
    return status;
  }

  static int unalias(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "unalias", "a", arguments);
    if (parsed.bad()) {
      return 2;
    }
    if (parsed.has('a')) {
      shell.state().aliases().clear();
      return 0;
    }
    int status = 0;
    for (String name : parsed.rest()) {
      if (shell.state().aliases().remove(name) == null) {
        shell.complain("unalias: " + name + ": not found");
        status = 1;
      }
    }
    return status;
  }
}
