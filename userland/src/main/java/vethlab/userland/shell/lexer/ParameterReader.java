package vethlab.userland.shell.lexer;

import org.jspecify.annotations.Nullable;
import vethlab.userland.shell.syntax.ParameterOperation;
import vethlab.userland.shell.syntax.ParameterOperation.ChangeCase;
import vethlab.userland.shell.syntax.ParameterOperation.Replace;
import vethlab.userland.shell.syntax.ParameterOperation.Substitute;
import vethlab.userland.shell.syntax.Word;
import vethlab.userland.shell.syntax.WordPart;
import vethlab.userland.shell.syntax.WordPart.Subscript;

/// Reads `$name` and `${…}`.
final class ParameterReader {

  private static final ParameterOperation VALUE = new ParameterOperation.Value();

  private final CharSource source;
  private final WordReader words;

  ParameterReader(CharSource source, WordReader words) {
    this.source = source;
    this.words = words;
  }

  /// Reads an expansion at a `$`.
  ///
  /// @return whether there is one; if not, nothing is taken
  boolean read(Parts parts, WordReader.Mode mode) {
    int c = source.peek(1);
    int mark = source.mark();
    if (c == '{') {
      int line = source.line();
      source.skip(2);
      parts.add(braced(mark, line, mode));
      return true;
    }
    String name;
    if (Characters.isNameStart(c)) {
      source.next();
      name = name();
    } else if (Characters.isDigit(c) || Characters.isSpecialParameter(c)) {
      source.next();
      name = String.valueOf((char) source.next());
    } else {
      return false;
    }
    parts.add(new WordPart.Parameter(name, null, false, VALUE, source.since(mark)));
    return true;
  }

  private String name() {
    StringBuilder name = new StringBuilder();
    while (Characters.isNamePart(source.peek())) {
      name.append((char) source.next());
    }
    return name.toString();
  }

  private WordPart braced(int mark, int line, WordReader.Mode mode) {
    boolean length = false;
    boolean indirect = false;
    int c = source.peek();
    int after = source.peek(1);
    if (c == '#' && after != '}' && isParameterStart(after) && isLength()) {
      source.next();
      length = true;
    } else if (c == '!'
        && (Characters.isNamePart(after) || (isParameterStart(after) && source.peek(2) == '}'))) {
      source.next();
      indirect = true;
    }
    String name = parameterName();
    if (name.isEmpty()) {
      return bad(mark, line);
    }
    Subscript subscript = null;
    if (source.peek() == '[' && Characters.isName(name)) {
      subscript = subscript();
    }
    ParameterOperation operation;
    if (length) {
      operation = new ParameterOperation.Length();
    } else if (indirect && subscript instanceof Subscript.Every && source.peek() == '}') {
      operation = new ParameterOperation.Keys();
      indirect = false;
    } else if (indirect
        && subscript == null
        && (source.peek() == '*' || source.peek() == '@')
        && source.peek(1) == '}') {
      operation = new ParameterOperation.Names(source.next() == '*');
      indirect = false;
    } else {
      operation = operation(mode);
    }
    if (operation == null || source.peek() != '}') {
      return bad(mark, line);
    }
    source.next();
    return new WordPart.Parameter(name, subscript, indirect, operation, source.since(mark));
  }

  /// Whether `${#` begins a length: the parameter is followed by the end or a subscript.
  private boolean isLength() {
    int c = source.peek(1);
    int end = 2;
    if (Characters.isNamePart(c)) {
      while (Characters.isNamePart(source.peek(end))) {
        end++;
      }
      return source.peek(end) == '}' || source.peek(end) == '[';
    }
    return source.peek(end) == '}';
  }

  private static boolean isParameterStart(int c) {
    return Characters.isNamePart(c) || Characters.isSpecialParameter(c);
  }

  private String parameterName() {
    int c = source.peek();
    if (Characters.isNameStart(c)) {
      return name();
    }
    if (Characters.isDigit(c)) {
      StringBuilder number = new StringBuilder();
      while (Characters.isDigit(source.peek())) {
        number.append((char) source.next());
      }
      return number.toString();
    }
    return Characters.isSpecialParameter(c) ? String.valueOf((char) source.next()) : "";
  }

  /// `[@]`, `[*]` or `[index]`, taken with its brackets.
  Subscript subscript() {
    int line = source.line();
    if (source.startsWith("[@]") || source.startsWith("[*]")) {
      boolean joined = source.peek(1) == '*';
      source.skip(3);
      return new Subscript.Every(joined);
    }
    source.next();
    Word index = bracketed(line);
    return new Subscript.Element(index);
  }

  /// The text up to the `]` that matches, which is taken.
  Word bracketed(int line) {
    Parts parts = new Parts();
    int mark = source.mark();
    int depth = 0;
    while (true) {
      words.wordOf(WordReader.Mode.OPERAND, "[]").parts().forEach(parts::add);
      int c = source.peek();
      if (c == CharSource.END) {
        throw SyntaxError.unmatched("]", line);
      }
      if (c == ']' && depth == 0) {
        break;
      }
      depth += c == '[' ? 1 : -1;
      parts.literal(source.next());
    }
    Word index = new Word(parts.build(), source.since(mark), line);
    source.next();
    return index;
  }

