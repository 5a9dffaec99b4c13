package vethlab.userland.stage;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A lab as it is given: its file, and how it is to be played.
///
/// @param name the file's name as the user wrote it; `$0` and the place in messages
/// @param text what the file contains
/// @param arguments the script's own arguments
/// @param play how it is played
/// @param beside files in the same folder that it may source or read, by name
public record Lab(
    String name,
    String text,
    ImmutableList<String> arguments,
    Play play,
    ImmutableMap<String, String> beside) {

  /// A lab without files beside it.
  ///
  /// A file that starts with `#!`, or that is given arguments, is a script; any other is pasted.
  ///
  /// @param wanted how it is to be played, or null for that rule
  public static Lab of(String name, String text, List<String> arguments, @Nullable Play wanted) {
    Play play =
        wanted != null
            ? wanted
            : text.startsWith("#!") || !arguments.isEmpty() ? Play.SCRIPT : Play.TERMINAL;
    return new Lab(name, text, ImmutableList.copyOf(arguments), play, ImmutableMap.of());
  }

  public Lab withFilesBeside(ImmutableMap<String, String> files) {
    return new Lab(name, text, arguments, play, files);
  }
}
