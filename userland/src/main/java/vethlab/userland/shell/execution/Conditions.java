package vethlab.userland.shell.execution;

import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.PatternSyntaxException;
import vethlab.simulator.errno.NotModelled;
import vethlab.userland.program.FileTests;
import vethlab.userland.shell.expansion.ExpansionError;
import vethlab.userland.shell.lexer.Characters;
import vethlab.userland.shell.pattern.Pattern;
import vethlab.userland.shell.state.Attribute;
import vethlab.userland.shell.state.Option;
import vethlab.userland.shell.state.Value;
import vethlab.userland.shell.state.Variable;
import vethlab.userland.shell.syntax.Condition;
import vethlab.userland.shell.syntax.Word;
import vethlab.userland.text.Regex;

/// Evaluates `[[ … ]]`.
final class Conditions {

  private final Shell shell;
  private final ExecutionTrace trace;

  Conditions(Shell shell) {
    this.shell = shell;
    this.trace = new ExecutionTrace(shell);
  }

  /// 0 if the condition holds, 1 if not, 2 if it is faulty.
  int evaluate(Condition condition) {
    return switch (condition) {
      case Condition.NotEmpty(Word word) -> {
        String text = shell.expander().single(word);
        trace.condition("-n " + shown(text));
        yield text.isEmpty() ? 1 : 0;
      }
      case Condition.Unary(String operator, Word operand) -> unary(operator, operand);
      case Condition.Binary(Word left, String operator, Word right) ->
          binary(left, operator, right);
      case Condition.Not(Condition inner) -> {
        int status = evaluate(inner);
        yield status == 2 ? 2 : 1 - status;
      }
      case Condition.And(Condition left, Condition right) -> {
        int status = evaluate(left);
        yield status == 0 ? evaluate(right) : status;
      }
      case Condition.Or(Condition left, Condition right) -> {
        int status = evaluate(left);
        yield status == 1 ? evaluate(right) : status;
      }
    };
  }

  private static String shown(String text) {
    return text.isEmpty() ? "''" : text;
  }

  private int unary(String operator, Word operand) {
    String text = shell.expander().single(operand);
    trace.condition(operator + " " + shown(text));
    boolean holds =
        switch (operator) {
          case "-z" -> text.isEmpty();
          case "-n" -> !text.isEmpty();
          case "-v" -> isSet(shell, text);
          case "-o" -> {
            Option option = Option.ofName(text);
            yield option != null && shell.options().is(option);
          }
          case "-R" -> {
            Variable variable = shell.variables().findStored(text);
            yield variable != null && variable.has(Attribute.REFERENCE);
          }
          default -> FileTests.unary(shell.process(), operator, text);
        };
    return holds ? 0 : 1;
  }

  /// Whether a variable, or an element of an array, has a value.
  static boolean isSet(Shell shell, String text) {
    int bracket = text.indexOf('[');
    if (bracket > 0 && text.endsWith("]")) {
      String subscript = text.substring(bracket + 1, text.length() - 1);
      String name = text.substring(0, bracket);
      if (subscript.equals("@") || subscript.equals("*")) {
        Variable variable = shell.variables().find(name);
        return variable != null && variable.value() != null;
      }
      return shell.expander().assigner().text(name, subscript) != null;
    }
    if (Characters.isNumber(text)) {
      return Integer.parseInt(text) <= shell.positional().size();
    }
    return shell.expander().assigner().text(text, null) != null;
  }

  private int binary(Word left, String operator, Word right) {
    String one = shell.expander().single(left);
    switch (operator) {
      case "==", "=", "!=" -> {
        String source = shell.expander().pattern(right);
        trace.condition(shown(one) + " " + operator + " " + source);
        boolean same =
            Pattern.compile(source, true, shell.options().extra("nocasematch")).matches(one);
        return same == !operator.equals("!=") ? 0 : 1;
      }
      case "=~" -> {
        String source = shell.expander().regex(right);
        trace.condition(shown(one) + " =~ " + source);
        return matches(one, source);
      }
      default -> {
        String other = shell.expander().single(right);
        trace.condition(shown(one) + " " + operator + " " + shown(other));
        return compare(one, operator, other) ? 0 : 1;
      }
    }
  }

  private boolean compare(String left, String operator, String right) {
    return switch (operator) {
      case "<" -> left.compareTo(right) < 0;
      case ">" -> left.compareTo(right) > 0;
      case "-nt", "-ot", "-ef" -> FileTests.binary(shell.process(), left, operator, right);
      default -> {
        long one = number(left);
        long other = number(right);
        yield switch (operator) {
          case "-eq" -> one == other;
          case "-ne" -> one != other;
          case "-lt" -> one < other;
          case "-le" -> one <= other;
          case "-gt" -> one > other;
          case "-ge" -> one >= other;
          default -> throw new NotModelled("[[ " + operator);
        };
      }
    };
  }

  private long number(String text) {
    try {
      return shell.expander().assigner().number(text);
    } catch (ExpansionError error) {
      throw error.isFatal() ? error : ExpansionError.givingUp("[[: " + error.message());
    }
  }

  private int matches(String text, String source) {
    Matcher matcher;
    try {
      matcher = Regex.extended(source, shell.options().extra("nocasematch")).matcher(text);
    } catch (PatternSyntaxException bad) {
      return 2;
    }
    TreeMap<Long, String> groups = new TreeMap<>();
    boolean found = matcher.find();
    if (found) {
      for (int i = 0; i <= matcher.groupCount(); i++) {
        String group = matcher.group(i);
        groups.put((long) i, group == null ? "" : group);
      }
    }
    shell.variables().global("BASH_REMATCH").setValue(new Value.Indexed(groups));
    return found ? 0 : 1;
  }
}
