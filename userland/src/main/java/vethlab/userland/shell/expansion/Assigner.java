package vethlab.userland.shell.expansion;

import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vethlab.userland.shell.arithmetic.Arithmetic;
import vethlab.userland.shell.arithmetic.ArithmeticProblem;
import vethlab.userland.shell.arithmetic.ArithmeticVariables;
import vethlab.userland.shell.lexer.Characters;
import vethlab.userland.shell.state.Attribute;
import vethlab.userland.shell.state.KeyedElements;
import vethlab.userland.shell.state.Option;
import vethlab.userland.shell.state.Options;
import vethlab.userland.shell.state.Value;
import vethlab.userland.shell.state.Variable;
import vethlab.userland.shell.state.Variables;

/// Sets and reads variables as assignments do: attributes obeyed, references followed, elements of
/// arrays by number or key.
public final class Assigner implements ArithmeticVariables {

  private final Variables variables;
  private final Options options;

  Assigner(Variables variables, Options options) {
    this.variables = variables;
    this.options = options;
  }

  /// The name that a name stands for (`declare -n`).
  public String resolve(String name) {
    String here = name;
    for (int links = 0; links < 10; links++) {
      Variable variable = variables.findStored(here);
      if (variable == null || !variable.has(Attribute.REFERENCE)) {
        return here;
      }
      String target = variable.plain();
      if (target == null || target.isEmpty()) {
        return here;
      }
      here = target;
    }
    return here;
  }

  /// `name=text`, `name+=text`, `name[subscript]=text`.
  ///
  /// @param subscript the text between the brackets, expanded; or null
  /// @throws ExpansionError if the variable is read-only or the subscript is bad
  public void assign(String given, @Nullable String subscript, String text, boolean append) {
    String name = resolve(given);
    String element = subscript;
    int bracket = name.indexOf('[');
    if (bracket > 0 && name.endsWith("]")) {
      element = name.substring(bracket + 1, name.length() - 1);
      name = name.substring(0, bracket);
    }
    Variables.Computed computed = variables.computed(name);
    if (computed != null) {
      computed.assign(text);
      return;
    }
    Variable variable = variables.findOrMake(name);
    assign(variable, name, element, text, append);
  }

  /// As [#assign(String, String, String, boolean)], for a variable at hand.
  public void assign(
      Variable variable, String name, @Nullable String subscript, String text, boolean append) {
    if (variable.has(Attribute.READONLY)) {
      throw ExpansionError.givingUp(name + ": readonly variable");
    }
    if (options.is(Option.ALLEXPORT)) {
      variable.set(Attribute.EXPORTED, true);
    }
    if (subscript == null && variable.value() == null) {
      put(variable, name, null, append ? added(variable, "", text) : fitted(variable, text));
      return;
    }
    String before = append ? element(variable, name, subscript) : null;
    String after =
        append ? added(variable, before == null ? "" : before, text) : fitted(variable, text);
    Variables.checkLength(after);
    put(variable, name, subscript, after);
  }

  /// Sets text without regard to attributes that change it.
  private void put(Variable variable, String name, @Nullable String subscript, String text) {
    Variables.checkLength(text);
    if (variable.value() instanceof Value.Associative(KeyedElements elements)) {
      elements.put(subscript == null ? "0" : subscript, text);
    } else if (subscript != null) {
      NavigableMap<Long, String> elements = variable.indexed();
      elements.put(index(elements, name, subscript), text);
    } else if (variable.value() instanceof Value.Indexed(NavigableMap<Long, String> elements)) {
      elements.put(0L, text);
    } else {
      variable.setValue(new Value.Scalar(text));
    }
  }

  private String added(Variable variable, String before, String text) {
    if (variable.has(Attribute.INTEGER)) {
      return Long.toString(number(before) + number(text));
    }
    return fitted(variable, before + text);
  }

  /// The text as the variable's attributes make it.
  private String fitted(Variable variable, String text) {
    if (variable.has(Attribute.INTEGER)) {
      return Long.toString(number(text));
    }
    if (variable.has(Attribute.UPPER)) {
      return text.toUpperCase(Locale.ROOT);
    }
    if (variable.has(Attribute.LOWER)) {
      return text.toLowerCase(Locale.ROOT);
    }
    return text;
  }

  /// The value of an arithmetic expression.
  ///
  /// @throws ExpansionError if it has none
  public long number(String expression) {
    try {
      return Arithmetic.evaluate(expression, this);
    } catch (ArithmeticProblem problem) {
      throw ExpansionError.givingUp(problem.message());
    }
  }

