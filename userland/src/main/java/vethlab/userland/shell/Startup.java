package vethlab.userland.shell;

import java.util.Map;
import java.util.TreeMap;
import vethlab.simulator.process.Process;
import vethlab.userland.shell.execution.Evaluator;
import vethlab.userland.shell.execution.Shell;
import vethlab.userland.shell.lexer.Characters;
import vethlab.userland.shell.state.Attribute;
import vethlab.userland.shell.state.Option;
import vethlab.userland.shell.state.Value;
import vethlab.userland.shell.state.Variable;
import vethlab.userland.shell.state.Variables;

/// The variables that a shell begins with: those of its environment, and its own.
final class Startup {

  private static final String USUAL_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private final Shell shell;
  private final Variables variables;

  Startup(Shell shell) {
    this.shell = shell;
    this.variables = shell.variables();
  }

  void run() {
    Process process = shell.process();
    fromEnvironment(process);
    setDirectory(process);
    usually("PATH", USUAL_PATH);
    usually("TERM", "dumb");
    put("BASH", "/bin/bash");
    put("BASH_VERSION", "5.2.15(1)-release");
    array("BASH_VERSINFO", "5", "2", "15", "1", "release", "x86_64-pc-linux-gnu");
    readOnly("BASH_VERSINFO");
    put("HOSTNAME", process.uts().hostname());
    put("HOSTTYPE", "x86_64");
    put("MACHTYPE", "x86_64-pc-linux-gnu");
    put("OSTYPE", "linux-gnu");
    put("IFS", " \t\n");
    put("OPTIND", "1");
    put("OPTERR", "1");
    usually("PS4", "+ ");
    number("EUID", 0);
    number("UID", 0);
    number("PPID", process.parent());
    level();
    if (shell.settings().interactive()) {
      usually("PS1", "\\s-\\v\\$ ");
      usually("PS2", "> ");
      put("COLUMNS", "80");
      put("LINES", "24");
    }
  }

  private void fromEnvironment(Process process) {
    for (Map.Entry<String, String> each : process.environment().entrySet()) {
      String name = each.getKey();
      if (name.startsWith("BASH_FUNC_") && name.endsWith("%%")) {
        function(name.substring("BASH_FUNC_".length(), name.length() - 2), each.getValue());
      } else if (Characters.isName(name) && !name.equals("_")) {
        Variable variable = variables.global(name);
        variable.setValue(new Value.Scalar(each.getValue()));
        variable.set(Attribute.EXPORTED, true);
      }
    }
  }

  /// A function that the shell above has exported.
  private void function(String name, String body) {
    try {
      new Evaluator(shell).evaluate(name + " " + body + "\n", 1, null);
      shell.state().exportFunction(name, true);
    } catch (Evaluator.SyntaxFault fault) {
      shell.complain("error importing function definition for `" + name + "'");
    }
  }

  private void setDirectory(Process process) {
    String given = variables.text("PWD");
    String here = process.directory();
    boolean right =
        given != null
            && given.startsWith("/")
            && process.table().files().walk(process, "/", given, true).path().equals(here);
    shell.setDirectory(right && given != null ? given : here);
    put("PWD", shell.directory());
    variables.global("PWD").set(Attribute.EXPORTED, true);
    variables.global("OLDPWD").set(Attribute.EXPORTED, true);
  }

  private void level() {
    String given = variables.text("SHLVL");
    int level = given != null && given.matches("[0-9]{1,3}") ? Integer.parseInt(given) : 0;
    put("SHLVL", Integer.toString(level + 1));
    variables.global("SHLVL").set(Attribute.EXPORTED, true);
  }

  private void usually(String name, String text) {
    if (variables.text(name) == null) {
      put(name, text);
    }
  }

  private void put(String name, String text) {
    variables.global(name).setValue(new Value.Scalar(text));
  }

  private void number(String name, int value) {
    put(name, Integer.toString(value));
    variables.global(name).set(Attribute.INTEGER, true);
    readOnly(name);
  }

  private void readOnly(String name) {
    variables.global(name).set(Attribute.READONLY, true);
  }

  private void array(String name, String... texts) {
    TreeMap<Long, String> elements = new TreeMap<>();
    for (String text : texts) {
      elements.put((long) elements.size(), text);
    }
    variables.global(name).setValue(new Value.Indexed(elements));
  }

  /// What the options of the command line turn on and off.
  ///
  /// @return whether all names are known
  boolean setOptions(Invocation invocation) {
    invocation
        .options()
        .forEach((option, on) -> {
          if (option != Option.MONITOR) {
            shell.options().set(option, on);
          }
        });
    for (Map.Entry<String, Boolean> extra : invocation.extras().entrySet()) {
      if (!shell.options().hasExtra(extra.getKey())) {
        shell.write(
            2,
            shell.settings().baseName() + ": " + extra.getKey() + ": invalid shell option name\n");
        return false;
      }
      shell.options().setExtra(extra.getKey(), extra.getValue());
    }
    return true;
  }
}
