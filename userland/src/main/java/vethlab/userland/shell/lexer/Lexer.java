package vethlab.userland.shell.lexer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vethlab.userland.shell.syntax.HereDocument;
import vethlab.userland.shell.syntax.Redirection;
import vethlab.userland.shell.syntax.Word;

/// The input as the grammar sees it: blanks and comments passed over, operators, words, newlines.
public final class Lexer {

  private static final List<String> OPERATORS =
      List.of(
          "&>>", ";;&", "<<<", "<<-", "&&", "||", ";;", ";&", "<<", ">>", "<&", ">&", "<>", ">|",
          "&>", "|&", "|", "&", ";", "(", ")", "<", ">");

  /// Those that POSIX does not have.
  private static final Set<String> ADDED = Set.of("&>>", ";;&", "<<<", ";&", "&>", "|&");

  private final CharSource source;
  private final WordReader words;
  private final Aliases aliases;
  private final List<HereDocument> pending = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  public Lexer(CharSource source, Aliases aliases, Nested nested) {
    this.source = source;
    this.aliases = aliases;
    this.words = new WordReader(source, aliases, nested);
  }

  public CharSource source() {
    return source;
  }

  public Aliases aliases() {
    return aliases;
  }

  /// The reader of words, for places with rules of their own.
  public WordReader words() {
    return words;
  }

  /// Warnings since the last question, with their lines in front.
  public List<String> takeWarnings() {
    List<String> taken = List.copyOf(warnings);
    warnings.clear();
    return taken;
  }

  /// Passes over blanks and a comment.
  public void skipBlanks() {
    while (true) {
      int next = source.peek();
      if (next == ' ' || next == '\t') {
        source.next();
      } else if (next == '#') {
        while (source.rawPeek(0) != '\n' && source.rawPeek(0) != CharSource.END) {
          source.rawNext();
        }
      } else {
        return;
      }
    }
  }

  /// Passes over blanks, comments and newlines.
  public void skipNewlines() {
    skipBlanks();
    while (source.peek() == '\n') {
      newline();
      skipBlanks();
    }
  }

  public boolean atEnd() {
    return source.peek() == CharSource.END;
  }

  public boolean atNewline() {
    return source.peek() == '\n';
  }

  /// Takes a newline and the here-documents that begin behind it.
  public void newline() {
    source.next();
    readHereDocuments();
  }

  /// The operator that comes next, or null.
  public @Nullable String operator() {
    for (String operator : OPERATORS) {
      if (aliases.isPlain() && ADDED.contains(operator)) {
        continue;
      }
      if (source.startsWith(operator)) {
        if (!aliases.isPlain()
            && (operator.equals("<") || operator.equals(">"))
            && source.peek(1) == '(') {
          return null; // a process substitution
        }
        return operator;
      }
    }
    return null;
  }

  /// Takes an operator if it comes next.
  public boolean take(String operator) {
    if (operator.equals(operator())) {
      source.skip(operator.length());
      return true;
    }
    return false;
  }

  /// Whether a word comes next.
  public boolean atWord() {
    return !atEnd() && !atNewline() && operator() == null;
  }

  /// The reserved or plain word that comes next, or null if that is not plain letters and signs up
  /// to a delimiter. Nothing is taken.
  public @Nullable String plainWord() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; ; i++) {
      int next = source.peek(i);
      if (next == CharSource.END || Characters.isMeta(next)) {
        return text.isEmpty() ? null : text.toString();
      }
      if (Characters.isQuoteOrExpansion(next)) {
        return null;
      }
      text.append((char) next);
    }
  }

  /// Takes a reserved word if it comes next.
  public boolean takeReserved(String word) {
    if (word.equals(plainWord())) {
      source.skip(word.length());
      return true;
    }
    return false;
  }

  /// Puts the texts of aliases in the place of a command's first word.
  ///
  /// @return whether the last text ended in a blank, so that the next word is looked at too
  public boolean expandAliases() {
    boolean again = false;
    while (true) {
      String word = plainWord();
      String text = word == null || source.isInside(word) ? null : aliases.alias(word);
      if (word == null || text == null) {
        return again;
      }
      int mark = source.mark();
      source.skip(word.length());
      source.insert(word, text);
      again = text.endsWith(" ") || text.endsWith("\t");
      if (source.mark() < mark) {
        throw new IllegalStateException("the input went backwards");
      }
      skipBlanks();
    }
  }

  /// Reads a word.
  public Word word() {
    return words.word();
  }

  /// Remembers a here-document; its text is there after the next newline.
  public HereDocument hereDocument(Word delimiter, boolean stripTabs) {
    HereDocument here = new HereDocument(delimiter, stripTabs);
    pending.add(here);
    return here;
  }

  /// The fault of what comes next.
  public SyntaxError unexpected() {
    skipBlanks();
    if (atEnd()) {
      return SyntaxError.endOfFile(source.line());
    }
    if (atNewline()) {
      return SyntaxError.unexpected("newline", source.line(), source.lineText());
    }
    String token = operator();
    if (token == null) {
      int mark = source.mark();
      Word word = word();
      token = word.text();
      if (source.mark() == mark) {
        token = Character.toString(source.peek());
      }
    }
    return SyntaxError.unexpected(token, source.line(), source.lineText());
  }

  /// Reads the texts of the here-documents that wait; at the end of the input, whatever is left.
  public void readHereDocuments() {
    List<HereDocument> now = List.copyOf(pending);
    pending.clear();
    now.forEach(this::read);
  }

  private void read(HereDocument here) {
    String delimiter = WordReader.unquoted(here.delimiter());
    boolean quoted = here.delimiter().hasQuotes();
    StringBuilder text = new StringBuilder();
    int first = source.line();
    while (true) {
      String line = quoted ? source.restOfLine() : joinedLine(here);
      if (line == null) {
        warnings.add(
            (source.line() - 1)
                + ": warning: here-document at line "
                + here.delimiter().line()
                + " delimited by end-of-file (wanted `"
                + delimiter
                + "')");
        break;
      }
      String stripped = here.stripTabs() ? stripTabs(line) : line;
      if (stripped.equals(delimiter)) {
        break;
      }
      text.append(stripped).append('\n');
    }
    here.complete(
        quoted
            ? WordReader.quotedWord(text.toString(), first)
            : words.hereText(text.toString(), first));
  }

  /// A line with those joined to it by a backslash.
  private @Nullable String joinedLine(HereDocument here) {
    String line = source.restOfLine();
    while (line != null && endsInBackslash(line)) {
      String next = source.restOfLine();
      if (next == null) {
        break;
      }
      line = line.substring(0, line.length() - 1) + (here.stripTabs() ? stripTabs(next) : next);
    }
    return line;
  }

  private static boolean endsInBackslash(String line) {
    int count = 0;
    while (count < line.length() && line.charAt(line.length() - 1 - count) == '\\') {
      count++;
    }
    return count % 2 == 1;
  }

  private static String stripTabs(String line) {
    int tabs = 0;
    while (tabs < line.length() && line.charAt(tabs) == '\t') {
      tabs++;
    }
    return line.substring(tabs);
  }

  /// The kind of redirection that an operator is, or null.
  public static Redirection.@Nullable Kind redirection(String operator) {
    if (operator.equals("<<-")) {
      return Redirection.Kind.HERE_DOCUMENT;
    }
    for (Redirection.Kind kind : Redirection.Kind.values()) {
      if (kind.operator().equals(operator)) {
        return kind;
      }
    }
    return null;
  }
}
