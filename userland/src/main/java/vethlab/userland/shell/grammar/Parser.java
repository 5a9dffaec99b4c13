package vethlab.userland.shell.grammar;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.userland.shell.lexer.Aliases;
import vethlab.userland.shell.lexer.CharSource;
import vethlab.userland.shell.lexer.Lexer;
import vethlab.userland.shell.lexer.LineSource;
import vethlab.userland.shell.lexer.Nested;
import vethlab.userland.shell.lexer.SyntaxError;
import vethlab.userland.shell.lexer.WordReader;
import vethlab.userland.shell.syntax.Command;
import vethlab.userland.shell.syntax.Redirection;
import vethlab.userland.shell.syntax.Word;

/// Reads commands one complete line at a time, as a shell does that executes what it has read
/// before it reads on.
public final class Parser implements Nested {

  /// Words that end a list of commands when they stand where a command would.
  private static final Set<String> CLOSERS =
      Set.of("then", "else", "elif", "fi", "do", "done", "esac", "}", "in");

  private final CharSource source;
  private final Aliases aliases;
  private final Lexer lexer;
  private final SimpleParser simple;
  private final CompoundParser compound;

  public Parser(CharSource source, Aliases aliases) {
    this.source = source;
    this.aliases = aliases;
    this.lexer = new Lexer(source, aliases, this);
    this.simple = new SimpleParser(lexer);
    this.compound = new CompoundParser(this, lexer);
  }

  /// All of a text, as one command.
  ///
  /// @throws SyntaxError if it is not one
  public static Command parseAll(String text, int firstLine, Aliases aliases) {
    return new Parser(CharSource.ofCommands(LineSource.of(text), firstLine), aliases).all();
  }

  /// A text to be expanded as if between double quotes, such as a prompt.
  public static Word quotedText(String text, int line, Aliases aliases) {
    Parser parser = new Parser(CharSource.ofText("", line), aliases);
    return parser.lexer.words().hereText(text, line);
  }

  public CharSource source() {
    return source;
  }

  /// The next complete command: all of a line, and of more lines if it does not end there.
  ///
  /// @return null at the end of the input
  /// @throws SyntaxError if it is not a command
  public @Nullable Command next() {
    source.beginCommand();
    while (true) {
      lexer.skipBlanks();
      if (lexer.atEnd()) {
        return null;
      }
      if (!lexer.atNewline()) {
        break;
      }
      lexer.newline();
      source.beginCommand();
    }
    Command command = line();
    if (lexer.atNewline()) {
      lexer.newline();
    } else if (lexer.atEnd()) {
      lexer.readHereDocuments();
    } else {
      throw lexer.unexpected();
    }
    return command;
  }

  /// Warnings since the last question: `LINE: warning: …`.
  public List<String> takeWarnings() {
    return lexer.takeWarnings();
  }

  /// After a fault: forgets the rest of the line.
  public void recover() {
    source.dropLine();
  }

  private Command all() {
    ImmutableList.Builder<Command.Sequence.Item> items = ImmutableList.builder();
    int first = source.line();
    for (Command next = next(); next != null; next = next()) {
      items.add(new Command.Sequence.Item(next, false));
    }
    return new Command.Sequence(items.build(), first);
  }

  @Override
  public Command untilParenthesis() {
    lexer.skipNewlines();
    if (source.peek() == ')') {
      return new Command.Sequence(ImmutableList.of(), source.line());
    }
    if (lexer.atEnd()) {
      throw SyntaxError.saying("unexpected EOF while looking for matching `)'", source.line(), 2);
    }
    Command commands = list();
    lexer.skipNewlines();
    if (lexer.atEnd()) {
      throw SyntaxError.saying("unexpected EOF while looking for matching `)'", source.line(), 2);
    }
    if (source.peek() != ')') {
      throw lexer.unexpected();
    }
    return commands;
  }

  @Override
  public WordReader reader(String text, int line) {
    return new Parser(CharSource.ofText(text, line), aliases).lexer.words();
  }

  @Override
  public Command of(String text, int line) {
    return parseAll(text, line, aliases);
  }

  /// The commands of one line.
  private Command line() {
    ImmutableList.Builder<Command.Sequence.Item> items = ImmutableList.builder();
    int first = source.line();
    do {
      Command command = andOr();
      lexer.skipBlanks();
      boolean background = lexer.take("&");
      boolean more = background || lexer.take(";");
      items.add(new Command.Sequence.Item(command, background));
      lexer.skipBlanks();
      if (!more) {
        break;
      }
    } while (!lexer.atEnd() && !lexer.atNewline());
    return sequence(items.build(), first);
  }

