package vethlab.userland.shell.expansion;

/// What a part of a word became.
sealed interface Piece {

  /// Text.
  ///
  /// @param quoted whether nothing in it is special any more
  /// @param split whether blanks in it end a word
  record Text(String text, boolean quoted, boolean split) implements Piece {}

  /// The end of a word, as between the parameters of `"$@"`.
  record Break() implements Piece {}
}
