package vethlab.userland.shell.expansion;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import vethlab.simulator.errno.LimitReached;
import vethlab.userland.shell.pattern.FileNames;
import vethlab.userland.shell.pattern.Pattern;
import vethlab.userland.shell.state.Option;
import vethlab.userland.shell.state.Options;
import vethlab.userland.shell.state.Variable;
import vethlab.userland.shell.state.Variables;
import vethlab.userland.shell.syntax.Assignment;
import vethlab.userland.shell.syntax.Word;
import vethlab.userland.shell.syntax.WordPart;

/// Expands words: all the steps of bash, in its order.
public final class Expander {

  private static final String USUAL_SEPARATORS = " \t\n";

  private final ExpansionContext context;
  private final Assigner assigner;
  private final Parameters parameters;
  private final ParameterExpander operations;
  private final Tilde tilde;

  public Expander(ExpansionContext context) {
    this.context = context;
    this.assigner = new Assigner(context.variables(), context.options());
    this.parameters = new Parameters(context, assigner, this);
    this.operations = new ParameterExpander(context, assigner, parameters, this);
    this.tilde = new Tilde(context);
  }

  public Assigner assigner() {
    return assigner;
  }

  /// The words of a command: braces, tildes, parameters, splitting, file names.
  public List<String> fields(List<Word> words) {
    List<String> all = new ArrayList<>();
    long length = 0;
    for (Word word : words) {
      for (String field : fields(word)) {
        all.add(field);
        length += field.length();
      }
      if (length > Variables.LONGEST) {
        throw new LimitReached(LimitReached.Limit.MEMORY);
      }
    }
    return all;
  }

  /// One word as it becomes none, one or several.
  public List<String> fields(Word word) {
    String plain = word.plain();
    if (plain != null && !isSpecial(plain)) {
      return List.of(plain);
    }
    if (!context.options().is(Option.BRACEEXPAND)) {
      return fieldsWithoutBraces(word);
    }
    List<Word> braced = Braces.expand(word);
    if (braced.size() == 1) {
      return fieldsWithoutBraces(braced.getFirst());
    }
    List<String> all = new ArrayList<>();
    braced.forEach(each -> all.addAll(fieldsWithoutBraces(each)));
    return all;
  }

