package vethlab.userland.shell.expansion;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vethlab.userland.shell.expansion.Parameters.Found;
import vethlab.userland.shell.pattern.Pattern;
import vethlab.userland.shell.state.Option;
import vethlab.userland.shell.state.Options;
import vethlab.userland.shell.syntax.ParameterOperation;
import vethlab.userland.shell.syntax.ParameterOperation.Substitute;
import vethlab.userland.shell.syntax.WordPart;

/// Carries out `${name…}`.
final class ParameterExpander {

  private final ExpansionContext context;
  private final Assigner assigner;
  private final Parameters parameters;
  private final Expander expander;

  ParameterExpander(
      ExpansionContext context, Assigner assigner, Parameters parameters, Expander expander) {
    this.context = context;
    this.assigner = assigner;
    this.parameters = parameters;
    this.expander = expander;
  }

  /// Adds what a parameter becomes.
  void add(List<Piece> pieces, WordPart.Parameter parameter, boolean quoted, boolean splitting) {
    if (context.isPlain() && isAdded(parameter)) {
      throw ExpansionError.givingUp(parameter.text() + ": bad substitution");
    }
    switch (parameter.operation()) {
      case ParameterOperation.Bad b ->
          throw ExpansionError.givingUp(parameter.text() + ": bad substitution");
      case ParameterOperation.Keys k -> {
        boolean joined =
            parameter.subscript() instanceof WordPart.Subscript.Every(boolean star) && star;
        addMany(pieces, parameters.keys(parameter.name()), joined, quoted, splitting);
      }
      case ParameterOperation.Names(boolean joined) ->
          addMany(pieces, parameters.names(parameter.name()), joined, quoted, splitting);
      case ParameterOperation.Length l -> {
        String length = Long.toString(length(parameter));
        pieces.add(new Piece.Text(length, quoted, !quoted));
      }
      case Substitute substitute -> addSubstitute(pieces, parameter, substitute, quoted, splitting);
      case ParameterOperation.Slice slice -> {
        Slicer slicer = new Slicer(context, expander, slice);
        switch (valueOf(parameter)) {
          case Found.One one -> addText(pieces, slicer.text(orEmpty(one.text())), quoted);
          case Found.Many many ->
              addMany(pieces, slicer.many(many), many.joined(), quoted, splitting);
        }
      }
      case ParameterOperation.Transform(char letter) when letter == 'a' || letter == 'A' ->
          addText(pieces, Transforms.describe(context, parameter.name(), letter), quoted);
      case ParameterOperation.Transform(char letter) when letter == 'K' || letter == 'k' -> {
        Found found = valueOf(parameter);
        if (found instanceof Found.Many many) {
          List<String> pairs =
              Transforms.pairs(parameters.keys(parameter.name()), many.texts(), letter);
          addMany(pieces, pairs, many.joined(), quoted, splitting);
        } else {
          addEach(pieces, found, Quoting::quote, quoted, splitting);
        }
      }
      case ParameterOperation.Value v ->
          addEach(pieces, valueOf(parameter), text -> text, quoted, splitting);
      case ParameterOperation.RemovePrefix(var pattern, boolean longest) -> {
        Found found = valueOf(parameter);
        Pattern compiled = compile(expander.pattern(pattern));
        addEach(pieces, found, text -> withoutPrefix(text, compiled, longest), quoted, splitting);
      }
      case ParameterOperation.RemoveSuffix(var pattern, boolean longest) -> {
        Found found = valueOf(parameter);
        Pattern compiled = compile(expander.pattern(pattern));
        addEach(pieces, found, text -> withoutSuffix(text, compiled, longest), quoted, splitting);
      }
      case ParameterOperation.Replace replace -> {
        Found found = valueOf(parameter);
        Replacer replacer = new Replacer(context, expander, replace);
        addEach(pieces, found, replacer::replace, quoted, splitting);
      }
      case ParameterOperation.ChangeCase(var to, boolean all, var pattern) -> {
        Found found = valueOf(parameter);
        Pattern compiled = pattern == null ? null : compile(expander.pattern(pattern));
        addEach(
            pieces,
            found,
            text -> Transforms.changeCase(text, to, all, compiled),
            quoted,
            splitting);
      }
      case ParameterOperation.Transform(char letter) ->
          addEach(
              pieces,
              valueOf(parameter),
              text -> Transforms.transform(context, text, letter),
              quoted,
              splitting);
    }
  }

  /// Whether POSIX does not know it.
  private static boolean isAdded(WordPart.Parameter parameter) {
    return parameter.indirect()
        || parameter.subscript() != null
        || switch (parameter.operation()) {
          case ParameterOperation.Value v -> false;
          case ParameterOperation.Length l -> false;
          case Substitute s -> false;
          case ParameterOperation.RemovePrefix r -> false;
          case ParameterOperation.RemoveSuffix r -> false;
          case ParameterOperation.Bad b -> false;
          case ParameterOperation.Slice s -> true;
          case ParameterOperation.Replace r -> true;
          case ParameterOperation.ChangeCase c -> true;
          case ParameterOperation.Transform t -> true;
          case ParameterOperation.Keys k -> true;
          case ParameterOperation.Names n -> true;
        };
  }

  /// What a parameter says, with `set -u` obeyed.
  private Found valueOf(WordPart.Parameter parameter) {
    Found found = parameters.find(parameter);
    if (found instanceof Found.One one && one.text() == null) {
      checkBound(parameter, one);
    }
    return found;
  }

