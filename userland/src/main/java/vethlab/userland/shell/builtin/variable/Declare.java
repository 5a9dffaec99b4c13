package vethlab.userland.shell.builtin.variable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.userland.shell.builtin.Usage;
import vethlab.userland.shell.execution.Builtin;
import vethlab.userland.shell.execution.Shell;
import vethlab.userland.shell.expansion.Declarations;
import vethlab.userland.shell.expansion.ExpansionError;
import vethlab.userland.shell.lexer.Characters;
import vethlab.userland.shell.state.Attribute;
import vethlab.userland.shell.state.FunctionDefinition;
import vethlab.userland.shell.state.KeyedElements;
import vethlab.userland.shell.state.Value;
import vethlab.userland.shell.state.Variable;
import vethlab.userland.shell.syntax.Assignment;
import vethlab.userland.shell.syntax.CommandPrinter;

/// `declare`, `typeset`, `local`, `export`, `readonly`.
public final class Declare implements Builtin.Declaring {

  /// Which of them it is.
  public enum Kind {
    DECLARE("declare", "aAfFgIilnprtux"),
    TYPESET("typeset", "aAfFgIilnprtux"),
    LOCAL("local", "aAfFgIilnprtux"),
    EXPORT("export", "fnp"),
    READONLY("readonly", "aAfp");

    private final String text;
    private final String letters;

    Kind(String text, String letters) {
      this.text = text;
      this.letters = letters;
    }
  }

  private final Kind kind;

  public Declare(Kind kind) {
    this.kind = kind;
  }

  /// What the options say.
  private static final class Wishes {
    private final Set<Attribute> on = EnumSet.noneOf(Attribute.class);
    private final Set<Attribute> off = EnumSet.noneOf(Attribute.class);
    private boolean indexed;
    private boolean associative;
    private boolean global;
    private boolean print;
    private boolean functions;
    private boolean functionNames;
    private boolean notExported;
  }

  @Override
  public int declare(Shell shell, List<Argument> arguments) {
    if (kind == Kind.LOCAL && !shell.variables().isInFunction()) {
      shell.complain("local: can only be used in a function");
      return 1;
    }
    Wishes wishes = new Wishes();
    int at = options(shell, arguments, wishes);
    if (at < 0) {
      return 2;
    }
    List<Argument> rest = arguments.subList(at, arguments.size());
    if (wishes.functions) {
      return functions(shell, rest, wishes);
    }
    if (rest.isEmpty()) {
      return list(shell, wishes);
    }
    if (wishes.print && kind != Kind.EXPORT && kind != Kind.READONLY) {
      return print(shell, rest);
    }
    int status = 0;
    for (Argument argument : rest) {
      status = Math.max(status, declare(shell, argument, wishes));
    }
    return status;
  }

  private int options(Shell shell, List<Argument> arguments, Wishes wishes) {
    int at = 0;
    while (at < arguments.size()
        && arguments.get(at) instanceof Argument.Plain(String word)
        && word.length() > 1
        && (word.charAt(0) == '-' || word.charAt(0) == '+')) {
      at++;
      if (word.equals("--")) {
        break;
      }
      boolean set = word.charAt(0) == '-';
      for (int i = 1; i < word.length(); i++) {
        char letter = word.charAt(i);
        if (kind.letters.indexOf(letter) < 0) {
          Usage.invalid(shell, kind.text, word.charAt(0) + String.valueOf(letter));
          return -1;
        }
        option(letter, set, wishes);
      }
    }
    return at;
  }

