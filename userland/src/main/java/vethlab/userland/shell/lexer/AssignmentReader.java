package vethlab.userland.shell.lexer;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;
import vethlab.userland.shell.syntax.Assignment;
import vethlab.userland.shell.syntax.Word;
import vethlab.userland.shell.syntax.WordPart;

/// Reads `name=value` where a command may begin with it, and the elements of arrays.
public final class AssignmentReader {

  private final Lexer lexer;
  private final CharSource source;
  private final ParameterReader parameters;

  public AssignmentReader(Lexer lexer) {
    this.lexer = lexer;
    this.source = lexer.source();
    this.parameters = new ParameterReader(source, lexer.words());
  }

  /// An assignment, or null if what comes is something else; then nothing is taken.
  public @Nullable Assignment read() {
    int length = 0;
    while (Characters.isNamePart(source.peek(length))) {
      length++;
    }
    int after = source.peek(length);
    boolean plain = lexer.aliases().isPlain();
    if (plain && after != '=') {
      return null;
    }
    if (length == 0
        || Characters.isDigit(source.peek())
        || (after != '=' && after != '[' && !(after == '+' && source.peek(length + 1) == '='))) {
      return null;
    }
    int mark = source.mark();
    int line = source.line();
    source.skip(length);
    String name = source.since(mark);
    Word subscript = null;
    if (after == '[') {
      source.next();
      subscript = subscriptOnThisLine(line);
      if (subscript == null) {
        source.reset(mark);
        return null;
      }
    }
    boolean append = source.peek() == '+' && source.peek(1) == '=';
    if (append) {
      source.next();
    }
    if (source.peek() != '=') {
      source.reset(mark);
      return null;
    }
    source.next();
    Word value = source.peek() == '(' && subscript == null && !plain ? array(line) : lexer.word();
    return new Assignment(name, subscript, append, value, source.since(mark));
  }

  /// As [#read], as a word among the arguments of `export` and its kin.
  public @Nullable Word readWord() {
    int mark = source.mark();
    int line = source.line();
    Assignment assignment = read();
    if (assignment == null) {
      return null;
    }
    String text = source.since(mark);
    int valueLength = assignment.value().text().length();
    String head = text.substring(0, text.length() - valueLength);
    ImmutableList<WordPart> parts =
        ImmutableList.<WordPart>builder()
            .add(new WordPart.Literal(head))
            .addAll(assignment.value().parts())
            .build();
    return new Word(parts, text, line, assignment);
  }

  private @Nullable Word subscriptOnThisLine(int line) {
    for (int i = 0; ; i++) {
      int c = source.peek(i);
      if (c == CharSource.END || c == '\n') {
        return null;
      }
      if (c == ']') {
        return parameters.bracketed(line);
      }
    }
  }

  private Word array(int line) {
    int mark = source.mark();
    source.next();
    ImmutableList.Builder<Assignment.Element> elements = ImmutableList.builder();
    while (true) {
      lexer.skipNewlines();
      if (source.peek() == ')') {
        break;
      }
      if (lexer.atEnd()) {
        throw SyntaxError.saying("unexpected EOF while looking for matching `)'", line, 1);
      }
      elements.add(element(line));
    }
    source.next();
    String text = source.since(mark);
    return new Word(
        ImmutableList.of(new WordPart.ArrayLiteral(elements.build(), text)), text, line);
  }

  private Assignment.Element element(int line) {
    int mark = source.mark();
    if (source.peek() == '[') {
      source.next();
      Word subscript = subscriptOnThisLine(line);
      boolean append = source.peek() == '+' && source.peek(1) == '=';
      if (subscript != null && (append || source.peek() == '=')) {
        source.skip(append ? 2 : 1);
        return new Assignment.Element(subscript, append, lexer.word());
      }
      source.reset(mark);
    }
    if (!lexer.atWord()) {
      throw lexer.unexpected();
    }
    return new Assignment.Element(null, false, lexer.word());
  }
}
