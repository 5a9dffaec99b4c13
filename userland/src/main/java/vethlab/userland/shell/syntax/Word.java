package vethlab.userland.shell.syntax;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/// One word as written.
///
/// @param text the source, with its quotes
/// @param line the line on which it begins
/// @param assignment the word read as an assignment, where it is the argument of `export` and its
///   kin
public record Word(
    ImmutableList<WordPart> parts, String text, int line, @Nullable Assignment assignment) {

  public Word(ImmutableList<WordPart> parts, String text, int line) {
    this(parts, text, line, null);
  }

  /// A word that says just this.
  public static Word literal(String text, int line) {
    return new Word(
        text.isEmpty() ? ImmutableList.of() : ImmutableList.of(new WordPart.Literal(text)),
        text,
        line);
  }

  /// What it says, if nothing in it is quoted or expanded; else null.
  public @Nullable String plain() {
    if (parts.isEmpty()) {
      return "";
    }
    return parts.size() == 1 && parts.getFirst() instanceof WordPart.Literal(String said)
        ? said
        : null;
  }

  /// Whether any of it is quoted, as the delimiter of a here-document asks.
  public boolean hasQuotes() {
    return parts.stream()
        .anyMatch(part -> part instanceof WordPart.Quoted || part instanceof WordPart.DoubleQuoted);
  }
}