  /// The place in an indexed array that a subscript means; negative ones count from the end.
  private long index(NavigableMap<Long, String> elements, String name, String subscript) {
    long index = number(subscript);
    if (index < 0) {
      index += elements.isEmpty() ? 0 : elements.lastKey() + 1;
    }
    if (index < 0) {
      throw ExpansionError.givingUp(name + "[" + subscript + "]: bad array subscript");
    }
    return index;
  }

  /// What an element of a variable says; null if there is none.
  ///
  /// @param subscript null for what the name alone says
  public @Nullable String element(Variable variable, String name, @Nullable String subscript) {
    if (subscript == null) {
      return variable.plain();
    }
    return switch (variable.value()) {
      case null -> null;
      case Value.Associative(KeyedElements elements) -> elements.get(subscript);
      case Value.Indexed(NavigableMap<Long, String> elements) ->
          elements.get(index(elements, name, subscript));
      case Value.Scalar(String text) -> {
        long index = number(subscript);
        yield index == 0 || index == -1 ? text : null;
      }
    };
  }

  /// What a name says, with or without a subscript; null if nothing.
  public @Nullable String text(String given, @Nullable String subscript) {
    String name = resolve(given);
    int bracket = name.indexOf('[');
    if (subscript == null && bracket > 0 && name.endsWith("]")) {
      return text(name.substring(0, bracket), name.substring(bracket + 1, name.length() - 1));
    }
    Variable variable = variables.find(name);
    return variable == null ? null : element(variable, name, subscript);
  }

  /// Forgets an element of an array.
  public void unsetElement(String given, String subscript) {
    String name = resolve(given);
    Variable variable = variables.find(name);
    if (variable == null) {
      return;
    }
    if (variable.has(Attribute.READONLY)) {
      throw ExpansionError.givingUp(name + ": cannot unset: readonly variable");
    }
    switch (variable.value()) {
      case Value.Associative(KeyedElements elements) -> elements.remove(subscript);
      case Value.Indexed(NavigableMap<Long, String> elements) ->
          elements.remove(index(elements, name, subscript));
      case Value.Scalar s -> {
        if (number(subscript) == 0) {
          variables.unset(name);
        }
      }
      case null -> {}
    }
  }

  /// Makes a variable an array with these elements, read in order.
  ///
  /// @param elements subscript (or null) and text of each
  public void assignAll(
      Variable variable, String name, List<ElementText> elements, boolean append) {
    if (variable.has(Attribute.READONLY)) {
      throw ExpansionError.givingUp(name + ": readonly variable");
    }
    if (variable.value() instanceof Value.Associative(KeyedElements keyed)) {
      if (!append) {
        keyed.clear();
      }
      assignKeyed(variable, keyed, elements);
      return;
    }
    NavigableMap<Long, String> indexed = append ? variable.indexed() : new TreeMap<>();
    variable.setValue(new Value.Indexed(indexed));
    long next = indexed.isEmpty() ? 0 : indexed.lastKey() + 1;
    for (ElementText element : elements) {
      if (element.subscript() != null) {
        next = index(indexed, name, element.subscript());
      }
      String before = element.append() ? indexed.getOrDefault(next, "") : "";
      indexed.put(
          next,
          element.append()
              ? added(variable, before, element.text())
              : fitted(variable, element.text()));
      next++;
    }
  }

  /// An element of `(…)` with its words expanded.
  public record ElementText(@Nullable String subscript, boolean append, String text) {}

  private void assignKeyed(Variable variable, KeyedElements keyed, List<ElementText> elements) {
    String key = null;
    for (ElementText element : elements) {
      if (element.subscript() != null) {
        String before = element.append() ? keyed.get(element.subscript()) : null;
        keyed.put(
            element.subscript(), added(variable, before == null ? "" : before, element.text()));
      } else if (key == null) {
        key = element.text(); // keys and values in turn
      } else {
        keyed.put(key, fitted(variable, element.text()));
        key = null;
      }
    }
    if (key != null) {
      keyed.put(key, "");
    }
  }

  @Override
  public String get(String name, @Nullable String subscript) {
    String text;
    try {
      text = text(name, subscript);
    } catch (ExpansionError error) {
      throw ArithmeticProblem.of(error.message());
    }
    if (text == null && options.is(Option.NOUNSET) && Characters.isName(name)) {
      throw ExpansionError.fatal(name + ": unbound variable");
    }
    return text == null ? "" : text;
  }

  @Override
  public void set(String name, @Nullable String subscript, long value) {
    assign(name, subscript, Long.toString(value), false);
  }
}