  private @Nullable ParameterOperation operation(WordReader.Mode mode) {
    int c = source.peek();
    switch (c) {
      case '}' -> {
        return VALUE;
      }
      case '-', '=', '?', '+' -> {
        return substitute(false, mode);
      }
      case ':' -> {
        source.next();
        int kind = source.peek();
        if (kind == '-' || kind == '=' || kind == '?' || kind == '+') {
          return substitute(true, mode);
        }
        return slice();
      }
      case '#', '%' -> {
        source.next();
        boolean longest = source.peek() == c;
        if (longest) {
          source.next();
        }
        Word pattern = words.wordOf(WordReader.Mode.OPERAND, "}");
        return c == '#'
            ? new ParameterOperation.RemovePrefix(pattern, longest)
            : new ParameterOperation.RemoveSuffix(pattern, longest);
      }
      case '/' -> {
        return replace();
      }
      case '^', ',', '~' -> {
        source.next();
        boolean all = source.peek() == c;
        if (all) {
          source.next();
        }
        Word pattern = source.peek() == '}' ? null : words.wordOf(WordReader.Mode.OPERAND, "}");
        ChangeCase.To to =
            switch (c) {
              case '^' -> ChangeCase.To.UPPER;
              case ',' -> ChangeCase.To.LOWER;
              default -> ChangeCase.To.OTHER;
            };
        return new ChangeCase(to, all, pattern);
      }
      case '@' -> {
        if ("QEPAaUuLKk".indexOf(source.peek(1)) >= 0 && source.peek(2) == '}') {
          source.next();
          return new ParameterOperation.Transform((char) source.next());
        }
        return null;
      }
      default -> {
        return null;
      }
    }
  }

  private ParameterOperation substitute(boolean orEmpty, WordReader.Mode mode) {
    Substitute.Kind kind =
        switch (source.next()) {
          case '-' -> Substitute.Kind.DEFAULT;
          case '=' -> Substitute.Kind.ASSIGN;
          case '?' -> Substitute.Kind.COMPLAIN;
          default -> Substitute.Kind.ALTERNATIVE;
        };
    WordReader.Mode inner =
        mode.isQuoted() ? WordReader.Mode.QUOTED_OPERAND : WordReader.Mode.OPERAND;
    return new Substitute(kind, orEmpty, words.wordOf(inner, "}"));
  }

  private ParameterOperation slice() {
    Word offset = sliceEnd(":}");
    Word length = null;
    if (source.peek() == ':') {
      source.next();
      length = sliceEnd("}");
    }
    return new ParameterOperation.Slice(offset, length);
  }

  /// An expression up to `:` or `}` outside of parentheses and `?:`.
  private Word sliceEnd(String end) {
    Parts parts = new Parts();
    int line = source.line();
    int mark = source.mark();
    int depth = 0;
    while (true) {
      words.wordOf(WordReader.Mode.QUOTED_OPERAND, end + "()?").parts().forEach(parts::add);
      int c = source.peek();
      if (c == CharSource.END || c == '}' || (depth <= 0 && end.indexOf(c) >= 0)) {
        return new Word(parts.build(), source.since(mark), line);
      }
      depth += c == '(' || c == '?' ? 1 : -1;
      parts.literal(source.next());
    }
  }

  private ParameterOperation replace() {
    source.next();
    Replace.Where where = Replace.Where.FIRST;
    switch (source.peek()) {
      case '/' -> where = Replace.Where.ALL;
      case '#' -> where = Replace.Where.PREFIX;
      case '%' -> where = Replace.Where.SUFFIX;
      default -> {}
    }
    if (where != Replace.Where.FIRST) {
      source.next();
    }
    Word pattern = replaced();
    Word replacement = null;
    if (source.peek() == '/') {
      source.next();
      replacement = words.wordOf(WordReader.Mode.OPERAND, "}");
    }
    return new Replace(where, pattern, replacement);
  }

  /// The pattern of a replacement; a slash at its beginning belongs to it.
  private Word replaced() {
    if (source.peek() != '/') {
      return words.wordOf(WordReader.Mode.OPERAND, "/}");
    }
    int line = source.line();
    int mark = source.mark();
    Parts parts = new Parts();
    parts.literal(source.next());
    words.wordOf(WordReader.Mode.OPERAND, "/}").parts().forEach(parts::add);
    return new Word(parts.build(), source.since(mark), line);
  }

  /// Passes over what is no expansion, up to its brace.
  private WordPart bad(int mark, int line) {
    words.wordOf(WordReader.Mode.OPERAND, "}");
    if (source.next() == CharSource.END) {
      throw SyntaxError.unmatched("}", line);
    }
    String text = source.since(mark);
    return new WordPart.Parameter("", null, false, new ParameterOperation.Bad(), text);
  }
}
