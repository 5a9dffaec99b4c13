package vethlab.userland.shell.lexer;

import com.google.common.collect.ImmutableList;
import vethlab.userland.shell.syntax.Command;
import vethlab.userland.shell.syntax.Word;
import vethlab.userland.shell.syntax.WordPart;
import vethlab.userland.text.Escapes;

/// Reads words: quotes, backslashes, and all that begins with `$` or a backquote.
public final class WordReader {

  /// Where the text stands, which decides what is special in it.
  enum Mode {
    /// A word of a command: ends at a blank or an operator.
    WORD,
    /// A pattern of `[[`: parentheses belong to it.
    PATTERN,
    /// A regular expression of `[[`: parentheses and bars belong to it.
    REGEX,
    /// Inside `${…}` outside double quotes, or a pattern in it anywhere.
    OPERAND,
    /// Between double quotes.
    QUOTED,
    /// Inside `${…}` between double quotes.
    QUOTED_OPERAND,
    /// A here-document.
    HERE,
    /// An arithmetic expression.
    ARITHMETIC;

    boolean isQuoted() {
      return this == QUOTED || this == QUOTED_OPERAND || this == HERE || this == ARITHMETIC;
    }
  }

  private final CharSource source;
  private final Aliases aliases;
  private final Nested nested;
  private final ParameterReader parameters;

  WordReader(CharSource source, Aliases aliases, Nested nested) {
    this.source = source;
    this.aliases = aliases;
    this.nested = nested;
    this.parameters = new ParameterReader(source, this);
  }

  /// A word of a command.
  public Word word() {
    return wordOf(Mode.WORD, "");
  }

  /// The right side of `==` in `[[ … ]]`.
  public Word pattern() {
    return wordOf(Mode.PATTERN, "");
  }

  /// The right side of `=~` in `[[ … ]]`.
  public Word regex() {
    return wordOf(Mode.REGEX, "");
  }

  /// A word that ends before one of the characters of `end`.
  Word wordOf(Mode mode, String end) {
    int line = source.line();
    int mark = source.mark();
    ImmutableList<WordPart> parts = parts(mode, end);
    return new Word(parts, source.since(mark), line);
  }

  /// The text of a here-document with expansions.
  public Word hereText(String text, int line) {
    return inside(text, line, Mode.HERE);
  }

  /// A text that stands for itself.
  static Word quotedWord(String text, int line) {
    return new Word(ImmutableList.of(new WordPart.Quoted(text)), text, line);
  }

  /// An expression inside `((…))`, read from a text of its own.
  public Word arithmetic(String text, int line) {
    return inside(text, line, Mode.ARITHMETIC);
  }

  private Word inside(String text, int line, Mode mode) {
    return new Word(nested.reader(text, line).parts(mode, ""), text, line);
  }

  /// What a delimiter of a here-document says without its quotes.
  static String unquoted(Word word) {
    StringBuilder text = new StringBuilder();
    for (WordPart part : word.parts()) {
      text.append(unquoted(part));
    }
    return text.toString();
  }

  private static String unquoted(WordPart part) {
    return switch (part) {
      case WordPart.Literal(String said) -> said;
      case WordPart.Quoted(String said) -> said;
      case WordPart.DoubleQuoted(ImmutableList<WordPart> parts) -> {
        StringBuilder text = new StringBuilder();
        parts.forEach(inner -> text.append(unquoted(inner)));
        yield text.toString();
      }
      case WordPart.Parameter parameter -> parameter.text();
      case WordPart.Substitution substitution -> substitution.text();
      case WordPart.Arithmetic arithmetic -> arithmetic.text();
      case WordPart.ProcessSubstitution substitution -> substitution.text();
      case WordPart.ArrayLiteral array -> array.text();
    };
  }