  private void option(char letter, boolean set, Wishes wishes) {
    Set<Attribute> attributes = set ? wishes.on : wishes.off;
    switch (letter) {
      case 'a' -> wishes.indexed = set;
      case 'A' -> wishes.associative = set;
      case 'g' -> wishes.global = true;
      case 'p' -> wishes.print = true;
      case 'f' -> wishes.functions = true;
      case 'F' -> {
        wishes.functions = true;
        wishes.functionNames = true;
      }
      case 'i' -> attributes.add(Attribute.INTEGER);
      case 'l' -> attributes.add(Attribute.LOWER);
      case 'u' -> attributes.add(Attribute.UPPER);
      case 'r' -> attributes.add(Attribute.READONLY);
      case 't' -> attributes.add(Attribute.TRACED);
      case 'x' -> attributes.add(Attribute.EXPORTED);
      case 'n' -> {
        if (kind == Kind.EXPORT) {
          wishes.notExported = true;
        } else {
          attributes.add(Attribute.REFERENCE);
        }
      }
      default -> {}
    }
  }

  private int declare(Shell shell, Argument argument, Wishes wishes) {
    String name;
    @Nullable String subscript = null;
    @Nullable String text = null;
    @Nullable Assignment array = null;
    boolean append = false;
    switch (argument) {
      case Argument.Assigned(Assignment assignment) -> {
        name = assignment.name();
        append = assignment.append();
        if (assignment.elements() != null) {
          array = assignment;
        } else {
          text = shell.expander().value(assignment.value());
        }
        if (assignment.subscript() != null) {
          subscript = shell.expander().subscript(name, assignment.subscript());
        }
      }
      case Argument.Plain(String word) -> {
        int equals = word.indexOf('=');
        String left = equals < 0 ? word : word.substring(0, equals);
        append = equals > 0 && left.endsWith("+");
        left = append ? left.substring(0, left.length() - 1) : left;
        text = equals < 0 ? null : word.substring(equals + 1);
        int bracket = left.indexOf('[');
        if (bracket > 0 && left.endsWith("]")) {
          subscript = left.substring(bracket + 1, left.length() - 1);
          left = left.substring(0, bracket);
        }
        if (!Characters.isName(left)) {
          shell.complain(kind.text + ": `" + word + "': not a valid identifier");
          return 1;
        }
        name = left;
      }
    }
    Variable variable = variable(shell, name, wishes);
    try {
      shape(variable, wishes);
      if (array != null) {
        shell.expander().assignArray(variable, array);
      } else if (text != null) {
        if (variable.has(Attribute.REFERENCE)) {
          variable.setValue(new Value.Scalar(text));
        } else {
          shell.expander().assigner().assign(variable, name, subscript, text, append);
        }
      }
    } catch (ExpansionError error) {
      if (error.isFatal()) {
        throw error;
      }
      boolean plain = kind == Kind.EXPORT || kind == Kind.READONLY;
      shell.complain((plain ? "" : kind.text + ": ") + error.message());
      return 1;
    }
    finish(variable, wishes);
    return 0;
  }

  /// The variable that is meant: a local one inside a function, but for `export` and `readonly`.
  private Variable variable(Shell shell, String given, Wishes wishes) {
    boolean inFunction = shell.variables().isInFunction();
    boolean local = inFunction && !wishes.global && kind != Kind.EXPORT && kind != Kind.READONLY;
    if (local) {
      Variable there = shell.variables().findLocal(given);
      return there != null ? there : shell.variables().local(given);
    }
    String name =
        wishes.on.contains(Attribute.REFERENCE)
            ? given
            : shell.expander().assigner().resolve(given);
    return wishes.global ? shell.variables().global(name) : shell.variables().findOrMake(name);
  }

  /// Gives the variable what its value needs to know before it is assigned.
  private static void shape(Variable variable, Wishes wishes) {
    if (wishes.associative && !variable.isAssociative()) {
      variable.setValue(new Value.Associative(new KeyedElements()));
    } else if (wishes.indexed && !variable.isIndexed() && !variable.isAssociative()) {
      variable.indexed();
    }
    for (Attribute attribute : wishes.on) {
      if (attribute != Attribute.READONLY) {
        variable.set(attribute, true);
      }
      if (attribute == Attribute.UPPER) {
        variable.set(Attribute.LOWER, false);
      } else if (attribute == Attribute.LOWER) {
        variable.set(Attribute.UPPER, false);
      }
    }
    wishes.off.forEach(attribute -> {
      if (attribute != Attribute.READONLY) {
        variable.set(attribute, false);
      }
    });
  }

