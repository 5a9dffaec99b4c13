package vethlab.userland.iproute.command;

import com.google.common.collect.ImmutableList;
import java.util.List;

/// What an object can be told to do, by the word that says so.
///
/// @param spellings of the word
/// @param command what it does
public record Subcommand(ImmutableList<Spelling> spellings, Command command) implements Keyword {

  /// One whose word may be shortened.
  public static Subcommand of(String word, Command command) {
    return new Subcommand(ImmutableList.of(Keyword.prefix(word)), command);
  }

  /// One with several words that may be shortened.
  public static Subcommand of(List<String> words, Command command) {
    return new Subcommand(
        words.stream().map(Keyword::prefix).collect(ImmutableList.toImmutableList()), command);
  }
}
