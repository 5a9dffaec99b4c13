package vethlab.userland.shell.execution;

import org.jspecify.annotations.Nullable;
import vethlab.userland.shell.grammar.Parser;
import vethlab.userland.shell.lexer.CharSource;
import vethlab.userland.shell.lexer.LineSource;
import vethlab.userland.shell.lexer.SyntaxError;
import vethlab.userland.shell.state.Option;
import vethlab.userland.shell.syntax.Command;

/// Reads commands from a text and carries out each before it reads the next: `eval`, `source`,
/// traps, `-c`.
public final class Evaluator {

  private final Shell shell;

  public Evaluator(Shell shell) {
    this.shell = shell;
  }

  /// Carries out a text.
  ///
  /// @param firstLine the number of its first line
  /// @param what what bash calls it in messages about its syntax, such as `eval`; or null
  public int evaluate(String text, int firstLine, @Nullable String what) {
    return evaluate(LineSource.of(text), firstLine, what);
  }

  private int evaluate(LineSource lines, int firstLine, @Nullable String what) {
    Reading reading = begin(lines, firstLine, what);
    boolean any = false;
    shell.deepenTrace(1);
    try {
      while (reading.next(false)) {
        any = true;
      }
    } finally {
      shell.deepenTrace(-1);
    }
    return any ? shell.status() : 0;
  }

  /// Begins to read a text command by command.
  public Reading begin(LineSource lines, int firstLine, @Nullable String what) {
    return new Reading(new Parser(CharSource.ofCommands(lines, firstLine), shell.aliases()), what);
  }

  /// A text that is read and carried out command by command.
  public final class Reading {
    private final Parser parser;
    private final @Nullable String what;
    private @Nullable Command ahead;
    private boolean looked;

    private Reading(Parser parser, @Nullable String what) {
      this.parser = parser;
      this.what = what;
    }

    /// Carries out the next command.
    ///
    /// @param last whether the shell has nothing to do after the text, so that its last command may
    ///   take the shell's place
    /// @return whether there was one
    public boolean next(boolean last) {
      Command command = looked ? ahead : read(parser, what);
      looked = false;
      if (command == null) {
        return false;
      }
      if (last) { // whether it is the last one is known when the next has been looked for
        ahead = read(parser, what);
        looked = true;
      }
      run(command, last && ahead == null);
      return true;
    }
  }

  private void run(Command command, boolean last) {
    if (!shell.options().is(Option.NOEXEC)) {
      shell.execute(command, last);
    }
  }

  private @Nullable Command read(Parser parser, @Nullable String what) {
    try {
      Command command = parser.next();
      warn(parser);
      return command;
    } catch (SyntaxError error) {
      warn(parser);
      complain(error, what);
      int status = error.status() == SyntaxError.STATUS_BEFORE ? shell.status() : error.status();
      shell.setStatus(status);
      throw new SyntaxFault(status);
    }
  }

  /// A text that is no command; the message is out.
  public static final class SyntaxFault extends RuntimeException {
    private final int status;

    SyntaxFault(int status) {
      super(null, null, false, false);
      this.status = status;
    }

    public int status() {
      return status;
    }
  }

  /// Prints the warnings about here-documents that do not end.
  public void warn(Parser parser) {
    for (String warning : parser.takeWarnings()) {
      shell.write(2, name() + ": line " + warning + "\n");
    }
  }

  /// Prints what is wrong with a command, and the line that it stands on.
  public void complain(SyntaxError error, @Nullable String what) {
    if (shell.isPlain()) {
      Dialect dash = shell.settings().dialect();
      shell.write(2, dash.prefix(name(), error.line()) + dash.message(error.message()) + "\n");
      return;
    }
    String prefix =
        shell.settings().interactive()
            ? shell.settings().baseName() + ": " + (what == null ? "" : what + ": ")
            : name() + ": " + (what == null ? "" : what + ": ") + "line " + error.line() + ": ";
    shell.write(2, prefix + error.message() + "\n");
    if (error.source() != null && !shell.settings().interactive()) {
      shell.write(2, prefix + "`" + error.source() + "'\n");
    }
  }

  private String name() {
    String source = shell.sourceInside();
    return source == null ? shell.name() : source;
  }
}
