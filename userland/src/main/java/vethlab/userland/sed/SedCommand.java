package vethlab.userland.sed;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One command of a script, and the lines that it is for.
///
/// @param negated whether it is for the other lines (`!`)
record SedCommand(@Nullable Address from, @Nullable Address to, boolean negated, Action action) {

  /// A line, or where a range of lines ends.
  sealed interface Address {

    /// The line of that number; 0 begins a range before the first line.
    record Line(long number) implements Address {}

    /// The last line.
    record Last() implements Address {}

    /// Lines that match; null stands for the pattern used last.
    record Match(@Nullable Pattern pattern) implements Address {}

    /// `first~step`.
    record Step(long first, long step) implements Address {}

    /// `,+N`: so many lines more.
    record More(long count) implements Address {}

    /// `,~N`: up to the next line whose number is a multiple.
    record Multiple(long number) implements Address {}
  }

  /// What is done.
  sealed interface Action {

    /// `s/…/…/`.
    ///
    /// @param replacement as written, with `&`, `\1` and changes of case
    /// @param which the match to replace, counted from 1
    record Substitute(
        @Nullable Pattern pattern, String replacement, boolean all, int which, boolean print)
        implements Action {}

    /// `y/…/…/`.
    record Transliterate(String from, String to) implements Action {}

    /// `a`, `i`, `c` with their text.
    record Text(char kind, String text) implements Action {}

    /// `b`, `t`, `T`: on to a label, or to the end of the script.
    record Branch(char kind, String label) implements Action {}

    /// `:label`.
    record Label(String name) implements Action {}

    /// `{ … }`.
    record Block(List<SedCommand> commands) implements Action {}

    /// `q` and `Q` with a status.
    record Quit(boolean silent, int status) implements Action {}

    /// `r` and `w` with a file.
    record File(char kind, String path) implements Action {}

    /// A command of one letter: `d D g G h H n N p P x = l z F`.
    record Simple(char kind) implements Action {}
  }
}
