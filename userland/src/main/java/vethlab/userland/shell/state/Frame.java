package vethlab.userland.shell.state;

/// A function or a sourced file that is running, or a loop.
///
/// @param kind what it is
/// @param what the function's name, the file, or the loop's keyword
/// @param source the file whose commands run in it
/// @param callLine the line that it was called from
public record Frame(Kind kind, String what, String source, int callLine) {

  /// Why commands run that are not those of the script itself.
  public enum Kind {
    FUNCTION,
    SOURCE,
    LOOP
  }
}