  /// Commands up to something that closes them; at least one.
  Command list() {
    ImmutableList.Builder<Command.Sequence.Item> items = ImmutableList.builder();
    lexer.skipNewlines();
    int first = source.line();
    boolean any = false;
    while (!atCloser()) {
      Command command = andOr();
      any = true;
      lexer.skipBlanks();
      boolean background = lexer.take("&");
      boolean more = background || lexer.take(";") || lexer.atNewline();
      items.add(new Command.Sequence.Item(command, background));
      lexer.skipNewlines();
      if (!more) {
        break;
      }
    }
    if (!any) {
      throw lexer.unexpected();
    }
    return sequence(items.build(), first);
  }

  private static Command sequence(ImmutableList<Command.Sequence.Item> items, int line) {
    return items.size() == 1 && !items.getFirst().background()
        ? items.getFirst().command()
        : new Command.Sequence(items, line);
  }

  private boolean atCloser() {
    if (lexer.atEnd()) {
      return true;
    }
    String operator = lexer.operator();
    if (operator != null) {
      return operator.equals(")") || operator.startsWith(";");
    }
    String word = lexer.plainWord();
    return word != null && CLOSERS.contains(word);
  }

  private Command andOr() {
    Command first = pipeline();
    ImmutableList.Builder<Command.AndOr.Next> rest = ImmutableList.builder();
    boolean any = false;
    while (true) {
      lexer.skipBlanks();
      boolean and = lexer.take("&&");
      if (!and && !lexer.take("||")) {
        return any ? new Command.AndOr(first, rest.build()) : first;
      }
      lexer.skipNewlines();
      rest.add(new Command.AndOr.Next(and, pipeline()));
      any = true;
    }
  }

  private Command pipeline() {
    lexer.skipBlanks();
    int line = source.line();
    boolean negated = false;
    boolean prefixed = false;
    Command.Pipeline.Timing timing = null;
    boolean nextToo;
    while (true) {
      nextToo = lexer.expandAliases();
      if (lexer.takeReserved("!")) {
        negated = !negated;
      } else if (lexer.takeReserved("time")) {
        lexer.skipBlanks();
        timing =
            lexer.takeReserved("-p") ? Command.Pipeline.Timing.POSIX : Command.Pipeline.Timing.BASH;
      } else {
        break;
      }
      prefixed = true;
      lexer.skipBlanks();
    }
    ImmutableList.Builder<Command> members = ImmutableList.builder();
    if (prefixed && (lexer.atNewline() || lexer.atEnd() || isEnd())) {
      members.add(nothing(line));
    } else {
      Command member = command(nextToo);
      int count = 1;
      while (true) {
        lexer.skipBlanks();
        boolean errorsToo = lexer.take("|&");
        if (!errorsToo && !lexer.take("|")) {
          break;
        }
        members.add(errorsToo ? SimpleParser.withErrors(member) : member);
        lexer.skipNewlines();
        member = command(lexer.expandAliases());
        count++;
      }
      if (count == 1 && !prefixed) {
        return member;
      }
      members.add(member);
    }
    return new Command.Pipeline(members.build(), negated, timing, line);
  }

  private boolean isEnd() {
    String operator = lexer.operator();
    return operator != null
        && (operator.equals(";") || operator.equals("&") || operator.equals(")"));
  }

  private static Command nothing(int line) {
    return new Command.Simple(ImmutableList.of(), ImmutableList.of(), ImmutableList.of(), line);
  }

  /// One command with its redirections.
  ///
  /// @param nextToo whether its second word is looked up among the aliases, too
  private Command command(boolean nextToo) {
    lexer.skipBlanks();
    Command body = compound.read();
    if (body == null) {
      String word = lexer.plainWord();
      if ((!lexer.atWord() && !simple.atRedirection())
          || (word != null && CLOSERS.contains(word))) {
        throw lexer.unexpected();
      }
      Command.@Nullable Function function = compound.function();
      return function != null ? function : simple.read(nextToo);
    }
    if (body instanceof Command.Function) {
      return body;
    }
    return redirected(body);
  }

  /// A compound command with the redirections that follow it.
  Command redirected(Command body) {
    ImmutableList<Redirection> redirections = simple.redirections();
    return redirections.isEmpty() ? body : new Command.Redirected(body, redirections);
  }
}
