package vethlab.userland.iproute.command;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/// A word that a command knows, and how far it may be shortened.
///
/// iproute2 compares a word with one keyword after the other in the order of its source, some in
/// full (`strcmp`) and some as a prefix (`matches`): the first that fits wins. An enum of keywords
/// has that order.
public interface Keyword {

  /// One spelling of a keyword.
  ///
  /// @param exact whether it must be written in full
  record Spelling(String text, boolean exact) {

    boolean fits(String word) {
      return exact ? word.equals(text) : !word.isEmpty() && text.startsWith(word);
    }
  }

  /// The ways to write it.
  ImmutableList<Spelling> spellings();

  /// A spelling that must be written in full.
  static Spelling full(String text) {
    return new Spelling(text, true);
  }

  /// A spelling that may be shortened.
  static Spelling prefix(String text) {
    return new Spelling(text, false);
  }

  /// The first of `keywords` that `word` fits, or null.
  static <K extends Keyword> @Nullable K find(K[] keywords, String word) {
    for (K keyword : keywords) {
      for (Spelling spelling : keyword.spellings()) {
        if (spelling.fits(word)) {
          return keyword;
        }
      }
    }
    return null;
  }
}