  private void checkBound(WordPart.Parameter parameter, Found.One one) {
    if (context.options().is(Option.NOUNSET)) {
      String name =
          Character.isDigit(parameter.name().charAt(0)) || parameter.name().equals("!")
              ? "$" + parameter.name()
              : parameter.name();
      String subscript = one.subscript() == null ? "" : "[" + one.subscript() + "]";
      throw ExpansionError.fatal(name + subscript + ": unbound variable");
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private Pattern compile(String source) {
    Options options = context.options();
    return Pattern.compile(source, options.extra("extglob"), false);
  }

  private long length(WordPart.Parameter parameter) {
    return switch (valueOf(parameter)) {
      case Found.One one -> {
        String text = orEmpty(one.text());
        yield text.codePointCount(0, text.length());
      }
      case Found.Many many -> many.texts().size();
    };
  }

  private void addText(List<Piece> pieces, String text, boolean quoted) {
    pieces.add(new Piece.Text(text, quoted, !quoted));
  }

  private void addEach(
      List<Piece> pieces,
      Found found,
      UnaryOperator<String> change,
      boolean quoted,
      boolean splitting) {
    switch (found) {
      case Found.One one -> {
        if (one.text() != null) {
          addText(pieces, change.apply(one.text()), quoted);
        } else if (quoted) {
          addText(pieces, "", true);
        }
      }
      case Found.Many many -> {
        List<String> changed = new ArrayList<>();
        many.texts().forEach(text -> changed.add(change.apply(text)));
        addMany(pieces, changed, many.joined(), quoted, splitting);
      }
    }
  }

  private void addMany(
      List<Piece> pieces, List<String> texts, boolean joined, boolean quoted, boolean splitting) {
    if (joined && (quoted || !splitting)) {
      addText(pieces, String.join(expander.joiner(), texts), quoted);
      return;
    }
    boolean first = true;
    for (String text : texts) {
      if (!first) {
        pieces.add(new Piece.Break());
      }
      addText(pieces, text, quoted);
      first = false;
    }
  }

  private void addSubstitute(
      List<Piece> pieces,
      WordPart.Parameter parameter,
      Substitute substitute,
      boolean quoted,
      boolean splitting) {
    Found found = parameters.find(parameter);
    boolean there = isThere(found, substitute.orEmpty());
    switch (substitute.kind()) {
      case DEFAULT -> {
        if (there) {
          addEach(pieces, found, text -> text, quoted, splitting);
        } else {
          addOperand(pieces, substitute, quoted, splitting);
        }
      }
      case ALTERNATIVE -> {
        if (there) {
          addOperand(pieces, substitute, quoted, splitting);
        } else if (quoted) {
          addText(pieces, "", true);
        }
      }
      case ASSIGN -> {
        if (there) {
          addEach(pieces, found, text -> text, quoted, splitting);
        } else {
          addText(pieces, assigned(parameter, substitute, quoted), quoted);
        }
      }
      case COMPLAIN -> {
        if (!there) {
          throw complaint(parameter, substitute);
        }
        addEach(pieces, found, text -> text, quoted, splitting);
      }
    }
  }

  private void addOperand(
      List<Piece> pieces, Substitute substitute, boolean quoted, boolean splitting) {
    int before = pieces.size();
    expander.addOperand(pieces, substitute.word(), quoted, splitting);
    if (quoted && pieces.size() == before) {
      addText(pieces, "", true);
    }
  }

  private static boolean isThere(Found found, boolean orEmpty) {
    return switch (found) {
      case Found.One one -> one.text() != null && !(orEmpty && one.text().isEmpty());
      case Found.Many many ->
          !many.texts().isEmpty()
              && !(orEmpty && many.texts().size() == 1 && many.texts().getFirst().isEmpty());
    };
  }

  private String assigned(WordPart.Parameter parameter, Substitute substitute, boolean quoted) {
    if (!vethlab.userland.shell.lexer.Characters.isName(parameter.name())) {
      throw ExpansionError.givingUp("$" + parameter.name() + ": cannot assign in this way");
    }
    String text = quoted ? expander.quoted(substitute.word()) : expander.single(substitute.word());
    String subscript =
        parameter.subscript() instanceof WordPart.Subscript.Element(var index)
            ? parameters.key(parameter.name(), index)
            : null;
    assigner.assign(parameter.name(), subscript, text, false);
    return text;
  }

  private ExpansionError complaint(WordPart.Parameter parameter, Substitute substitute) {
    String said = expander.single(substitute.word());
    String why =
        !said.isEmpty()
            ? said
            : substitute.orEmpty() ? "parameter null or not set" : "parameter not set";
    return ExpansionError.complaint(parameter.name() + ": " + why);
  }

  private static String withoutPrefix(String text, Pattern pattern, boolean longest) {
    int end = longest ? pattern.longest(text, 0) : pattern.shortest(text, 0);
    return end < 0 ? text : text.substring(end);
  }

  private static String withoutSuffix(String text, Pattern pattern, boolean longest) {
    if (longest) {
      for (int start = 0; start <= text.length(); start++) {
        if (pattern.matches(text.substring(start))) {
          return text.substring(0, start);
        }
      }
    } else {
      for (int start = text.length(); start >= 0; start--) {
        if (pattern.matches(text.substring(start))) {
          return text.substring(0, start);
        }
      }
    }
    return text;
  }
}
