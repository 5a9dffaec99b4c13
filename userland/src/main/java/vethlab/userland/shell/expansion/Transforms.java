package vethlab.userland.shell.expansion;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vethlab.userland.shell.pattern.Pattern;
import vethlab.userland.shell.state.Variable;
import vethlab.userland.shell.syntax.ParameterOperation.ChangeCase;
import vethlab.userland.text.Escapes;

/// `${name^}`, `${name@Q}` and their kin.
final class Transforms {

  private Transforms() {}

  static String changeCase(String text, ChangeCase.To to, boolean all, @Nullable Pattern pattern) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean wanted = (all || i == 0) && (pattern == null || pattern.matches(String.valueOf(c)));
      out.append(wanted ? changed(c, to) : c);
    }
    return out.toString();
  }

  private static char changed(char c, ChangeCase.To to) {
    return switch (to) {
      case UPPER -> Character.toUpperCase(c);
      case LOWER -> Character.toLowerCase(c);
      case OTHER -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
    };
  }

  static String transform(ExpansionContext context, String text, char letter) {
    return switch (letter) {
      case 'Q' -> Quoting.quote(text);
      case 'E' -> Escapes.decode(text, Escapes.Dialect.ANSI_QUOTES).text();
      case 'P' -> context.prompt(text);
      case 'U' -> changeCase(text, ChangeCase.To.UPPER, true, null);
      case 'u' -> changeCase(text, ChangeCase.To.UPPER, false, null);
      case 'L' -> changeCase(text, ChangeCase.To.LOWER, true, null);
      default -> throw new IllegalStateException("@" + letter);
    };
  }

  /// The attributes of a variable, or the command that would make it.
  static String describe(ExpansionContext context, String name, char letter) {
    Variable variable = context.variables().find(name);
    if (variable == null) {
      return "";
    }
    return letter == 'a' ? variable.letters() : Declarations.statement(name, variable);
  }

  static List<String> pairs(List<String> keys, List<String> texts, char letter) {
    List<String> pairs = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      pairs.add(keys.get(i));
      pairs.add(texts.get(i));
      line.append(i > 0 ? " " : "").append(keys.get(i)).append(' ');
      line.append(Quoting.doubleQuote(texts.get(i)));
    }
    return letter == 'k' ? pairs : List.of(line.toString());
  }
}
