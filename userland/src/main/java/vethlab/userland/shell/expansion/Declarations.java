package vethlab.userland.shell.expansion;

import java.util.NavigableMap;
import vethlab.userland.shell.state.KeyedElements;
import vethlab.userland.shell.state.Value;
import vethlab.userland.shell.state.Variable;

/// Variables as the commands that would make them.
public final class Declarations {

  private Declarations() {}

  /// As `declare -p` prints: `declare -x PATH="/bin"`.
  public static String print(String name, Variable variable) {
    String letters = variable.letters();
    String head = "declare -" + (letters.isEmpty() ? "-" : letters) + " " + name;
    String value = value(variable);
    return value.isEmpty() ? head : head + "=" + value;
  }

  /// As `${name@A}` says: `declare -a x=([0]="1")`, or `x='1'` if it has no attributes.
  static String statement(String name, Variable variable) {
    if (variable.letters().isEmpty() && variable.value() instanceof Value.Scalar(String text)) {
      return name + "=" + Quoting.quote(text);
    }
    if (variable.value() instanceof Value.Scalar(String text)) {
      return "declare -" + variable.letters() + " " + name + "=" + Quoting.quote(text);
    }
    return print(name, variable);
  }

  /// The value in quotes; empty if there is none.
  public static String value(Variable variable) {
    return switch (variable.value()) {
      case null -> "";
      case Value.Scalar(String text) -> Quoting.doubleQuote(text);
      case Value.Indexed(NavigableMap<Long, String> elements) -> {
        StringBuilder out = new StringBuilder("(");
        elements.forEach((number, text) -> {
          out.append(out.length() > 1 ? " [" : "[").append(number).append("]=");
          out.append(Quoting.doubleQuote(text));
        });
        yield out.append(')').toString();
      }
      case Value.Associative(KeyedElements elements) -> {
        StringBuilder out = new StringBuilder("(");
        for (String key : elements.keys()) {
          String shown = key.matches("[A-Za-z0-9_./:%+,-]+") ? key : Quoting.doubleQuote(key);
          String text = elements.get(key);
          out.append('[').append(shown).append("]=");
          out.append(Quoting.doubleQuote(text == null ? "" : text)).append(' ');
        }
        yield out.append(')').toString();
      }
    };
  }
}
