package vethlab.userland.shell.builtin.variable;

import java.util.List;
import vethlab.userland.shell.builtin.Usage;
import vethlab.userland.shell.execution.Shell;
import vethlab.userland.shell.expansion.ExpansionError;
import vethlab.userland.shell.lexer.Characters;
import vethlab.userland.shell.state.Attribute;
import vethlab.userland.shell.state.Variable;

/// `unset`.
public final class Unset {

  private Unset() {}

  public static int run(Shell shell, List<String> arguments) {
    Usage.Parsed parsed = Usage.parse(shell, "unset", "fnv", arguments);
    if (parsed.bad()) {
      return 2;
    }
    int status = 0;
    for (String name : parsed.rest()) {
      if (parsed.has('f')) {
        shell.state().functions().remove(name);
      } else {
        status = Math.max(status, unset(shell, name, parsed));
      }
    }
    return status;
  }

  private static int unset(Shell shell, String text, Usage.Parsed parsed) {
    int bracket = text.indexOf('[');
    if (bracket > 0 && text.endsWith("]")) {
      return element(
          shell, text.substring(0, bracket), text.substring(bracket + 1, text.length() - 1));
    }
    if (!Characters.isName(text)) {
      if (!parsed.has('v')) {
        shell.state().functions().remove(text);
        return 0;
      }
      shell.complain("unset: `" + text + "': not a valid identifier");
      return 1;
    }
    String name = parsed.has('n') ? text : shell.expander().assigner().resolve(text);
    Variable variable = shell.variables().findStored(name);
    if (variable != null && variable.has(Attribute.READONLY)) {
      shell.complain("unset: " + name + ": cannot unset: readonly variable");
      return 1;
    }
    if (variable == null && shell.variables().computed(name) == null) {
      if (!parsed.has('v')) {
        shell.state().functions().remove(name);
      }
      return 0;
    }
    shell.variables().unset(name);
    return 0;
  }

  private static int element(Shell shell, String name, String subscript) {
    Variable variable = shell.variables().findStored(shell.expander().assigner().resolve(name));
    boolean all = subscript.equals("@") || subscript.equals("*");
    if (variable != null && all && !variable.isAssociative()) {
      shell.variables().unset(shell.expander().assigner().resolve(name));
      return 0;
    }
    try {
      shell.expander().assigner().unsetElement(name, subscript);
      return 0;
    } catch (ExpansionError error) {
      shell.complain("unset: " + error.message());
      return 1;
    }
  }
}
