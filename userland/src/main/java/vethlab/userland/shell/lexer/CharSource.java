package vethlab.userland.shell.lexer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The characters of a shell's input: looked at ahead, put back, and counted by lines.
///
/// A backslash before a newline joins the lines wherever characters are taken by [#peek] and
/// [#next]; [#rawPeek] and [#rawNext] take them as they are.
public final class CharSource {

  /// What [#peek] says when nothing is left.
  public static final int END = -1;

  private final LineSource lines;
  private final boolean commands;
  private final StringBuilder taken = new StringBuilder();
  private final List<Insertion> insertions = new ArrayList<>();
  private String buffer = "";
  private String lineText = "";
  private int at;
  private int line;
  private boolean begun;
  private boolean exhausted;

  /// A text put into the input in place of an alias.
  ///
  /// @param rest how much of the buffer is left when the text is used up
  private record Insertion(String name, int rest) {}

  private CharSource(LineSource lines, int firstLine, boolean commands) {
    this.lines = lines;
    this.line = firstLine - 1;
    this.commands = commands;
  }

  /// The text of commands: its last line counts as complete.
  ///
  /// @param firstLine the number of the first line
  public static CharSource ofCommands(LineSource lines, int firstLine) {
    return new CharSource(lines, firstLine, true);
  }

  /// A text that is part of a word.
  public static CharSource ofText(String text, int firstLine) {
    return new CharSource(LineSource.of(text), firstLine, false);
  }

  /// The next character, or [#END].
  public int peek() {
    return peek(0);
  }

  /// The character that many places ahead on this line, or [#END] beyond its end.
  public int peek(int ahead) {
    if (!fill()) {
      return END;
    }
    for (int i = 0; i <= ahead; i++) {
      while (buffer.startsWith("\\\n", at + i)) {
        String next = fetch();
        buffer = buffer.substring(0, at + i) + (next == null ? "" : next);
        if (next == null) {
          break;
        }
      }
    }
    return rawPeek(ahead);
  }

  /// Whether the input goes on with this text.
  public boolean startsWith(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (peek(i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Takes the next character.
  public int next() {
    return peek() == END ? END : rawNext();
  }

  /// As [#peek(int)], but a backslash before a newline is two characters.
  public int rawPeek(int ahead) {
    return fill() && at + ahead < buffer.length() ? buffer.charAt(at + ahead) : END;
  }

  /// As [#next], but a backslash before a newline is two characters.
  public int rawNext() {
    if (!fill()) {
      return END;
    }
    char found = buffer.charAt(at++);
    taken.append(found);
    begun = true;
    return found;
  }

  /// Takes so many characters.
  public void skip(int count) {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  /// The rest of this line without its newline, taken whole; null at the end of the input.
  public @Nullable String restOfLine() {
    if (!fill()) {
      return null;
    }
    String rest = buffer.substring(at);
    at = buffer.length();
    taken.append(rest);
    return rest.endsWith("\n") ? rest.substring(0, rest.length() - 1) : rest;
  }

  /// Everything taken since the command began; a position in it marks a place in the input.
  public int mark() {
    return taken.length();
  }

  /// What was taken since a mark.
  public String since(int mark) {
    return taken.substring(mark);
  }

  /// Puts back what was taken since a mark.
  public void reset(int mark) {
    String back = taken.substring(mark);
    taken.setLength(mark);
    buffer = back + buffer.substring(at);
    at = 0;
  }

  /// Puts an alias's text before what is left.
  public void insert(String name, String text) {
    insertions.add(new Insertion(name, buffer.length() - at));
    buffer = text + buffer.substring(at);
    at = 0;
  }

  /// Whether the text of this alias is being read.
  public boolean isInside(String name) {
    insertions.removeIf(insertion -> buffer.length() - at <= insertion.rest);
    return insertions.stream().anyMatch(insertion -> insertion.name.equals(name));
  }

  /// A command is complete: the next line is not a continuation.
  public void beginCommand() {
    begun = false;
    taken.setLength(0);
    insertions.removeIf(insertion -> buffer.length() - at <= insertion.rest);
  }

  /// The number of the line that the next character stands on; at the end, of the line after the
  /// last.
  public int line() {
    int ahead = 0;
    for (int i = at; i < buffer.length() - 1; i++) {
      if (buffer.charAt(i) == '\n') {
        ahead++;
      }
    }
    return exhausted && at >= buffer.length() ? line + 1 : line - ahead;
  }

  /// The line as read last, without its newline, for messages.
  public String lineText() {
    return lineText;
  }

  /// Forgets what is left of this line.
  public void dropLine() {
    at = buffer.length();
    beginCommand();
  }

  /// Reads on after the end, as a terminal can.
  public void resume() {
    exhausted = false;
    beginCommand();
  }

  private boolean fill() {
    while (at >= buffer.length()) {
      String next = fetch();
      if (next == null) {
        return false;
      }
      buffer = next;
      at = 0;
    }
    return true;
  }

  private @Nullable String fetch() {
    if (exhausted) {
      return null;
    }
    String next = lines.nextLine(begun);
    if (next == null) {
      exhausted = true;
      return null;
    }
    line++;
    boolean complete = next.endsWith("\n");
    lineText = complete ? next.substring(0, next.length() - 1) : next;
    return complete || !commands ? next : next + "\n";
  }
}
