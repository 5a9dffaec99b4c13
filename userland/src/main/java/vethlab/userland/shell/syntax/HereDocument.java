package vethlab.userland.shell.syntax;

import org.jspecify.annotations.Nullable;

/// The text behind `<<`: it stands on the lines after the command, so it is known a little later.
public final class HereDocument {

  private final Word delimiter;
  private final boolean stripTabs;
  private @Nullable Word text;

  /// @param delimiter the word behind the operator
  /// @param stripTabs whether the operator is `<<-`
  public HereDocument(Word delimiter, boolean stripTabs) {
    this.delimiter = delimiter;
    this.stripTabs = stripTabs;
  }

  public Word delimiter() {
    return delimiter;
  }

  public boolean stripTabs() {
    return stripTabs;
  }

  /// Sets the text, once.
  public void complete(Word read) {
    if (text != null) {
      throw new IllegalStateException("a here-document is read once");
    }
    text = read;
  }

  /// What is read from it, expansions still to be done.
  public Word text() {
    return text == null ? Word.literal("", delimiter.line()) : text;
  }
}