  private ImmutableList<WordPart> parts(Mode mode, String end) {
    Parts parts = new Parts();
    int depth = 0; // of parentheses, in a regular expression
    while (true) {
      int c = source.peek();
      if (c == CharSource.END || end.indexOf(c) >= 0) {
        return parts.build();
      }
      if (c == '$') {
        dollar(parts, mode);
      } else if (c == '`') {
        backquote(parts, mode);
      } else if (c == '\\') {
        backslash(parts, mode);
      } else if (c == '"' && mode != Mode.HERE) {
        doubleQuotes(parts, mode);
      } else if (c == '\'' && !mode.isQuoted()) {
        singleQuotes(parts);
      } else if (mode == Mode.REGEX && (c == '(' || c == ')' || c == '|' || depth > 0)) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth < 0) {
          return parts.build();
        }
        parts.literal(source.next());
      } else if (beginsExtendedPattern(mode)) {
        extendedPattern(parts);
      } else if (isWordMode(mode) && Characters.isMeta(c)) {
        if ((c == '<' || c == '>')
            && source.peek(1) == '('
            && mode == Mode.WORD
            && !aliases.isPlain()) {
          processSubstitution(parts);
        } else {
          return parts.build();
        }
      } else {
        parts.literal(source.next());
      }
    }
  }

  private static boolean isWordMode(Mode mode) {
    return mode == Mode.WORD || mode == Mode.PATTERN || mode == Mode.REGEX;
  }

  private boolean beginsExtendedPattern(Mode mode) {
    boolean allowed =
        mode == Mode.PATTERN
            || ((mode == Mode.WORD || mode == Mode.OPERAND) && aliases.extendedPatterns());
    return allowed && source.peek(1) == '(' && "?*+@!".indexOf(source.peek()) >= 0;
  }

  /// `@(…|…)`, as plain text with the parts inside it.
  private void extendedPattern(Parts parts) {
    parts.literal(source.next());
    parts.literal(source.next());
    parts(Mode.OPERAND, ")").forEach(part -> addFlat(parts, part));
    if (source.peek() == CharSource.END) {
      throw SyntaxError.unmatched(")", source.line());
    }
    parts.literal(source.next());
  }

  private static void addFlat(Parts parts, WordPart part) {
    switch (part) {
      case WordPart.Literal(String text) -> text.chars().forEach(parts::literal);
      case WordPart.Quoted(String text) -> parts.quoted(text);
      default -> parts.add(part);
    }
  }

  private void backslash(Parts parts, Mode mode) {
    source.next();
    int c = source.rawPeek(0);
    if (c == CharSource.END) {
      parts.quoted("\\");
      return;
    }
    boolean special =
        switch (mode) {
          case WORD, PATTERN, REGEX, OPERAND -> true;
          case QUOTED, ARITHMETIC -> c == '$' || c == '`' || c == '"' || c == '\\';
          case QUOTED_OPERAND -> c == '$' || c == '`' || c == '"' || c == '\\' || c == '}';
          case HERE -> c == '$' || c == '`' || c == '\\';
        };
    if (special) {
      parts.quoted(String.valueOf((char) source.rawNext()));
    } else {
      parts.literal('\\');
    }
  }

  private void singleQuotes(Parts parts) {
    int line = source.line();
    source.next();
    parts.quoted(rawUntil('\'', line, false));
  }

  private String rawUntil(char closer, int line, boolean keepEscapes) {
    StringBuilder text = new StringBuilder();
    while (true) {
      int c = source.rawNext();
      if (c == CharSource.END) {
        throw SyntaxError.unmatched(String.valueOf(closer), line);
      }
      if (c == closer) {
        return text.toString();
      }
      text.append((char) c);
      if (keepEscapes && c == '\\' && source.rawPeek(0) != CharSource.END) {
        text.append((char) source.rawNext());
      }
    }
  }

  private void doubleQuotes(Parts parts, Mode mode) {
    int line = source.line();
    source.next();
    if (mode == Mode.ARITHMETIC) {
      return; // quotes mean nothing there
    }
    ImmutableList<WordPart> inner = parts(Mode.QUOTED, "\"");
    if (source.next() == CharSource.END) {
      throw SyntaxError.unmatched("\"", line);
    }
    parts.add(new WordPart.DoubleQuoted(inner));
  }

  private void dollar(Parts parts, Mode mode) {
    int c = source.peek(1);
    if (c == '(') {
      int mark = source.mark();
      if (source.peek(2) == '(' && arithmeticExpansion(parts, mark)) {
        return;
      }
      substitution(parts);
    } else if (c == '[' && !aliases.isPlain()) {
      oldArithmetic(parts);
    } else if (c == '\'' && !mode.isQuoted() && !aliases.isPlain()) {
      int line = source.line();
      source.skip(2);
      String text = rawUntil('\'', line, true);
      parts.quoted(Escapes.decode(text, Escapes.Dialect.ANSI_QUOTES).text());
    } else if (c == '"' && !mode.isQuoted() && !aliases.isPlain()) {
      source.next(); // a message to be translated: as it is
    } else if (!parameters.read(parts, mode)) {
      parts.literal(source.next());
    }
  }

  private void substitution(Parts parts) {
    int mark = source.mark();
    source.skip(2);
    Command commands = nested.untilParenthesis();
    closeParenthesis();
    parts.add(new WordPart.Substitution(commands, source.since(mark)));
  }

  private void processSubstitution(Parts parts) {
    int mark = source.mark();
    boolean reads = source.peek() == '<';
    source.skip(2);
    Command commands = nested.untilParenthesis();
    closeParenthesis();
    parts.add(new WordPart.ProcessSubstitution(reads, commands, source.since(mark)));
  }

  private void closeParenthesis() {
    if (source.peek() != ')') {
      throw SyntaxError.unmatched(")", source.line());
    }
    source.next();
  }

  /// `$((…))`, unless it turns out to be a substitution that begins with a subshell.
  private boolean arithmeticExpansion(Parts parts, int mark) {
    int line = source.line();
    source.skip(3);
    String text = untilDoubleParenthesis(line);
    if (text == null) {
      source.reset(mark);
      return false;
    }
    parts.add(new WordPart.Arithmetic(arithmetic(text, line), source.since(mark)));
    return true;
  }

  /// The text up to `))`, both taken; null if the first of them stands alone, and then an unknown
  /// part of the text is taken.
  public @org.jspecify.annotations.Nullable String untilDoubleParenthesis(int line) {
    int mark = source.mark();
    int depth = 0;
    while (true) {
      int c = source.next();
      switch (c) {
        case CharSource.END -> throw SyntaxError.unmatched(")", line);
        case '\\' -> source.rawNext();
        case '\'' -> rawUntil('\'', line, false);
        case '"' -> rawUntil('"', line, true);
        case '(' -> depth++;
        case ')' -> {
          if (depth == 0) {
            if (source.peek() != ')') {
              return null;
            }
            source.next();
            String text = source.since(mark);
            return text.substring(0, text.length() - 2);
          }
          depth--;
        }
        default -> {}
      }
    }
  }

  private void oldArithmetic(Parts parts) {
    int line = source.line();
    int mark = source.mark();
    source.skip(2);
    ImmutableList<WordPart> inner = parts(Mode.ARITHMETIC, "]");
    if (source.next() == CharSource.END) {
      throw SyntaxError.unmatched("]", line);
    }
    String text = source.since(mark);
    Word expression = new Word(inner, text.substring(2, text.length() - 1), line);
    parts.add(new WordPart.Arithmetic(expression, text));
  }

  private void backquote(Parts parts, Mode mode) {
    int line = source.line();
    int mark = source.mark();
    source.next();
    StringBuilder text = new StringBuilder();
    while (true) {
      int c = source.rawNext();
      if (c == CharSource.END) {
        throw SyntaxError.unmatched("`", line);
      }
      if (c == '`') {
        break;
      }
      int escaped = source.rawPeek(0);
      if (c == '\\'
          && (escaped == '`'
              || escaped == '\\'
              || escaped == '$'
              || (escaped == '"' && mode == Mode.QUOTED))) {
        c = source.rawNext();
      }
      text.append((char) c);
    }
    parts.add(new WordPart.Substitution(nested.of(text.toString(), line), source.since(mark)));
  }
}
