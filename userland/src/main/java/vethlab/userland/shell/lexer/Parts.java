package vethlab.userland.shell.lexer;

import com.google.common.collect.ImmutableList;
import vethlab.userland.shell.syntax.WordPart;

/// The parts of a word in the making; neighbours of one kind become one.
final class Parts {

  private final ImmutableList.Builder<WordPart> done = ImmutableList.builder();
  private final StringBuilder literal = new StringBuilder();
  private final StringBuilder quoted = new StringBuilder();
  private boolean isQuoted;

  void literal(int c) {
    endQuoted();
    literal.append((char) c);
  }

  /// Text that stands for itself; may be empty, which still makes a word.
  void quoted(String text) {
    endLiteral();
    isQuoted = true;
    quoted.append(text);
  }

  void add(WordPart part) {
    endLiteral();
    endQuoted();
    done.add(part);
  }

  ImmutableList<WordPart> build() {
    endLiteral();
    endQuoted();
    return done.build();
  }

  private void endLiteral() {
    if (!literal.isEmpty()) {
      done.add(new WordPart.Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  private void endQuoted() {
    if (isQuoted) {
      done.add(new WordPart.Quoted(quoted.toString()));
      quoted.setLength(0);
      isQuoted = false;
    }
  }
}