  private static boolean isSpecial(String plain) {
    for (int i = 0; i < plain.length(); i++) {
      if ("~{*?[=+@!".indexOf(plain.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private List<String> fieldsWithoutBraces(Word word) {
    List<Piece> pieces = pieces(tilde.inArgument(word), false, true);
    List<String> results = new ArrayList<>();
    for (Field field : Splitter.split(pieces, separators())) {
      results.addAll(fileNames(field));
    }
    return results;
  }

  private List<String> fileNames(Field field) {
    Options options = context.options();
    boolean extended = options.extra("extglob");
    if (options.is(Option.NOGLOB) || !Pattern.isSpecial(field.pattern(), extended)) {
      return List.of(field.text());
    }
    FileNames.How how =
        new FileNames.How(
            extended,
            options.extra("dotglob"),
            options.extra("nocaseglob"),
            options.extra("globstar"));
    List<String> found = new FileNames(context.process(), how).matching(field.pattern());
    if (!found.isEmpty()) {
      return found;
    }
    if (options.extra("failglob")) {
      throw ExpansionError.givingUp("no match: " + field.text());
    }
    return options.extra("nullglob") ? List.of() : List.of(field.text());
  }

  /// The characters that end words: IFS.
  String separators() {
    String ifs = context.variables().text("IFS");
    return ifs == null ? USUAL_SEPARATORS : ifs;
  }

  /// What joins the parameters of `"$*"`.
  String joiner() {
    String ifs = separators();
    return ifs.isEmpty() ? "" : ifs.substring(0, 1);
  }

  /// A word that stays one word: no splitting, no file names.
  public String single(Word word) {
    return joined(pieces(tilde.inWord(word), false, false));
  }

  /// The value of an assignment: tildes also behind colons.
  public String value(Word word) {
    return joined(pieces(tilde.inValue(word), false, false));
  }

  /// Text with nothing but parameters and substitutions in it, as in a here-document or between
  /// double quotes.
  public String quoted(Word word) {
    return joined(pieces(word, true, false));
  }

  private String joined(List<Piece> pieces) {
    if (pieces.size() == 1 && pieces.getFirst() instanceof Piece.Text text) {
      return text.text();
    }
    StringBuilder all = new StringBuilder();
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Text text -> all.append(text.text());
        case Piece.Break b -> all.append(' ');
      }
      Variables.checkLength(all);
    }
    return all.toString();
  }

  /// The source of a pattern: what is quoted stands for itself.
  public String pattern(Word word) {
    StringBuilder all = new StringBuilder();
    for (Piece piece : pieces(tilde.inWord(word), false, false)) {
      switch (piece) {
        case Piece.Text(String text, boolean quoted, boolean split) ->
            all.append(quoted ? Pattern.quote(text) : text);
        case Piece.Break b -> all.append(' ');
      }
    }
    return all.toString();
  }

  /// A replacement in `${name/…/replacement}`: what is quoted gets backslashes.
  String replacement(Word word) {
    StringBuilder all = new StringBuilder();
    for (Piece piece : pieces(tilde.inWord(word), false, false)) {
      switch (piece) {
        case Piece.Text(String text, boolean quoted, boolean split) ->
            all.append(quoted ? text.replace("\\", "\\\\").replace("&", "\\&") : text);
        case Piece.Break b -> all.append(' ');
      }
    }
    return all.toString();
  }

  /// A regular expression: what is quoted stands for itself.
  public String regex(Word word) {
    StringBuilder all = new StringBuilder();
    for (Piece piece : pieces(word, false, false)) {
      switch (piece) {
        case Piece.Text(String text, boolean quoted, boolean split) -> {
          if (quoted) {
            text.chars()
                .forEach(c -> {
                  if ("\\.[]{}()*+?^$|".indexOf(c) >= 0) {
                    all.append('\\');
                  }
                  all.append((char) c);
                });
          } else {
            all.append(text);
          }
        }
        case Piece.Break b -> all.append(' ');
      }
    }
    return all.toString();
  }

  /// The value of an arithmetic expression.
  public long number(Word expression) {
    return assigner.number(quoted(expression));
  }

  /// The subscript of an array: a number's expression, or a key.
  public String subscript(String name, Word index) {
    Variable variable = context.variables().find(assigner.resolve(name));
    return variable != null && variable.isAssociative() ? single(index) : quoted(index);
  }

  /// Told of an assignment before it is made.
  public interface Announced {

    /// The variable or element, and what it gets.
    void assigning(String target, String text);
  }

  /// `name=word`, as one of the assignments before a command or alone.
  public void assign(Assignment assignment, Announced announced) {
    if (assignment.elements() != null) {
      String name = assigner.resolve(assignment.name());
      assignArray(context.variables().findOrMake(name), assignment);
      return;
    }
    String subscript =
        assignment.subscript() == null
            ? null
            : subscript(assignment.name(), assignment.subscript());
    String text = value(assignment.value());
    announced.assigning(
        subscript == null ? assignment.name() : assignment.name() + "[" + subscript + "]", text);
    assigner.assign(assignment.name(), subscript, text, assignment.append());
  }

  /// `name=(…)`, into a variable at hand.
  public void assignArray(Variable variable, Assignment assignment) {
    ImmutableList<Assignment.Element> elements = assignment.elements();
    if (elements == null) {
      throw new IllegalArgumentException("not an array: " + assignment.text());
    }
    List<Assigner.ElementText> texts = new ArrayList<>();
    for (Assignment.Element element : elements) {
      if (element.subscript() == null) {
        for (String field : fields(element.value())) {
          texts.add(new Assigner.ElementText(null, false, field));
        }
      } else {
        String subscript =
            variable.isAssociative() ? single(element.subscript()) : quoted(element.subscript());
        texts.add(new Assigner.ElementText(subscript, element.append(), value(element.value())));
      }
    }
    assigner.assignAll(variable, assignment.name(), texts, assignment.append());
  }

  /// What the parts of a word become.
  ///
  /// @param quoted whether they stand between double quotes
  /// @param splitting whether the result will be split, which decides how `$*` is joined
  List<Piece> pieces(Word word, boolean quoted, boolean splitting) {
    List<Piece> pieces = new ArrayList<>();
    for (WordPart part : word.parts()) {
      add(pieces, part, quoted, splitting, false);
    }
    return pieces;
  }

  /// The parts of the word in `${name-word}`: plain text in it is split too.
  void addOperand(List<Piece> pieces, Word word, boolean quoted, boolean splitting) {
    for (WordPart part : tilde.inWord(word).parts()) {
      add(pieces, part, quoted, splitting, true);
    }
  }

  private void add(
      List<Piece> pieces, WordPart part, boolean quoted, boolean splitting, boolean operand) {
    switch (part) {
      case WordPart.Literal(String text) ->
          pieces.add(new Piece.Text(text, quoted, operand && !quoted));
      case WordPart.Quoted(String text) -> pieces.add(new Piece.Text(text, true, false));
      case WordPart.DoubleQuoted(ImmutableList<WordPart> parts) ->
          addDoubleQuoted(pieces, parts, splitting);
      case WordPart.Parameter parameter -> operations.add(pieces, parameter, quoted, splitting);
      case WordPart.Substitution substitution ->
          pieces.add(new Piece.Text(context.substitute(substitution.commands()), quoted, !quoted));
      case WordPart.Arithmetic arithmetic ->
          pieces.add(
              new Piece.Text(Long.toString(number(arithmetic.expression())), quoted, !quoted));
      case WordPart.ProcessSubstitution beside -> {
        if (quoted) {
          pieces.add(new Piece.Text(beside.text(), true, false));
        } else {
          String path = context.openBeside(beside.commands(), beside.isRead());
          pieces.add(new Piece.Text(path, true, false));
        }
      }
      case WordPart.ArrayLiteral array -> pieces.add(new Piece.Text(array.text(), quoted, false));
    }
  }

  /// Between double quotes there is always a word, but for `"$@"` without parameters.
  private void addDoubleQuoted(
      List<Piece> pieces, ImmutableList<WordPart> parts, boolean splitting) {
    int before = pieces.size();
    boolean list = false;
    for (WordPart part : parts) {
      list |= part instanceof WordPart.Parameter parameter && isList(parameter);
      add(pieces, part, true, splitting, false);
    }
    if (pieces.size() == before && !list) {
      pieces.add(new Piece.Text("", true, false));
    }
  }

  private static boolean isList(WordPart.Parameter parameter) {
    return parameter.name().equals("@")
        || (parameter.subscript() instanceof WordPart.Subscript.Every(boolean joined) && !joined);
  }
}
