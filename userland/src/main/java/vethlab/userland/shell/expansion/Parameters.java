package vethlab.userland.shell.expansion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import vethlab.userland.shell.lexer.Characters;
import vethlab.userland.shell.state.Attribute;
import vethlab.userland.shell.state.KeyedElements;
import vethlab.userland.shell.state.Value;
import vethlab.userland.shell.state.Variable;
import vethlab.userland.shell.syntax.WordPart;

/// What parameters say: one text, or several as for `$@`.
final class Parameters {

  /// A parameter, found.
  sealed interface Found {

    /// One text, or none.
    record One(String name, @Nullable String subscript, @Nullable String text) implements Found {}

    /// Several.
    ///
    /// @param numbers the places of the texts, for slices
    /// @param joined whether they become one word between double quotes (`$*`)
    record Many(String name, List<String> texts, List<Long> numbers, boolean joined)
        implements Found {}
  }

  private final ExpansionContext context;
  private final Assigner assigner;
  private final Expander expander;

  Parameters(ExpansionContext context, Assigner assigner, Expander expander) {
    this.context = context;
    this.assigner = assigner;
    this.expander = expander;
  }

  /// The parameter that a part names, indirection followed.
  Found find(WordPart.Parameter parameter) {
    Found found = find(parameter.name(), parameter.subscript());
    if (!parameter.indirect()) {
      return found;
    }
    Variable variable = context.variables().findStored(parameter.name());
    if (variable != null && variable.has(Attribute.REFERENCE)) {
      // the name that a reference refers to
      return new Found.One(parameter.name(), null, assigner.resolve(parameter.name()));
    }
    return findByText(target(parameter, found));
  }

  private static String target(WordPart.Parameter parameter, Found found) {
    switch (found) {
      case Found.One(String name, String subscript, String text) -> {
        if (text == null || text.isEmpty()) {
          throw ExpansionError.givingUp(parameter.name() + ": invalid indirect expansion");
        }
        return text;
      }
      case Found.Many many -> {
        return String.join(" ", many.texts());
      }
    }
  }

  private Found findByText(String target) {
    int bracket = target.indexOf('[');
    String name = bracket < 0 ? target : target.substring(0, bracket);
    if (!Characters.isName(name)
        && !Characters.isNumber(name)
        && !(name.length() == 1 && Characters.isSpecialParameter(name.charAt(0)))) {
      throw ExpansionError.givingUp(target + ": invalid variable name");
    }
    if (bracket < 0) {
      return find(name, null);
    }
    String subscript = target.substring(bracket + 1, target.length() - 1);
    if (subscript.equals("@") || subscript.equals("*")) {
      return all(name, subscript.equals("*"));
    }
    return new Found.One(name, subscript, assigner.text(name, subscript));
  }

  private Found find(String name, WordPart.@Nullable Subscript subscript) {
    if (name.equals("@") || name.equals("*")) {
      return positional(name.equals("*"));
    }
    return switch (subscript) {
      case null -> new Found.One(name, null, text(name));
      case WordPart.Subscript.Every(boolean joined) -> all(name, joined);
      case WordPart.Subscript.Element(var index) -> {
        String key = key(name, index);
        yield new Found.One(name, key, assigner.text(name, key));
      }
    };
  }

  /// The text of a subscript, expanded as its array needs it.
  String key(String name, vethlab.userland.shell.syntax.Word index) {
    return expander.subscript(name, index);
  }

  private @Nullable String text(String name) {
    if (Characters.isName(name)) {
      return assigner.text(name, null);
    }
    if (Characters.isNumber(name)) {
      if (name.length() > 9) {
        return null;
      }
      int number = Integer.parseInt(name);
      List<String> positional = context.positional();
      return number == 0
          ? context.name()
          : number <= positional.size() ? positional.get(number - 1) : null;
    }
    return name.length() == 1 ? context.special(name.charAt(0)) : null;
  }

  private Found positional(boolean joined) {
    List<String> texts = context.positional();
    List<Long> numbers = new ArrayList<>();
    for (long i = 1; i <= texts.size(); i++) {
      numbers.add(i);
    }
    return new Found.Many("@", texts, numbers, joined);
  }

  private Found all(String given, boolean joined) {
    String name = assigner.resolve(given);
    Variable variable = context.variables().find(name);
    List<String> texts = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    switch (variable == null ? null : variable.value()) {
      case null -> {}
      case Value.Scalar(String text) -> {
        texts.add(text);
        numbers.add(0L);
      }
      case Value.Indexed(NavigableMap<Long, String> elements) ->
          elements.forEach((number, text) -> {
            texts.add(text);
            numbers.add(number);
          });
      case Value.Associative(KeyedElements elements) -> {
        texts.addAll(elements.values());
        for (long i = 0; i < texts.size(); i++) {
          numbers.add(i);
        }
      }
    }
    return new Found.Many(name, texts, numbers, joined);
  }

  /// The keys of an array (`${!name[@]}`).
  List<String> keys(String given) {
    Variable variable = context.variables().find(assigner.resolve(given));
    return switch (variable == null ? null : variable.value()) {
      case null -> List.of();
      case Value.Scalar s -> List.of("0");
      case Value.Indexed(NavigableMap<Long, String> elements) ->
          elements.keySet().stream().map(String::valueOf).toList();
      case Value.Associative(KeyedElements elements) -> elements.keys();
    };
  }

  /// The names of the variables that begin so and have a value.
  List<String> names(String prefix) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, Variable> each : context.variables().visible().entrySet()) {
      if (each.getKey().startsWith(prefix) && each.getValue().value() != null) {
        names.add(each.getKey());
      }
    }
    return names;
  }
}
