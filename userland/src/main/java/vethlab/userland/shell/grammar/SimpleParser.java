package vethlab.userland.shell.grammar;

import com.google.common.collect.ImmutableList;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.userland.shell.lexer.AssignmentReader;
import vethlab.userland.shell.lexer.CharSource;
import vethlab.userland.shell.lexer.Characters;
import vethlab.userland.shell.lexer.Lexer;
import vethlab.userland.shell.syntax.Assignment;
import vethlab.userland.shell.syntax.Command;
import vethlab.userland.shell.syntax.HereDocument;
import vethlab.userland.shell.syntax.Redirection;
import vethlab.userland.shell.syntax.Word;

/// Reads simple commands and redirections.
final class SimpleParser {

  /// Builtins whose arguments are assignments.
  private static final Set<String> DECLARING =
      Set.of("declare", "typeset", "local", "export", "readonly");

  private final Lexer lexer;
  private final CharSource source;
  private final AssignmentReader assignments;

  SimpleParser(Lexer lexer) {
    this.lexer = lexer;
    this.source = lexer.source();
    this.assignments = new AssignmentReader(lexer);
  }

  /// A simple command.
  ///
  /// @param aliasNext whether the second word is looked up among the aliases too
  Command read(boolean aliasNext) {
    ImmutableList.Builder<Assignment> before = ImmutableList.builder();
    ImmutableList.Builder<Word> words = ImmutableList.builder();
    ImmutableList.Builder<Redirection> redirections = ImmutableList.builder();
    int line = source.line();
    boolean aliases = aliasNext;
    boolean any = false;
    boolean declaring = false;
    while (true) {
      lexer.skipBlanks();
      Redirection redirection = redirection();
      if (redirection != null) {
        redirections.add(redirection);
        continue;
      }
      if (!lexer.atWord()) {
        break;
      }
      if (!any) {
        Assignment assignment = assignments.read();
        if (assignment != null) {
          before.add(assignment);
          continue;
        }
      }
      if (any && aliases) {
        aliases = lexer.expandAliases();
        if (!lexer.atWord()) {
          break;
        }
      }
      Word word = declaring ? assignments.readWord() : null;
      if (word == null) {
        word = lexer.word();
      }
      if (!any) {
        String name = word.plain();
        declaring = name != null && DECLARING.contains(name);
        line = word.line();
      }
      words.add(word);
      any = true;
    }
    if (source.peek() == '(') {
      throw lexer.unexpected();
    }
    return new Command.Simple(before.build(), words.build(), redirections.build(), line);
  }

  ImmutableList<Redirection> redirections() {
    ImmutableList.Builder<Redirection> found = ImmutableList.builder();
    while (true) {
      lexer.skipBlanks();
      Redirection redirection = redirection();
      if (redirection == null) {
        return found.build();
      }
      found.add(redirection);
    }
  }

  /// Whether a redirection comes next.
  boolean atRedirection() {
    String operator = lexer.operator();
    return operator != null && Lexer.redirection(operator) != null;
  }

  private @Nullable Redirection redirection() {
    int line = source.line();
    int mark = source.mark();
    int descriptor = -1;
    String variable = null;
    int length = 0;
    while (Characters.isDigit(source.peek(length))) {
      length++;
    }
    if (length > 0 && isArrow(source.peek(length))) {
      source.skip(length);
      descriptor = number(source.since(mark));
    } else if (source.peek() == '{') {
      variable = variable();
    }
    String operator = lexer.operator();
    Redirection.Kind kind = operator == null ? null : Lexer.redirection(operator);
    if (operator == null || kind == null) {
      source.reset(mark);
      return null;
    }
    source.skip(operator.length());
    lexer.skipBlanks();
    if (!lexer.atWord()) {
      throw lexer.unexpected();
    }
    Word target = lexer.word();
    HereDocument document =
        kind == Redirection.Kind.HERE_DOCUMENT
            ? lexer.hereDocument(target, operator.equals("<<-"))
            : null;
    return new Redirection(descriptor, variable, kind, target, document, line);
  }

  /// The name in `{name}>`, taken with its braces; null and nothing taken if there is none.
  private @Nullable String variable() {
    int length = 1;
    while (Characters.isNamePart(source.peek(length))) {
      length++;
    }
    if (length == 1 || source.peek(length) != '}' || !isArrow(source.peek(length + 1))) {
      return null;
    }
    int mark = source.mark();
    source.skip(length + 1);
    String text = source.since(mark);
    return text.substring(1, text.length() - 1);
  }

  private static boolean isArrow(int c) {
    return c == '<' || c == '>';
  }

  private static int number(String digits) {
    return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  /// The command with its errors going where its output goes, as `|&` says.
  static Command withErrors(Command command) {
    Redirection both =
        new Redirection(
            2,
            null,
            Redirection.Kind.DUPLICATE_OUTPUT,
            Word.literal("1", command.line()),
            null,
            command.line());
    return switch (command) {
      case Command.Simple simple ->
          new Command.Simple(
              simple.assignments(),
              simple.words(),
              ImmutableList.<Redirection>builder().addAll(simple.redirections()).add(both).build(),
              simple.line());
      case Command.Redirected redirected ->
          new Command.Redirected(
              redirected.body(),
              ImmutableList.<Redirection>builder()
                  .addAll(redirected.redirections())
                  .add(both)
                  .build());
      default -> new Command.Redirected(command, ImmutableList.of(both));
    };
  }
}