  private void finish(Variable variable, Wishes wishes) {
    if (wishes.on.contains(Attribute.READONLY) || kind == Kind.READONLY) {
      variable.set(Attribute.READONLY, true);
    }
    if (kind == Kind.EXPORT) {
      variable.set(Attribute.EXPORTED, !wishes.notExported);
    }
  }

  private int functions(Shell shell, List<Argument> rest, Wishes wishes) {
    Map<String, FunctionDefinition> functions = shell.state().functions();
    if (kind == Kind.EXPORT && !rest.isEmpty()) {
      int status = 0;
      for (Argument argument : rest) {
        String name = text(argument);
        if (functions.containsKey(name)) {
          shell.state().exportFunction(name, !wishes.notExported);
        } else {
          shell.complain("export: " + name + ": not a function");
          status = 1;
        }
      }
      return status;
    }
    if (kind == Kind.READONLY) {
      throw new vethlab.simulator.errno.NotModelled("readonly -f");
    }
    StringBuilder out = new StringBuilder();
    int status = 0;
    if (rest.isEmpty()) {
      functions.values().forEach(function -> out.append(shown(function, wishes, true)));
    }
    for (Argument argument : rest) {
      FunctionDefinition function = functions.get(text(argument));
      if (function == null) {
        status = 1;
      } else {
        out.append(shown(function, wishes, false));
      }
    }
    int written = shell.print(kind.text, out.toString());
    return Math.max(status, written);
  }

  private static String shown(FunctionDefinition function, Wishes wishes, boolean listed) {
    if (wishes.functionNames) {
      return (listed ? "declare -f " : "") + function.name() + "\n";
    }
    return CommandPrinter.function(function.name(), function.body()) + "\n";
  }

  private static String text(Argument argument) {
    return switch (argument) {
      case Argument.Plain(String text) -> text;
      case Argument.Assigned(Assignment assignment) -> assignment.text();
    };
  }

  private int print(Shell shell, List<Argument> rest) {
    int status = 0;
    for (Argument argument : rest) {
      String name = text(argument);
      Variable variable = shell.variables().find(name);
      if (variable == null) {
        shell.complain(kind.text + ": " + name + ": not found");
        status = 1;
      } else {
        shell.print(kind.text, Declarations.print(name, variable) + "\n");
      }
    }
    return status;
  }

  /// All variables that have what the options name.
  private int list(Shell shell, Wishes wishes) {
    Map<String, Variable> variables =
        kind == Kind.LOCAL ? shell.variables().locals() : shell.variables().visible();
    boolean plain = !wishes.print && wishes.on.isEmpty() && !wishes.indexed && !wishes.associative;
    List<String> lines = new ArrayList<>();
    variables.forEach((name, variable) -> {
      if (!isWanted(variable, wishes)) {
        return;
      }
      if (plain && (kind == Kind.DECLARE || kind == Kind.TYPESET || kind == Kind.LOCAL)) {
        if (variable.value() != null) {
          lines.add(SetBuiltin.line(name, variable));
        }
      } else {
        lines.add(Declarations.print(name, variable));
      }
    });
    StringBuilder out = new StringBuilder();
    lines.forEach(line -> out.append(line).append('\n'));
    if (plain && (kind == Kind.DECLARE || kind == Kind.TYPESET)) {
      shell
          .state()
          .functions()
          .values()
          .forEach(function ->
              out.append(CommandPrinter.function(function.name(), function.body())).append('\n'));
    }
    return shell.print(kind.text, out.toString());
  }

  private boolean isWanted(Variable variable, Wishes wishes) {
    if (kind == Kind.EXPORT) {
      return variable.has(Attribute.EXPORTED);
    }
    if (kind == Kind.READONLY && !variable.has(Attribute.READONLY)) {
      return false;
    }
    return wishes.on.stream().allMatch(variable::has)
        && (!wishes.indexed || variable.isIndexed())
        && (!wishes.associative || variable.isAssociative());
  }
}
